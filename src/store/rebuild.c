#include "store/derived.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/known_items.h"
#include "store/tuning_adopt.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/*
 * Folding everything anew.  The rows come in the order of time, which is nearly that in which they lie in the file; taken item
 * after item, a million of them would be read from a million places.  So all items are held in memory while it lasts.
 */

/* To be raised when the fold gives other results than before for the same rows, so that files are folded anew. */
enum { FOLD_REVISION = 2 };

/* The setting under which the parameters of the last complete fold are kept. */
static const char FOLDED_WITH[] = "store.folded-with";

struct folded_item {
    char *name;
    uint64_t seed;
    struct fold fold;
};

/* Days and items are found through tables of places + 1, hashed with open addressing; their sizes are powers of two. */
struct places {
    size_t *items;
    size_t size, used;
};

struct rebuilding {
    struct store *store;
    struct {
        struct folded_item *items;
        size_t count, capacity;
    } items;
    struct places item_places;
    struct day_totals days;
    struct places day_places;
    struct calibration calibration[CALIBRATION_SOURCES];
};

static void places_reserve(struct places *places, uint64_t (*hash_of)(const struct rebuilding *, size_t),
                           const struct rebuilding *rebuilding)
{
    if (2 * (places->used + 1) <= places->size)
        return;
    struct places larger = {.size = places->size ? 2 * places->size : 1024, .used = places->used};
    larger.items = mem_new(larger.size, sizeof *larger.items);
    for (size_t i = 0; i < places->size; i++) {
        if (!places->items[i])
            continue;
        size_t at = hash_of(rebuilding, places->items[i] - 1) & (larger.size - 1);
        while (larger.items[at])
            at = (at + 1) & (larger.size - 1);
        larger.items[at] = places->items[i];
    }
    free(places->items);
    *places = larger;
}

static uint64_t day_hash(int64_t day)
{
    return (uint64_t)day * UINT64_C(0x9E3779B97F4A7C15) >> 20;
}

static uint64_t hash_of_item(const struct rebuilding *rebuilding, size_t place)
{
    return rebuilding->items.items[place].seed;
}

static uint64_t hash_of_day(const struct rebuilding *rebuilding, size_t place)
{
    return day_hash(rebuilding->days.items[place].day);
}

static struct folded_item *find_item(struct rebuilding *rebuilding, const char *name)
{
    struct places *places = &rebuilding->item_places;
    uint64_t seed = schedule_seed(name);
    places_reserve(places, hash_of_item, rebuilding);
    size_t at = seed & (places->size - 1);
    for (; places->items[at]; at = (at + 1) & (places->size - 1)) {
        struct folded_item *item = &rebuilding->items.items[places->items[at] - 1];
        if (item->seed == seed && strcmp(item->name, name) == 0)
            return item;
    }
    struct folded_item *added = vec_add(&rebuilding->items);
    *added = (struct folded_item){.name = mem_string(name), .seed = seed};
    places->items[at] = rebuilding->items.count;
    places->used++;
    return added;
}

static struct day_total *find_day(struct rebuilding *rebuilding, int64_t day)
{
    struct places *places = &rebuilding->day_places;
    places_reserve(places, hash_of_day, rebuilding);
    size_t at = day_hash(day) & (places->size - 1);
    for (; places->items[at]; at = (at + 1) & (places->size - 1)) {
        struct day_total *total = &rebuilding->days.items[places->items[at] - 1];
        if (total->day == day)
            return total;
    }
    struct day_total *added = vec_add(&rebuilding->days);
    *added = (struct day_total){.day = day};
    places->items[at] = rebuilding->days.count;
    places->used++;
    return added;
}

static void add_percent(struct calibration *calibration, int percent, bool right)
{
    calibration->answers[percent]++;
    calibration->right[percent] += right;
}

static void add_share(struct rebuilding *rebuilding, const struct share *share)
{
    if (day_total_is_any(&share->total))
        day_total_add(find_day(rebuilding, share->total.day), &share->total);
    if (share->recall >= 0)
        add_percent(&rebuilding->calibration[CALIBRATION_RECALL], share->recall, share->recalled);
    if (share->confidence > 0)
        add_percent(&rebuilding->calibration[CALIBRATION_CONFIDENCE], share->confidence, share->right);
}

static int fold_rows(struct rebuilding *rebuilding, struct err *err)
{
    struct store *store = rebuilding->store;
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(
        store, &rows,
        "SELECT a.item, " FOLDED_COLUMNS " FROM answer AS a WHERE " IS_FOLDED " ORDER BY a.ordered_at, a.device, a.sequence", err);
    while (code == 0 && (code = database_next(store, rows, err)) > 0) {
        const char *name = (const char *)sqlite3_column_text(rows, 0);
        struct folded_item *item = find_item(rebuilding, name ? name : "");
        struct answer row;
        struct share share;
        read_folded(rows, 1, &row);
        fold_add(&store->parameters, &item->fold, item->seed, &row, &share);
        add_share(rebuilding, &share);
        code = 0;
    }
    sqlite3_finalize(rows);
    return code;
}

static int by_name(const void *left, const void *right)
{
    return strcmp(((const struct folded_item *)left)->name, ((const struct folded_item *)right)->name);
}

