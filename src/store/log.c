#include "store/answers.h"
#include "store/daily.h"
#include "store/derived.h"
#include "store/tuning_adopt.h"

#include <string.h>

static const int64_t TOOK_LIMIT_MS = 60 * 60 * INT64_C(1000);
static const int64_t TIME_LIMIT_MS = INT64_C(253402300799999); /* the end of the year 9999 */

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

static int check_answer(const struct store *store, const struct answer *answer, struct err *err)
{
    bool is_kind = answer->kind >= ANSWER_GRADE && answer->kind < ANSWER_SETTING && answer->kind != ANSWER_UNDO;
    bool has_grade = answer->grade >= GRADE_NONE && answer->grade <= GRADE_EASY;
    bool overrides = answer->kind == ANSWER_OVERRIDE;
    if (!is_kind || !answer->item || !has_grade || answer->flag < 0 || answer->flag >= FLAG_COUNT ||
        (overrides && answer->grade == GRADE_NONE) || (kind_is_wish(answer->kind) && !overrides && answer->grade != GRADE_NONE))
        return err_set(err, ERR_INVALID, "cannot save to '%s': this is no answer", store->path);
    return 0;
}

/* As it will be read back: what is beyond the limits of the file is brought to them. */
static struct answer within_limits(const struct answer *answer)
{
    struct answer limited = *answer;
    limited.at = clamp(answer->at, 0, TIME_LIMIT_MS);
    limited.took_ms = clamp(answer->took_ms, 0, TOOK_LIMIT_MS);
    limited.confidence = (int)clamp(answer->confidence, 0, 100);
    return limited;
}

