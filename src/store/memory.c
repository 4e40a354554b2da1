#include "store/memory.h"

#include "base/str.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* To be raised when schedule_review() gives other results than before for the same answers, so that files are folded anew. */
enum { SCHEDULE_REVISION = 1 };

/* The setting under which the parameters of the last complete fold are kept. */
static const char FOLDED_WITH[] = "store.folded-with";

/* One graded row, by the time zone it was given in: a learner who travels, or who merges two machines, has one history. */
static void fold_row(const struct store *store, struct memory *memory, uint64_t seed, sqlite3_stmt *row, int first_column)
{
    struct schedule_parameters parameters = store->parameters;
    int64_t at = sqlite3_column_int64(row, first_column);
    parameters.utc_offset_minutes = sqlite3_column_int(row, first_column + 1);
    enum grade grade = (enum grade)sqlite3_column_int(row, first_column + 2);
    *memory = schedule_review(&parameters, memory, grade, at, seed);
}

static int fold(struct store *store, const char *item, struct memory *memory, struct err *err)
{
    *memory = (struct memory){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows,
                                "SELECT at, utc_offset, grade FROM answer AS a WHERE item = ?1 AND grade > 0 AND " NOT_UNDONE
                                " ORDER BY ordered_at, device, sequence",
                                err);
    if (code)
        return code;
    sqlite3_bind_text(rows, 1, item, -1, SQLITE_STATIC);
    uint64_t seed = schedule_seed(item);
    while ((code = database_next(store, rows, err)) > 0)
        fold_row(store, memory, seed, rows, 0);
    sqlite3_finalize(rows);
    return code;
}

static const char KEEP[] = "INSERT OR REPLACE INTO memory"
                           " (item, phase, stability, difficulty, step, repetitions, lapses, interval, due, last_review)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