static int put_items(struct rebuilding *rebuilding, struct err *err)
{
    struct store *store = rebuilding->store;
    sqlite3_stmt *memory = NULL, *state = NULL;
    int code = database_prepare(store, &memory, DERIVED_PUT_MEMORY, err);
    if (code == 0)
        code = database_prepare(store, &state, DERIVED_PUT_STATE, err);
    if (rebuilding->items.count)
        qsort(rebuilding->items.items, rebuilding->items.count, sizeof *rebuilding->items.items, by_name);
    for (size_t i = 0; code == 0 && i < rebuilding->items.count; i++) {
        const struct folded_item *item = &rebuilding->items.items[i];
        if (item->fold.memory.phase != PHASE_NEW)
            code = derived_put_memory(store, memory, item->name, &item->fold.memory, err);
        if (code == 0 && item->fold.state.kinds)
            code = derived_put_state(store, state, item->name, &item->fold.state, err);
    }
    sqlite3_finalize(memory);
    sqlite3_finalize(state);
    return code;
}

static int put_summaries(struct rebuilding *rebuilding, struct err *err)
{
    struct store *store = rebuilding->store;
    sqlite3_stmt *day = NULL, *percent = NULL;
    int code = database_prepare(store, &day, DERIVED_ADD_DAY, err);
    if (code == 0)
        code = database_prepare(store, &percent, DERIVED_ADD_PERCENT, err);
    for (size_t i = 0; code == 0 && i < rebuilding->days.count; i++)
        code = derived_add_day(store, day, &rebuilding->days.items[i], 1, err);
    for (int i = 0; code == 0 && i < CALIBRATION_SOURCES * CALIBRATION_PERCENTS; i++) {
        int source = i / CALIBRATION_PERCENTS, each = i % CALIBRATION_PERCENTS;
        const struct calibration *calibration = &rebuilding->calibration[source];
        if (calibration->answers[each])
            code = derived_add_percent(store, percent, (enum calibration_source)source, each, (int64_t)calibration->answers[each],
                                       (int64_t)calibration->right[each], err);
    }
    sqlite3_finalize(day);
    sqlite3_finalize(percent);
    return code ? code : database_execute(store, ADD_MISTAKES, err);
}

static void rebuilding_release(struct rebuilding *rebuilding)
{
    for (size_t i = 0; i < rebuilding->items.count; i++)
        free(rebuilding->items.items[i].name);
    vec_release(&rebuilding->items);
    vec_release(&rebuilding->days);
    free(rebuilding->item_places.items);
    free(rebuilding->day_places.items);
}

/* Everything the fold depends on but the log; the time zone is each row's own. */
static char *folded_with(const struct schedule_parameters *parameters)
{
    struct str text;
    str_init(&text);
    str_addf(&text, "%d %a %d %d %d %d weights", FOLD_REVISION, parameters->desired_retention, parameters->maximum_interval,
             parameters->day_start_hour, parameters->fuzz, parameters->same_day);
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        str_addf(&text, " %a", parameters->weights[i]);
    str_add(&text, " steps");
    for (int i = 0; i < SCHEDULE_STEPS_MAX && parameters->learning_steps[i] > 0; i++)
        str_addf(&text, " %d", parameters->learning_steps[i]);
    str_add(&text, " /");
    for (int i = 0; i < SCHEDULE_STEPS_MAX && parameters->relearning_steps[i] > 0; i++)
        str_addf(&text, " %d", parameters->relearning_steps[i]);
    if (parameters->exam_day)
        str_addf(&text, " exam %" PRId64 " %d", parameters->exam_day, parameters->exam_window);
    return str_take(&text);
}

static int remember_parameters(struct store *store, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, "INSERT OR REPLACE INTO setting (key, text) VALUES (?1, ?2)", err);
    if (code)
        return code;
    sqlite3_bind_text(statement, 1, FOLDED_WITH, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, folded_with(&store->parameters), -1, free);
    return database_run(store, statement, err);
}

static const char EMPTY[] = "DELETE FROM memory; DELETE FROM item_state; DELETE FROM day_total; DELETE FROM calibration;"
                            "DELETE FROM mistake;";

int derived_rebuild(struct store *store, struct err *err)
{
    struct rebuilding rebuilding = {.store = store};
    int code = tuning_adopt(store, err);
    if (code == 0)
        code = database_execute(store, EMPTY, err);
    if (code == 0)
        code = fold_rows(&rebuilding, err);
    if (code == 0)
        code = put_items(&rebuilding, err);
    if (code == 0)
        code = put_summaries(&rebuilding, err);
    rebuilding_release(&rebuilding);
    known_forget(store);
    return code ? code : remember_parameters(store, err);
}

int store_rebuild(struct store *store, struct err *err)
{
    int code = database_begin(store, err);
    return code ? code : database_end(store, derived_rebuild(store, err), err);
}

/* Whether the last fold was done as one would be done now: 1, 0 or an error. */
static int is_folded_so(struct store *store, struct err *err)
{
    char *kept = NULL;
    int code = store_get(store, FOLDED_WITH, &kept, err);
    if (code)
        return code;
    char *now = folded_with(&store->parameters);
    bool same = kept && strcmp(kept, now) == 0;
    free(kept), free(now);
    return same;
}

int derived_follow(struct store *store, struct err *err)
{
    int same = is_folded_so(store, err);
    return same ? (same < 0 ? same : 0) : derived_rebuild(store, err);
}

int derived_follow_parameters(struct store *store, struct err *err)
{
    int same = store->read_only ? 1 : is_folded_so(store, err);
    return same ? (same < 0 ? same : 0) : store_rebuild(store, err);
}
