#include "course/course.h"

#include "course/loaded.h"

#include <stdlib.h>

void course_free(struct course **course)
{
    if (!*course)
        return;
    struct loaded *loaded = (struct loaded *)*course;
    if (!loaded->block) {
        index_release(&loaded->index);
        arena_release(&loaded->arena);
    }
    free(loaded);
    *course = NULL;
}

size_t course_size(const struct course *course)
{
    return ((const struct loaded *)course)->index.count;
}

static const struct definition *find(const struct course *course, const char *id)
{
    return index_find(&((const struct loaded *)course)->index, id);
}

static const void *find_entity(const struct course *course, const char *id, enum entity entity)
{
    const struct definition *definition = find(course, id);
    return definition && definition->entity == entity ? definition->target : NULL;
}

const struct topic *course_topic(const struct course *course, const char *id)
{
    return find_entity(course, id, ENTITY_TOPIC);
}

const struct experiment *course_experiment(const struct course *course, const char *id)
{
    return find_entity(course, id, ENTITY_EXPERIMENT);
}

const struct challenge *course_challenge(const struct course *course, const char *id)
{
    return find_entity(course, id, ENTITY_CHALLENGE);
}

const struct exercise *course_exercise(const struct course *course, const char *id)
{
    return find_entity(course, id, ENTITY_EXERCISE);
}

const struct item *course_item(const struct course *course, const char *id)
{
    const struct definition *definition = find(course, id);
    return definition && entity_is_item(definition->entity) ? definition->target : NULL;
}

const char *course_suggest(const struct course *course, const char *id)
{
    return index_suggest(&((const struct loaded *)course)->index, id, NULL);
}

const struct item *topic_item(const struct topic *topic, enum item_kind kind, size_t index)
{
    switch (kind) {
    case ITEM_NOTE:
        return index < topic->note_count ? &topic->notes[index].item : NULL;
    case ITEM_CARD:
        return index < topic->card_count ? &topic->cards[index].item : NULL;
    case ITEM_QUESTION:
        return index < topic->question_count ? &topic->questions[index].item : NULL;
    case ITEM_PROMPT:
        return index < topic->prompt_count ? &topic->prompts[index].item : NULL;
    case ITEM_PREDICTION:
        return index < topic->prediction_count ? &topic->predictions[index].item : NULL;
    case ITEM_EXERCISE:
        return index < topic->exercise_count ? &topic->exercises[index].item : NULL;
    default:
        return NULL;
    }
}
