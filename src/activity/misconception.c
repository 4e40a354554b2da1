#include "activity/misconception.h"

#include <string.h>

static bool is_called(const char *misconception, const char *name)
{
    return misconception && strcmp(misconception, name) == 0;
}

static struct refutation refuted_by(const struct claim *claim, const struct experiment *experiment)
{
    const struct item *item = &claim->question->item;
    return (struct refutation){item, experiment ? experiment : item->experiment, *claim};
}

static struct refutation find_in_question(const struct question *question, const char *name)
{
    for (size_t i = 0; i < question->option_count; i++)
        if (is_called(question->options[i].misconception, name))
            return refuted_by(&(struct claim){.question = question, .option = &question->options[i]}, question->options[i].experiment);
    for (size_t i = 0; i < question->mistake_count; i++)
        if (is_called(question->mistakes[i].name, name))
            return refuted_by(&(struct claim){.question = question, .mistake = &question->mistakes[i]}, question->mistakes[i].experiment);
    return (struct refutation){0};
}

static struct refutation find_in_exercise(const struct exercise *exercise, const char *name)
{
    for (size_t i = 0; i < exercise->mistake_count; i++)
        if (is_called(exercise->mistakes[i].name, name))
            return (struct refutation){.item = &exercise->item, .experiment = exercise->item.experiment};
    return (struct refutation){0};
}

static struct refutation find_in_topic(const struct topic *topic, const char *name)
{
    struct refutation found = {0};
    for (size_t i = 0; i < topic->question_count && !found.item; i++)
        found = find_in_question(&topic->questions[i], name);
    for (size_t i = 0; i < topic->prediction_count && !found.item; i++)
        found = find_in_question(&topic->predictions[i], name);
    for (size_t i = 0; i < topic->exercise_count && !found.item; i++)
        found = find_in_exercise(&topic->exercises[i], name);
    return found;
}

struct refutation misconception_find(const struct course *course, const char *name)
{
    struct refutation found = {0};
    for (size_t i = 0; i < course->topic_count && !found.item; i++)
        found = find_in_topic(&course->topics[i], name);
    return found;
}