static int keep(struct store *store, sqlite3_stmt *statement, const char *item, const struct memory *memory, struct err *err)
{
    sqlite3_bind_text(statement, 1, item, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(statement, 2, memory->phase);
    sqlite3_bind_double(statement, 3, memory->stability);
    sqlite3_bind_double(statement, 4, memory->difficulty);
    sqlite3_bind_int(statement, 5, memory->step);
    sqlite3_bind_int(statement, 6, memory->repetitions);
    sqlite3_bind_int(statement, 7, memory->lapses);
    sqlite3_bind_int(statement, 8, memory->interval);
    sqlite3_bind_int64(statement, 9, memory->due);
    sqlite3_bind_int64(statement, 10, memory->last_review);
    int code = database_next(store, statement, err);
    sqlite3_reset(statement);
    return code;
}

int memory_refresh(struct store *store, const char *item, struct memory *memory, struct err *err)
{
    struct memory folded;
    int code = fold(store, item, &folded, err);
    if (code)
        return code;
    bool known = folded.phase != PHASE_NEW;
    sqlite3_stmt *statement = NULL;
    code = database_prepare(store, &statement, known ? KEEP : "DELETE FROM memory WHERE item = ?1", err);
    if (code)
        return code;
    if (known) {
        code = keep(store, statement, item, &folded, err);
    } else {
        sqlite3_bind_text(statement, 1, item, -1, SQLITE_STATIC);
        code = database_next(store, statement, err);
    }
    sqlite3_finalize(statement);
    if (memory)
        *memory = folded;
    return code;
}

/* Folds the rows, which come item after item, and keeps a memory each time an item ends. */
static int fold_all(struct store *store, sqlite3_stmt *rows, sqlite3_stmt *keeper, struct err *err)
{
    struct str item;
    str_init(&item);
    struct memory memory = {0};
    uint64_t seed = 0;
    int code;
    while ((code = database_next(store, rows, err)) > 0) {
        const char *next = (const char *)sqlite3_column_text(rows, 0);
        if (memory.phase == PHASE_NEW || strcmp(next, item.text) != 0) {
            if (memory.phase != PHASE_NEW && (code = keep(store, keeper, item.text, &memory, err)) < 0)
                break;
            str_clear(&item);
            str_add(&item, next);
            memory = (struct memory){0};
            seed = schedule_seed(next);
        }
        fold_row(store, &memory, seed, rows, 1);
    }
    if (code == 0 && memory.phase != PHASE_NEW)
        code = keep(store, keeper, item.text, &memory, err);
    str_release(&item);
    return code;
}

/* Everything the fold depends on but the log; the time zone is each row's own. */
static char *folded_with(const struct schedule_parameters *parameters)
{
    struct str text;
    str_init(&text);
    str_addf(&text, "%d %a %d %d %d %d weights", SCHEDULE_REVISION, parameters->desired_retention, parameters->maximum_interval,
             parameters->day_start_hour, parameters->fuzz, parameters->same_day);
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        str_addf(&text, " %a", parameters->weights[i]);
    str_add(&text, " steps");
    for (int i = 0; i < SCHEDULE_STEPS_MAX && parameters->learning_steps[i] > 0; i++)
        str_addf(&text, " %d", parameters->learning_steps[i]);
    str_add(&text, " /");
    for (int i = 0; i < SCHEDULE_STEPS_MAX && parameters->relearning_steps[i] > 0; i++)
        str_addf(&text, " %d", parameters->relearning_steps[i]);
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

static int rebuild(struct store *store, struct err *err)
{
    sqlite3_stmt *rows = NULL, *keeper = NULL;
    int code = database_execute(store, "DELETE FROM memory", err);
    if (code == 0)
        code = database_prepare(store, &rows,
                                "SELECT item, at, utc_offset, grade FROM answer AS a WHERE grade > 0 AND " NOT_UNDONE
                                " ORDER BY item, ordered_at, device, sequence",
                                err);
    if (code == 0)
        code = database_prepare(store, &keeper, KEEP, err);
    if (code == 0)
        code = fold_all(store, rows, keeper, err);
    sqlite3_finalize(rows);
    sqlite3_finalize(keeper);
    return code ? code : remember_parameters(store, err);
}

int store_rebuild(struct store *store, struct err *err)
{
    int code = database_begin(store, err);
    return code ? code : database_end(store, rebuild(store, err), err);
}

int memory_follow_parameters(struct store *store, struct err *err)
{
    if (store->read_only)
        return 0;
    char *kept = NULL;
    int code = store_get(store, FOLDED_WITH, &kept, err);
    if (code)
        return code;
    char *now = folded_with(&store->parameters);
    bool same = kept && strcmp(kept, now) == 0;
    free(kept), free(now);
    return same ? 0 : store_rebuild(store, err);
}

static void read_memory(sqlite3_stmt *row, int first, struct memory *memory)
{
    *memory = (struct memory){
        .phase = (enum phase)sqlite3_column_int(row, first),
        .stability = sqlite3_column_double(row, first + 1),
        .difficulty = sqlite3_column_double(row, first + 2),
        .step = sqlite3_column_int(row, first + 3),
        .repetitions = sqlite3_column_int(row, first + 4),
        .lapses = sqlite3_column_int(row, first + 5),
        .interval = sqlite3_column_int(row, first + 6),
        .due = sqlite3_column_int64(row, first + 7),
        .last_review = sqlite3_column_int64(row, first + 8),
    };
}

#define MEMORY_COLUMNS "phase, stability, difficulty, step, repetitions, lapses, interval, due, last_review"

int store_memory(struct store *store, const char *item, struct memory *memory, struct err *err)
{
    *memory = (struct memory){0};
    sqlite3_stmt *row = NULL;
    int code = database_prepare(store, &row, "SELECT " MEMORY_COLUMNS " FROM memory WHERE item = ?1", err);
    if (code)
        return code;
    sqlite3_bind_text(row, 1, item, -1, SQLITE_STATIC);
    code = database_next(store, row, err);
    if (code > 0)
        read_memory(row, 0, memory);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

int store_memories(struct store *store, struct item_memories *memories, struct err *err)
{
    *memories = (struct item_memories){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, "SELECT item, " MEMORY_COLUMNS " FROM memory ORDER BY item", err);
    if (code)
        return code;
    while ((code = database_next(store, rows, err)) > 0) {
        struct item_memory *added = vec_add(memories);
        added->item = database_text(rows, 0);
        read_memory(rows, 1, &added->memory);
    }
    sqlite3_finalize(rows);
    if (code < 0)
        item_memories_release(memories);
    return code;
}

void item_memories_release(struct item_memories *memories)
{
    for (size_t i = 0; i < memories->count; i++)
        free(memories->items[i].item);
    vec_release(memories);
}
