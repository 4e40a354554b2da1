#include "worked_examples.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdio.h>
#include <string.h>
#include <yaml.h>

/* Where the reader is: the key that is open at each depth, NULL before it is read. */
enum { DEPTH = 4 };
struct place {
    struct worked *worked;
    const char *keys[DEPTH];
    size_t maps, lists;
};

struct worked_entry *worked_find(const struct worked *worked, const char *path)
{
    for (size_t i = 0; i < worked->count; i++)
        if (!strcmp(worked->items[i].path, path))
            return &worked->items[i];
    return NULL;
}

/* A number belongs to the key that is open; words are notes. */
static void take_number(struct place *place, const char *text)
{
    struct worked *worked = place->worked;
    const char *path = place->keys[0];
    for (size_t i = 1; i < place->maps; i++)
        path = arena_print(&worked->arena, "%s.%s", path, place->keys[i]);
    char *end;
    double number = strtod(text, &end);
    if (end == text || *end)
        return;
    struct worked_entry *entry = worked_find(worked, path);
    if (!entry) {
        entry = vec_add(worked);
        *entry = (struct worked_entry){.path = path};
    }
    if (entry->count == entry->capacity) {
        entry->capacity = entry->capacity ? 2 * entry->capacity : 8;
        entry->numbers = mem_resize(entry->numbers, entry->capacity, sizeof *entry->numbers);
        entry->met = mem_resize(entry->met, entry->capacity, sizeof *entry->met);
    }
    entry->met[entry->count] = false;
    entry->numbers[entry->count++] = number;
}

static void take_scalar(struct place *place, const yaml_event_t *event)
{
    const char **key = &place->keys[place->maps - 1], *text = (const char *)event->data.scalar.value;
    if (!*key) {
        *key = arena_string(&place->worked->arena, text);
        return;
    }
    if (event->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        take_number(place, text);
    if (!place->lists)
        *key = NULL;
}

static void take(struct place *place, const yaml_event_t *event)
{
    if (event->type == YAML_MAPPING_START_EVENT && place->maps < DEPTH)
        place->keys[place->maps++] = NULL;
    else if (event->type == YAML_MAPPING_END_EVENT)
        place->maps--;
    else if (event->type == YAML_SEQUENCE_START_EVENT)
        place->lists++;
    else if (event->type == YAML_SEQUENCE_END_EVENT)
        place->lists--;
    else if (event->type == YAML_SCALAR_EVENT)
        take_scalar(place, event);
    bool ended = event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT;
    if (ended && place->maps && !place->lists) /* a value is complete */
        place->keys[place->maps - 1] = NULL;
}

bool worked_read(struct worked *worked, const char *path)
{
    FILE *file = fopen(path, "r");
    yaml_parser_t parser;
    yaml_event_t event;
    struct place place = {.worked = worked};
    bool fine = true, ended = false;
    *worked = (struct worked){.count = 0};
    arena_init(&worked->arena);
    if (!file)
        return false;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_file(&parser, file);
    while (fine && !ended) {
        fine = yaml_parser_parse(&parser, &event);
        if (!fine)
            break;
        take(&place, &event);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    fclose(file);
    return fine;
}

void worked_release(struct worked *worked)
{
    for (size_t i = 0; i < worked->count; i++) {
        free(worked->items[i].numbers);
        free(worked->items[i].met);
    }
    vec_release(worked);
    arena_release(&worked->arena);
}
