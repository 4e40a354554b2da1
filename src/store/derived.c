#include "store/derived.h"

#include "base/vec.h"
#include "store/known_items.h"

const char DERIVED_PUT_MEMORY[] = "INSERT OR REPLACE INTO memory"
                                  " (item, phase, stability, difficulty, step, repetitions, lapses, interval, due, last_review)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const char DERIVED_PUT_STATE[] = "INSERT OR REPLACE INTO item_state"
                                 " (item, suspended, flag, buried_until, kinds, answers, correct, last_correct, took_ms, last_at)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const char DERIVED_ADD_DAY[] = "INSERT INTO day_total"
                               " (day, answers, correct, took_ms, introduced, young, young_passed, mature, mature_passed)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (day) DO UPDATE SET"
                               " answers = answers + excluded.answers, correct = correct + excluded.correct,"
                               " took_ms = took_ms + excluded.took_ms, introduced = introduced + excluded.introduced,"
                               " young = young + excluded.young, young_passed = young_passed + excluded.young_passed,"
                               " mature = mature + excluded.mature, mature_passed = mature_passed + excluded.mature_passed";

const char DERIVED_ADD_PERCENT[] = "INSERT INTO calibration (source, percent, answers, correct) VALUES (?1, ?2, ?3, ?4)"
                                   " ON CONFLICT (source, percent) DO UPDATE SET"
                                   " answers = answers + excluded.answers, correct = correct + excluded.correct";

void item_history_release(struct item_history *history)
{
    vec_release(&history->shares);
}

void read_folded(sqlite3_stmt *row, int first, struct answer *answer)
{
    *answer = (struct answer){
        .kind = (enum answer_kind)sqlite3_column_int(row, first),
        .at = sqlite3_column_int64(row, first + 1),
        .utc_offset_minutes = sqlite3_column_int(row, first + 2),
        .grade = (enum grade)sqlite3_column_int(row, first + 3),
        .right = sqlite3_column_int(row, first + 4) != 0,
        .took_ms = sqlite3_column_int64(row, first + 5),
        .confidence = sqlite3_column_int(row, first + 6),
        .flag = sqlite3_column_int(row, first + 7),
    };
}

int item_history_read(struct store *store, const char *item, struct item_history *history, struct err *err)
{
    *history = (struct item_history){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows,
                                "SELECT " FOLDED_COLUMNS " FROM answer AS a WHERE a.item = ?1 AND " IS_FOLDED
                                " ORDER BY a.ordered_at, a.device, a.sequence",
                                err);
    if (code)
        return code;
    sqlite3_bind_text(rows, 1, item, -1, SQLITE_STATIC);
    uint64_t seed = schedule_seed(item);
    while ((code = database_next(store, rows, err)) > 0) {
        struct answer row;
        read_folded(rows, 0, &row);
        fold_add(&store->parameters, &history->fold, seed, &row, vec_add(&history->shares));
    }
    sqlite3_finalize(rows);
    return code;
}

static int finish(struct store *store, sqlite3_stmt *statement, struct err *err)
{
    int code = database_next(store, statement, err);
    sqlite3_reset(statement);
    return code < 0 ? code : 0;
}

int derived_put_memory(struct store *store, sqlite3_stmt *statement, const char *item, const struct memory *memory, struct err *err)
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
    return finish(store, statement, err);
}

int derived_put_state(struct store *store, sqlite3_stmt *statement, const char *item, const struct item_state *state,
                      struct err *err)
{
    sqlite3_bind_text(statement, 1, item, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(statement, 2, state->suspended);
    sqlite3_bind_int(statement, 3, state->flag);
    sqlite3_bind_int64(statement, 4, state->buried_until);
    sqlite3_bind_int(statement, 5, (int)state->kinds);
    sqlite3_bind_int64(statement, 6, (int64_t)state->answers);
    sqlite3_bind_int64(statement, 7, (int64_t)state->right);
    sqlite3_bind_int(statement, 8, state->last_right);
    sqlite3_bind_int64(statement, 9, state->took_ms);
    sqlite3_bind_int64(statement, 10, state->last_at);
    return finish(store, statement, err);
}

int derived_add_day(struct store *store, sqlite3_stmt *statement, const struct day_total *total, int sign, struct err *err)
{
    const int64_t values[] = {(int64_t)total->answers,    (int64_t)total->right,        total->took_ms,
                              (int64_t)total->introduced, (int64_t)total->young,        (int64_t)total->young_passed,
                              (int64_t)total->mature,     (int64_t)total->mature_passed};
    sqlite3_bind_int64(statement, 1, total->day);
    for (int i = 0; i < 8; i++)
        sqlite3_bind_int64(statement, i + 2, sign * values[i]);
    return finish(store, statement, err);
}

int derived_add_percent(struct store *store, sqlite3_stmt *statement, enum calibration_source source, int percent, int64_t answers,
                        int64_t right, struct err *err)
{
    sqlite3_bind_int(statement, 1, source);
    sqlite3_bind_int(statement, 2, percent);
    sqlite3_bind_int64(statement, 3, answers);
    sqlite3_bind_int64(statement, 4, right);
    return finish(store, statement, err);
}

/* Statements for adding shares and taking them away. */
struct adder {
    sqlite3_stmt *day, *percent;
};

static int adder_init(struct store *store, struct adder *adder, struct err *err)
{
    *adder = (struct adder){0};
    int code = database_prepare(store, &adder->day, DERIVED_ADD_DAY, err);
    return code ? code : database_prepare(store, &adder->percent, DERIVED_ADD_PERCENT, err);
}

static void adder_release(struct adder *adder)
{
    sqlite3_finalize(adder->day);
    sqlite3_finalize(adder->percent);
}

static int add_share(struct store *store, struct adder *adder, const struct share *share, int sign, struct err *err)
{
    int code = 0;
    if (day_total_is_any(&share->total))
        code = derived_add_day(store, adder->day, &share->total, sign, err);
    if (code == 0 && share->recall >= 0)
        code = derived_add_percent(store, adder->percent, CALIBRATION_RECALL, share->recall, sign, sign * share->recalled, err);
    if (code == 0 && share->confidence > 0)
        code =
            derived_add_percent(store, adder->percent, CALIBRATION_CONFIDENCE, share->confidence, sign, sign * share->right, err);
    return code;
}

static int run_for_item(struct store *store, const char *sql, const char *item, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, sql, err);
    if (code)
        return code;
    sqlite3_bind_text(statement, 1, item, -1, SQLITE_STATIC);
    return database_run(store, statement, err);
}

