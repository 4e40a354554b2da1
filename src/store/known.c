#include "store/known.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/vec.h"
#include "store/known_items.h"
#include "store/memory.h"
#include "store/state_row.h"
#include "store/tuning_adopt.h"

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
    struct arena names;
    size_t next; /* in `held`: behind the one that was looked up last, since many ask in the order of ids */
    size_t lookups;
    bool is_complete; /* what is not held is not in the file */
    int64_t version;  /* of the file, as far as others write to it */
};

void known_forget(struct store *store)
{
    struct known_items *items = store->known;
    if (!items)
        return;
    arena_release(&items->names);
    vec_release(&items->held);
    free(items->places);
    free(items);
    store->known = NULL;
}

static struct known_items *known_new(int64_t version)
{
    struct known_items *items = mem_new(1, sizeof *items);
    arena_init(&items->names);
    items->version = version;
    return items;
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

/* Makes the table anew, for what is held and one more. */
static void place_all(struct known_items *items)
{
    free(items->places);
    items->place_count = SMALLEST_TABLE;
    while (items->place_count < 2 * (items->held.count + 1))
        items->place_count *= 2;
    items->places = mem_new(items->place_count, sizeof *items->places);
    for (size_t i = 0; i < items->held.count; i++)
        *place_of(items, items->held.items[i].item, items->held.items[i].hash) = i + 1;
}

/* The entry of `item`, made if there is none. */
static struct held_item *hold(struct known_items *items, const char *item)
{
    uint64_t hash = schedule_seed(item);
    if (2 * (items->held.count + 1) > items->place_count)
        place_all(items);
    size_t *place = place_of(items, item, hash);
    if (*place)
        return &items->held.items[*place - 1];
    struct held_item *added = vec_add(&items->held);
    *added = (struct held_item){.item = arena_string(&items->names, item), .hash = hash};
    *place = items->held.count;
    return added;
}

void known_put(struct store *store, const char *item, const struct memory *memory, const struct item_state *state)
{
    if (store->known)
        hold(store->known, item)->known = (struct known_item){*memory, *state};
}

/* Adds the rows of both tables, which come in the order of ids, and what is known of an item from either. */
static int read_rows(struct store *store, sqlite3_stmt *memories, sqlite3_stmt *states, struct err *err)
{
    struct known_items *items = store->known;
    int memory = database_next(store, memories, err), state = memory < 0 ? memory : database_next(store, states, err);
    while (memory >= 0 && state >= 0 && (memory || state)) {
        const char *of_memory = memory ? (const char *)sqlite3_column_text(memories, 0) : NULL;
        const char *of_state = state ? (const char *)sqlite3_column_text(states, 0) : NULL;
        int order = !of_memory ? 1 : !of_state ? -1 : strcmp(of_memory, of_state);
        struct held_item *added = vec_add(&items->held);
        *added = (struct held_item){.item = arena_string(&items->names, order <= 0 ? of_memory : of_state)};
        added->hash = schedule_seed(added->item);
        if (order <= 0) {
            read_memory(memories, 1, &added->known.memory);
            memory = database_next(store, memories, err);
        }
        if (order >= 0 && memory >= 0) {
            read_state(states, 1, &added->known.state);
            state = database_next(store, states, err);
        }
    }
    return memory < 0 ? memory : state;
}

/* What was held before is in the file as well. */
static int read_all(struct store *store, struct err *err)
{
    struct known_items *items = store->known;
    sqlite3_stmt *memories = NULL, *states = NULL;
    int64_t version = items->version;
    known_forget(store);
    items = store->known = known_new(version);
    int code = database_prepare(store, &memories, "SELECT item, " MEMORY_COLUMNS " FROM memory ORDER BY item", err);
    if (!code)
        code = database_prepare(store, &states, "SELECT item, " STATE_COLUMNS " FROM item_state ORDER BY item", err);
    if (!code)
        code = read_rows(store, memories, states, err);
    sqlite3_finalize(memories);
    sqlite3_finalize(states);
    if (code)
        items->held.count = 0;
    place_all(items);
    items->is_complete = code == 0;
    return code;
}

int store_known_begin(struct store *store, size_t expected, struct err *err)
{
    int64_t version;
    int code = database_number(store, "PRAGMA data_version", &version, err);
    if (code == 0)
        code = tuning_keep_up(store, err);
    if (!code && (!store->known || store->known->version != version)) {
        known_forget(store);
        store->known = known_new(version);
    }
    if (!code && expected > SINGLE_LOOKUPS && !store->known->is_complete)
        code = read_all(store, err);
    return code;
}

/* What is held of `item`, or NULL. */
static const struct held_item *find(struct known_items *items, const char *item)
{
    size_t place = items->next;
    if (place >= items->held.count || strcmp(items->held.items[place].item, item) != 0) {
        size_t number = items->places ? *place_of(items, item, schedule_seed(item)) : 0;
        if (!number)
            return NULL;
        place = number - 1;
    }
    items->next = place + 1;
    return &items->held.items[place];
}

int store_known(struct store *store, const char *item, struct known_item *known, struct err *err)
{
    *known = (struct known_item){0};
    int code = store->known ? 0 : store_known_begin(store, 0, err);
    if (!code && !store->known->is_complete && store->known->lookups == SINGLE_LOOKUPS)
        code = read_all(store, err);
    if (code)
        return code;
    struct known_items *items = store->known;
    const struct held_item *held = find(items, item);
    if (held) {
        *known = held->known;
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
