#include "store/answers.h"

#include "base/vec.h"

#include <stdlib.h>

void answer_release(struct answer *answer)
{
    free(answer->item);
    free(answer->detail);
    *answer = (struct answer){0};
}

void answers_release(struct answers *answers)
{
    for (size_t i = 0; i < answers->count; i++)
        answer_release(&answers->items[i]);
    vec_release(answers);
}

static void read_answer(sqlite3_stmt *row, struct answer *answer)
{
    *answer = (struct answer){
        .kind = (enum answer_kind)sqlite3_column_int(row, 0),
        .item = database_text(row, 1),
        .at = sqlite3_column_int64(row, 2),
        .utc_offset_minutes = sqlite3_column_int(row, 3),
        .grade = (enum grade)sqlite3_column_int(row, 4),
        .right = sqlite3_column_int(row, 5) != 0,
        .took_ms = sqlite3_column_int64(row, 6),
        .hints = sqlite3_column_int(row, 7),
        .attempts = sqlite3_column_int(row, 8),
        .seed = (uint64_t)sqlite3_column_int64(row, 9),
        .detail = database_text(row, 10),
        .sequence = sqlite3_column_int64(row, 11),
        .undone = sqlite3_column_int64(row, 12),
        .confidence = sqlite3_column_int(row, 13),
        .flag = sqlite3_column_int(row, 14),
        .overrides = sqlite3_column_int64(row, 15),
    };
}

int find_answer(struct store *store, const char *sql, int64_t sequence, const char *item, struct answer *answer, struct err *err)
{
    *answer = (struct answer){0};
    sqlite3_stmt *row = NULL;
    int code = database_prepare(store, &row, sql, err);
    if (code)
        return code;
    sqlite3_bind_blob(row, 1, store->device, DEVICE_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(row, 2, sequence);
    if (sqlite3_bind_parameter_count(row) > 2)
        sqlite3_bind_text(row, 3, item, -1, SQLITE_STATIC);
    code = database_next(store, row, err);
    if (code > 0)
        read_answer(row, answer);
    else if (code == 0)
        code = err_set(err, ERR_NOT_FOUND, "there is no such answer in '%s', or it was taken back already", store->path);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

int store_last_grade(struct store *store, struct answer *answer, struct err *err)
{
    return find_answer(store,
                       "SELECT " ANSWER_COLUMNS " FROM answer AS a"
                       " WHERE device = ?1 AND sequence >= ?2 AND grade > 0 AND " IS_FOLDED " ORDER BY sequence DESC LIMIT 1",
                       0, NULL, answer, err);
}

/* An override says nothing any more once the row it names is taken back. */
#define IS_CHANGE                                                                                                                  \
    "(grade > 0 OR kind BETWEEN 7 AND 12) AND " NOT_UNDONE                                                                         \
    " AND NOT EXISTS (SELECT 1 FROM answer AS t INDEXED BY answer_undone WHERE t.device = a.device AND t.undone = a.overrides)"    \
    " ORDER BY sequence DESC LIMIT 1"

int store_last_change(struct store *store, const char *item, struct answer *answer, struct err *err)
{
    const char *sql = item ? "SELECT " ANSWER_COLUMNS " FROM answer AS a INDEXED BY answer_by_item"
                             " WHERE item = ?3 AND device = ?1 AND sequence >= ?2 AND " IS_CHANGE
                           : "SELECT " ANSWER_COLUMNS " FROM answer AS a WHERE device = ?1 AND sequence >= ?2 AND " IS_CHANGE;
    return find_answer(store, sql, 0, item, answer, err);
}

_Static_assert(ANSWER_SUSPEND == 7 && ANSWER_OVERRIDE == 12, "the kinds that store_last_change() finds");

/* What a plan is made with follows from the exam, and is not a setting of its own. */
int store_last_setting(struct store *store, struct answer *answer, struct err *err)
{
    return find_answer(store,
                       "SELECT " ANSWER_COLUMNS " FROM answer AS a WHERE device = ?1 AND sequence >= ?2 AND kind = 14"
                       " AND item != 'schedule.plan' AND " NOT_UNDONE " ORDER BY sequence DESC LIMIT 1",
                       0, NULL, answer, err);
}

_Static_assert(ANSWER_SETTING == 14, "the kind that store_last_setting() finds");

/* Of one item the rows come by its index, otherwise by time; `ordered_at` is never before `at`. */
static const char *answers_query(const char *item)
{
    return item ? "SELECT " ANSWER_COLUMNS " FROM answer AS a WHERE ordered_at >= ?1 AND at >= ?1 AND item = ?3"
                  " AND kind = coalesce(?2, kind) AND (kind NOT IN (6, 12, 14) OR ?2 IS NOT NULL) AND " NOT_UNDONE
                  " ORDER BY ordered_at, device, sequence"
                : "SELECT " ANSWER_COLUMNS " FROM answer AS a WHERE ordered_at >= ?1 AND at >= ?1"
                  " AND kind = coalesce(?2, kind) AND (kind NOT IN (6, 12, 14) OR ?2 IS NOT NULL) AND " NOT_UNDONE
                  " ORDER BY ordered_at, device, sequence";
}

static int take_answers(struct store *store, sqlite3_stmt *rows, struct answers *answers, struct err *err)
{
    int code;
    while ((code = database_next(store, rows, err)) > 0)
        read_answer(rows, vec_add(answers));
    sqlite3_finalize(rows);
    if (code < 0)
        answers_release(answers);
    return code;
}

int store_answers(struct store *store, const char *item, int kind, int64_t since, struct answers *answers, struct err *err)
{
    *answers = (struct answers){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, answers_query(item), err);
    if (code)
        return code;
    sqlite3_bind_int64(rows, 1, since);
    if (kind >= 0)
        sqlite3_bind_int(rows, 2, kind);
    if (item)
        sqlite3_bind_text(rows, 3, item, -1, SQLITE_STATIC);
    return take_answers(store, rows, answers, err);
}

int store_recent_answers(struct store *store, enum answer_kind kind, size_t limit, struct answers *answers, struct err *err)
{
    *answers = (struct answers){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows,
                                "SELECT * FROM (SELECT " ANSWER_COLUMNS
                                ", ordered_at, device FROM answer AS a WHERE kind = ?1 AND " NOT_UNDONE
                                " ORDER BY ordered_at DESC, device DESC, sequence DESC LIMIT ?2)"
                                " ORDER BY ordered_at, device, sequence",
                                err);
    if (code)
        return code;
    sqlite3_bind_int(rows, 1, (int)kind);
    sqlite3_bind_int64(rows, 2, limit > INT32_MAX ? INT32_MAX : (int64_t)limit);
    return take_answers(store, rows, answers, err);
}
