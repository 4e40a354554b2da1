#include "store/known.h"

#include "base/mem.h"
#include "base/vec.h"
#include "store/known_items.h"

#include <stdlib.h>
#include <string.h>

/* Beyond so many single look-ups it is faster to read all items at once. */
enum { SINGLE_LOOKUPS = 2000, SMALLEST_TABLE = 4096 };

struct held_item {
    char *item;
    uint64_t hash;
    struct known_item known;
};

struct known_items {
    struct {
        struct held_item *items;
        size_t count, capacity;
    } held;
    size_t *places; /* place + 1 in `held`, hashed with open addressing; NULL before the first */
    size_t place_count;
    size_t lookups;
    bool is_complete; /* what is not held is not in the file */
    int64_t version;  /* of the file, as far as others write to it */
};

void known_forget(struct store *store)
{
    struct known_items *items = store->known;
    if (!items)
        return;
    for (size_t i = 0; i < items->held.count; i++)
        free(items->held.items[i].item);
    vec_release(&items->held);
    free(items->places);
    free(items);
    store->known = NULL;
}

static size_t *place_of(const struct known_items *items, const char *item, uint64_t hash)
{
    size_t at = hash & (items->place_count - 1);
    for (; items->places[at]; at = (at + 1) & (items->place_count - 1)) {
        const struct held_item *held = &items->held.items[items->places[at] - 1];
        if (held->hash == hash && strcmp(held->item, item) == 0)
            break;
    }
    return &items->places[at];
}

static void grow(struct known_items *items)
{
    if (2 * (items->held.count + 1) <= items->place_count)
        return;
    free(items->places);
    items->place_count = items->place_count ? 2 * items->place_count : SMALLEST_TABLE;
    items->places = mem_new(items->place_count, sizeof *items->places);
    for (size_t i = 0; i < items->held.count; i++)
        *place_of(items, items->held.items[i].item, items->held.items[i].hash) = i + 1;
}

/* The entry of `item`, made if there is none. */
static struct held_item *hold(struct known_items *items, const char *item)
{
    uint64_t hash = schedule_seed(item);
    grow(items);
    size_t *place = place_of(items, item, hash);
    if (*place)
        return &items->held.items[*place - 1];
    struct held_item *added = vec_add(&items->held);
    *added = (struct held_item){.item = mem_string(item), .hash = hash};
    *place = items->held.count;
    return added;
}

void known_put(struct store *store, const char *item, const struct memory *memory, const struct item_state *state)
{
    if (store->known)
        hold(store->known, item)->known = (struct known_item){*memory, *state};
}

int store_known_begin(struct store *store, struct err *err)
{
    int64_t version;
    int code = database_number(store, "PRAGMA data_version", &version, err);
    if (code == 0)
        code = tuning_keep_up(store, err);
    if (code || (store->known && store->known->version == version))
        return code;
    known_forget(store);
    store->known = mem_new(1, sizeof *store->known);
    store->known->version = version;
    return 0;
}

static int read_all(struct store *store, struct err *err)
{
    struct item_memories memories;
    struct item_states states = {0};
    int code = store_memories(store, &memories, err);
    if (code == 0)
        code = store_states(store, &states, err);
    for (size_t i = 0; code == 0 && i < memories.count; i++)
        hold(store->known, memories.items[i].item)->known.memory = memories.items[i].memory;
    for (size_t i = 0; code == 0 && i < states.count; i++)
        hold(store->known, states.items[i].item)->known.state = states.items[i].state;
    item_memories_release(&memories);
    item_states_release(&states);
    store->known->is_complete = code == 0;
    return code;
}

int store_known(struct store *store, const char *item, struct known_item *known, struct err *err)
{
    *known = (struct known_item){0};
    int code = store->known ? 0 : store_known_begin(store, err);
    if (code)
        return code;
    struct known_items *items = store->known;
    if (!items->is_complete && items->lookups == SINGLE_LOOKUPS)
        code = read_all(store, err);
    if (code)
        return code;
    size_t *place = items->places ? place_of(items, item, schedule_seed(item)) : NULL;
    if (place && *place) {
        *known = items->held.items[*place - 1].known;
        return 0;
    }
    if (items->is_complete)
        return 0;
    code = store_memory(store, item, &known->memory, err);
    if (code == 0)
        code = store_state(store, item, &known->state, err);
    if (code) {
        *known = (struct known_item){0};
        return code;
    }
    items->lookups++;
    hold(items, item)->known = *known;
    return 0;
}
