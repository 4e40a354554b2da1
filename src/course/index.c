#include "course/index.h"

#include "base/mem.h"
#include "course/suggest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_AT_FIRST = 256 };

void index_init(struct index *index)
{
    *index = (struct index){0};
}

void index_release(struct index *index)
{
    free(index->slots);
    index_init(index);
}

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash(const char *id)
{
    uint64_t value = 0xcbf29ce484222325u;
    for (; *id; id++)
        value = (value ^ (unsigned char)*id) * 0x100000001b3u;
    return value ^ value >> 32;
}

/* The slot that holds `id`, or the free one where it belongs. */
static const struct definition **slot_of(const struct index *index, const char *id)
{
    size_t at = hash(id) & (index->slot_count - 1);
    while (index->slots[at] && strcmp(index->slots[at]->id, id) != 0)
        at = (at + 1) & (index->slot_count - 1);
    return &index->slots[at];
}

const struct definition *index_find(const struct index *index, const char *id)
{
    return index->slot_count ? *slot_of(index, id) : NULL;
}

static void grow(struct index *index)
{
    struct index larger = {.slot_count = index->slot_count ? 2 * index->slot_count : SLOTS_AT_FIRST, .count = index->count};
    larger.slots = mem_new(larger.slot_count, sizeof *larger.slots);
    for (size_t i = 0; i < index->slot_count; i++)
        if (index->slots[i])
            *slot_of(&larger, index->slots[i]->id) = index->slots[i];
    free(index->slots);
    *index = larger;
}

void index_put(struct index *index, const struct definition *definition)
{
    if (2 * index->count >= index->slot_count)
        grow(index);
    const struct definition **slot = slot_of(index, definition->id);
    index->count += *slot == NULL;
    *slot = definition;
}

const char *index_suggest(const struct index *index, const char *id, const enum entity *only)
{
    struct suggestion suggestion = {.word = id};
    for (size_t i = 0; i < index->slot_count; i++)
        if (index->slots[i] && (!only || index->slots[i]->entity == *only))
            suggestion_offer(&suggestion, index->slots[i]->id);
    return suggestion.best;
}
