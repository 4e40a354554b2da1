#include "exchange/lookup.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

void lookup_release(struct lookup *lookup)
{
    free(lookup->slots);
    *lookup = (struct lookup){0};
}

/* FNV-1a, 64 bits. */
static uint64_t hash(const char *key)
{
    uint64_t value = 0xcbf29ce484222325u;
    for (; *key; key++)
        value = (value ^ (unsigned char)*key) * 0x100000001b3u;
    return value;
}

/* The slot of `key`, or the free one where it belongs. */
static size_t slot_of(const struct lookup *lookup, const char *key)
{
    size_t slot = (size_t)hash(key) & (lookup->slot_count - 1);
    while (lookup->slots[slot].key && strcmp(lookup->slots[slot].key, key) != 0)
        slot = (slot + 1) & (lookup->slot_count - 1);
    return slot;
}

size_t lookup_find(const struct lookup *lookup, const char *key)
{
    if (!lookup->count)
        return LOOKUP_NONE;
    size_t slot = slot_of(lookup, key);
    return lookup->slots[slot].key ? lookup->slots[slot].value : LOOKUP_NONE;
}

static void grow(struct lookup *lookup)
{
    struct lookup larger = {.slot_count = lookup->slot_count ? 2 * lookup->slot_count : FIRST_SLOTS};
    larger.slots = mem_new(larger.slot_count, sizeof *larger.slots);
    for (size_t i = 0; i < lookup->slot_count; i++)
        if (lookup->slots[i].key)
            lookup_put(&larger, lookup->slots[i].key, lookup->slots[i].value);
    lookup_release(lookup);
    *lookup = larger;
}

void lookup_put(struct lookup *lookup, const char *key, size_t value)
{
    if (lookup->count * 2 >= lookup->slot_count)
        grow(lookup);
    size_t slot = slot_of(lookup, key);
    lookup->count += !lookup->slots[slot].key;
    lookup->slots[slot].key = key;
    lookup->slots[slot].value = value;
}