/* One more than the highest sequence of this device, and a time after every row: both only hold within a write. */
static int next_place(struct store *store, int64_t at, int64_t *sequence, int64_t *ordered_at, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    *sequence = 0;
    *ordered_at = at;
    int code = database_prepare(store, &statement,
                                "SELECT coalesce((SELECT max(sequence) FROM answer WHERE device = ?1), 0) + 1,"
                                " max(?2, coalesce((SELECT max(ordered_at) FROM answer) + 1, ?2))",
                                err);
    if (code)
        return code;
    sqlite3_bind_blob(statement, 1, store->device, DEVICE_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, at);
    code = database_next(store, statement, err);
    if (code > 0) {
        *sequence = sqlite3_column_int64(statement, 0);
        *ordered_at = sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

static void bind_answer(sqlite3_stmt *statement, const struct answer *answer)
{
    sqlite3_bind_int(statement, 4, (int)answer->kind);
    sqlite3_bind_text(statement, 5, answer->item, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 6, answer->at);
    sqlite3_bind_int(statement, 7, answer->utc_offset_minutes);
    sqlite3_bind_int(statement, 8, (int)answer->grade);
    sqlite3_bind_int(statement, 9, answer->right);
    sqlite3_bind_int64(statement, 10, answer->took_ms);
    sqlite3_bind_int(statement, 11, answer->hints);
    sqlite3_bind_int(statement, 12, answer->attempts);
    sqlite3_bind_int64(statement, 13, (int64_t)answer->seed);
    sqlite3_bind_text(statement, 14, answer->detail, -1, SQLITE_STATIC);
    if (answer->kind == ANSWER_UNDO)
        sqlite3_bind_int64(statement, 15, answer->undone);
    if (answer->confidence > 0)
        sqlite3_bind_int(statement, 16, answer->confidence);
    if (answer->kind == ANSWER_FLAG)
        sqlite3_bind_int(statement, 17, answer->flag);
    if (answer->kind == ANSWER_OVERRIDE)
        sqlite3_bind_int64(statement, 18, answer->overrides);
}

int log_append(struct store *store, const struct answer *answer, int64_t *sequence, struct err *err)
{
    int64_t ordered_at;
    int code = next_place(store, answer->at, sequence, &ordered_at, err);
    if (code)
        return code;
    sqlite3_stmt *statement = NULL;
    code = database_prepare(store, &statement,
                            "INSERT INTO answer (device, sequence, ordered_at, kind, item, at, utc_offset, grade, correct, took_ms,"
                            " hints, attempts, seed, detail, undone, confidence, flag, overrides)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
                            err);
    if (code)
        return code;
    sqlite3_bind_blob(statement, 1, store->device, DEVICE_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, *sequence);
    sqlite3_bind_int64(statement, 3, ordered_at);
    bind_answer(statement, answer);
    return database_run(store, statement, err);
}

/* Appends a row that changes what an earlier row of its item means. */
static int append_change(struct store *store, const struct answer *row, struct memory *memory, int64_t *sequence, struct err *err)
{
    struct item_history before;
    int code = item_history_read(store, row->item, &before, err);
    if (code == 0)
        code = log_append(store, row, sequence, err);
    if (code == 0)
        code = derived_replace(store, row->item, &before, memory, err);
    item_history_release(&before);
    return code;
}

static int override(struct store *store, const struct answer *row, struct memory *memory, int64_t *sequence, struct err *err)
{
    struct answer overridden;
    int code = find_answer(store,
                           "SELECT " ANSWER_COLUMNS " FROM answer AS a"
                           " WHERE device = ?1 AND sequence = ?2 AND grade > 0 AND " IS_FOLDED,
                           row->overrides, NULL, &overridden, err);
    if (code == 0 && strcmp(overridden.item, row->item) != 0)
        code = err_set(err, ERR_INVALID, "cannot save to '%s': the answer to be overridden is to another item", store->path);
    answer_release(&overridden);
    return code ? code : append_change(store, row, memory, sequence, err);
}

static int record(struct store *store, const struct answer *row, struct memory *memory, int64_t *sequence, struct err *err)
{
    if (row->kind == ANSWER_OVERRIDE)
        return override(store, row, memory, sequence, err);
    int code = log_append(store, row, sequence, err);
    return code ? code : derived_append(store, row, *sequence, memory, err);
}

int store_record(struct store *store, const struct answer *answer, struct memory *memory, int64_t *sequence, struct err *err)
{
    struct answer row = within_limits(answer);
    struct memory folded;
    int64_t appended;
    int code = check_answer(store, answer, err);
    if (code == 0)
        code = database_begin(store, err);
    if (code)
        return code;
    code = database_end(store, record(store, &row, &folded, &appended, err), err);
    if (code)
        return code;
    if (memory)
        *memory = folded;
    if (sequence)
        *sequence = appended;
    daily_follow(store, &row);
    return 0;
}

static int undo(struct store *store, int64_t sequence, int64_t at, int utc_offset_minutes, struct err *err)
{
    struct answer undone;
    int code = find_answer(store,
                           "SELECT " ANSWER_COLUMNS " FROM answer AS a"
                           " WHERE device = ?1 AND sequence = ?2 AND undone IS NULL AND " NOT_UNDONE,
                           sequence, NULL, &undone, err);
    if (code)
        return code;
    struct answer row = {.kind = ANSWER_UNDO,
                         .item = undone.item,
                         .at = clamp(at, 0, TIME_LIMIT_MS),
                         .utc_offset_minutes = utc_offset_minutes,
                         .undone = sequence};
    int64_t appended;
    code = append_change(store, &row, NULL, &appended, err);
    if (code == 0 && undone.kind == ANSWER_SETTING)
        code = tuning_adopt(store, err);
    if (code == 0)
        code = derived_follow(store, err);
    answer_release(&undone);
    return code;
}

int store_undo(struct store *store, int64_t sequence, int64_t at, int utc_offset_minutes, struct err *err)
{
    int code = database_begin(store, err);
    return code ? code : database_end(store, undo(store, sequence, at, utc_offset_minutes, err), err);
}