static int put_memory(struct store *store, const char *item, const struct memory *memory, struct err *err)
{
    if (memory->phase == PHASE_NEW)
        return run_for_item(store, "DELETE FROM memory WHERE item = ?1", item, err);
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, DERIVED_PUT_MEMORY, err);
    if (code == 0)
        code = derived_put_memory(store, statement, item, memory, err);
    sqlite3_finalize(statement);
    return code;
}

static int put_state(struct store *store, const char *item, const struct item_state *state, struct err *err)
{
    if (state->kinds == 0)
        return run_for_item(store, "DELETE FROM item_state WHERE item = ?1", item, err);
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, DERIVED_PUT_STATE, err);
    if (code == 0)
        code = derived_put_state(store, statement, item, state, err);
    sqlite3_finalize(statement);
    return code;
}

static int put_fold(struct store *store, const char *item, const struct fold *fold, struct memory *memory, struct err *err)
{
    if (memory)
        *memory = fold->memory;
    known_put(store, item, &fold->memory, &fold->state);
    int code = put_memory(store, item, &fold->memory, err);
    return code ? code : put_state(store, item, &fold->state, err);
}

static int add_mistake(struct store *store, int64_t sequence, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, ADD_MISTAKES " AND a.device = ?1 AND a.sequence = ?2", err);
    if (code)
        return code;
    sqlite3_bind_blob(statement, 1, store->device, DEVICE_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, sequence);
    return database_run(store, statement, err);
}

int derived_append(struct store *store, const struct answer *row, int64_t sequence, struct memory *memory, struct err *err)
{
    struct fold fold;
    struct share share;
    struct adder adder;
    int code = store_memory(store, row->item, &fold.memory, err);
    if (code == 0)
        code = store_state(store, row->item, &fold.state, err);
    if (code)
        return code;
    fold_add(&store->parameters, &fold, schedule_seed(row->item), row, &share);
    code = adder_init(store, &adder, err);
    if (code == 0)
        code = add_share(store, &adder, &share, 1, err);
    adder_release(&adder);
    if (code == 0 && !row->right && row->detail)
        code = add_mistake(store, sequence, err);
    return code ? code : put_fold(store, row->item, &fold, memory, err);
}

static int add_history(struct store *store, const struct item_history *history, int sign, struct err *err)
{
    struct adder adder;
    int code = adder_init(store, &adder, err);
    for (size_t i = 0; code == 0 && i < history->shares.count; i++)
        code = add_share(store, &adder, &history->shares.items[i], sign, err);
    adder_release(&adder);
    return code;
}

/* A day without anything is no row, as a rebuild would have it. */
static const char DROP_EMPTY[] = "DELETE FROM calibration WHERE answers = 0;"
                                 "DELETE FROM day_total WHERE answers = 0 AND took_ms = 0 AND introduced = 0 AND young = 0"
                                 " AND mature = 0;";

int derived_replace(struct store *store, const char *item, const struct item_history *before, struct memory *memory,
                    struct err *err)
{
    struct item_history after;
    int code = item_history_read(store, item, &after, err);
    if (code == 0)
        code = add_history(store, before, -1, err);
    if (code == 0)
        code = add_history(store, &after, 1, err);
    if (code == 0)
        code = database_execute(store, DROP_EMPTY, err);
    if (code == 0)
        code = run_for_item(store,
                            "DELETE FROM mistake WHERE (device, sequence) IN (SELECT device, sequence FROM answer WHERE item = ?1)",
                            item, err);
    if (code == 0)
        code = run_for_item(store, ADD_MISTAKES " AND a.item = ?1", item, err);
    if (code == 0)
        code = put_fold(store, item, &after.fold, memory, err);
    item_history_release(&after);
    return code;
}
