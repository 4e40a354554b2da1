#include "store/exchange.h"

#include "store/batch.h"
#include "store/derived.h"
#include "store/exchange_row.h"

#include <string.h>

_Static_assert((int)LOG_DEVICE_SIZE == (int)DEVICE_SIZE, "devices as the file has them");

static char *text_column(sqlite3_stmt *row, int column)
{
    return (char *)(uintptr_t)sqlite3_column_text(row, column); /* the reader only reads it */
}

void log_row_read(sqlite3_stmt *row, struct log_row *read)
{
    *read = (struct log_row){.ordered_at = sqlite3_column_int64(row, 2)};
    if (sqlite3_column_bytes(row, 0) == LOG_DEVICE_SIZE)
        memcpy(read->device, sqlite3_column_blob(row, 0), LOG_DEVICE_SIZE);
    read->answer = (struct answer){
        .sequence = sqlite3_column_int64(row, 1),
        .kind = (enum answer_kind)sqlite3_column_int(row, 3),
        .item = text_column(row, 4),
        .at = sqlite3_column_int64(row, 5),
        .utc_offset_minutes = sqlite3_column_int(row, 6),
        .grade = (enum grade)sqlite3_column_int(row, 7),
        .right = sqlite3_column_int(row, 8) != 0,
        .took_ms = sqlite3_column_int64(row, 9),
        .hints = sqlite3_column_int(row, 10),
        .attempts = sqlite3_column_int(row, 11),
        .seed = (uint64_t)sqlite3_column_int64(row, 12),
        .detail = text_column(row, 13),
        .undone = sqlite3_column_int64(row, 14),
        .confidence = sqlite3_column_int(row, 15),
        .flag = sqlite3_column_int(row, 16),
        .overrides = sqlite3_column_int64(row, 17),
    };
}

int store_log_read(struct store *store, int (*take)(void *context, const struct log_row *row, struct err *err), void *context,
                   struct err *err)
{
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, "SELECT " LOG_ROW_COLUMNS " FROM answer ORDER BY ordered_at, device, sequence", err);
    while (code == 0 && (code = database_next(store, rows, err)) > 0) {
        struct log_row row;
        log_row_read(rows, &row);
        code = take(context, &row, err);
    }
    sqlite3_finalize(rows);
    return code;
}

/* Whether this program could have written it. */
static bool makes_sense(const struct log_row *row)
{
    const struct answer *answer = &row->answer;
    bool is_kind = answer->kind >= ANSWER_GRADE && answer->kind < ANSWER_KIND_COUNT;
    bool in_range = answer->grade >= GRADE_NONE && answer->grade <= GRADE_EASY && answer->flag >= 0 && answer->flag < FLAG_COUNT &&
                    answer->confidence >= 0 && answer->confidence <= 100 && answer->took_ms >= 0 && answer->at >= 0;
    bool refers = (answer->kind != ANSWER_UNDO || answer->undone > 0) && (answer->kind != ANSWER_OVERRIDE || answer->overrides > 0);
    return is_kind && in_range && refers && answer->item && answer->sequence > 0 && row->ordered_at >= answer->at;
}

static void bind_row(sqlite3_stmt *statement, const struct log_row *row)
{
    const struct answer *answer = &row->answer;
    const int64_t numbers[LOG_ROW_COLUMN_COUNT] = {0,
                                                   answer->sequence,
                                                   row->ordered_at,
                                                   answer->kind,
                                                   0,
                                                   answer->at,
                                                   answer->utc_offset_minutes,
                                                   answer->grade,
                                                   answer->right,
                                                   answer->took_ms,
                                                   answer->hints,
                                                   answer->attempts,
                                                   (int64_t)answer->seed,
                                                   0,
                                                   answer->undone,
                                                   answer->confidence,
                                                   answer->flag,
                                                   answer->overrides};
    for (int i = 0; i < LOG_ROW_COLUMN_COUNT; i++)
        sqlite3_bind_int64(statement, i + 1, numbers[i]);
    sqlite3_bind_blob(statement, 1, row->device, LOG_DEVICE_SIZE, SQLITE_STATIC);
    sqlite3_bind_text(statement, 5, answer->item, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 14, answer->detail, -1, SQLITE_STATIC);
    if (answer->kind != ANSWER_UNDO)
        sqlite3_bind_null(statement, 15);
    if (!answer->confidence)
        sqlite3_bind_null(statement, 16);
    if (answer->kind != ANSWER_FLAG)
        sqlite3_bind_null(statement, 17);
    if (answer->kind != ANSWER_OVERRIDE)
        sqlite3_bind_null(statement, 18);
}

struct merger {
    struct store *store;
    sqlite3_stmt *insert, *compare;
    bool remembers; /* the rows that are added go to temp.added as well (batch.c) */
    sqlite3_stmt *remember;
    struct log_merged *merged;
};

static int merger_init(struct merger *merger, struct err *err)
{
    int code = database_prepare(merger->store, &merger->insert,
                                "INSERT OR IGNORE INTO answer (" LOG_ROW_COLUMNS
                                ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
                                err);
    if (code == 0 && merger->remembers)
        code = database_prepare(merger->store, &merger->remember, "INSERT INTO temp.added (device, sequence) VALUES (?1, ?2)", err);
    if (code)
        return code;
    return database_prepare(merger->store, &merger->compare,
                            "SELECT 1 FROM answer WHERE (" LOG_ROW_COLUMNS
                            ") IS (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
                            " AND device = ?1 AND sequence = ?2",
                            err);
}

static int remember(struct merger *merger, const struct log_row *row, struct err *err)
{
    if (!merger->remember)
        return 0;
    sqlite3_bind_blob(merger->remember, 1, row->device, LOG_DEVICE_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(merger->remember, 2, row->answer.sequence);
    int code = database_next(merger->store, merger->remember, err);
    sqlite3_reset(merger->remember);
    return code;
}

static int merge_row(struct merger *merger, const struct log_row *row, struct err *err)
{
    if (!makes_sense(row)) {
        merger->merged->refused++;
        return 0;
    }
    bind_row(merger->insert, row);
    int code = database_next(merger->store, merger->insert, err);
    sqlite3_reset(merger->insert);
    if (code < 0)
        return code;
    if (sqlite3_changes(merger->store->database) > 0) {
        merger->merged->added++;
        return remember(merger, row, err);
    }
    bind_row(merger->compare, row);
    code = database_next(merger->store, merger->compare, err);
    sqlite3_reset(merger->compare);
    merger->merged->known += code > 0;
    merger->merged->conflicting += code == 0;
    return code < 0 ? code : 0;
}

static int merge_all(struct merger *merger, int (*give)(void *context, struct log_row *row, struct err *err), void *context,
                     struct err *err)
{
    struct log_row row = {0};
    int code = merger_init(merger, err);
    while (code == 0 && (code = give(context, &row, err)) > 0)
        code = merge_row(merger, &row, err);
    sqlite3_finalize(merger->insert);
    sqlite3_finalize(merger->compare);
    sqlite3_finalize(merger->remember);
    return code == 0 && merger->merged->added ? derived_rebuild(merger->store, err) : code;
}

int log_merge(struct store *store, bool remembers, int (*give)(void *context, struct log_row *row, struct err *err), void *context,
              struct log_merged *merged, struct err *err)
{
    struct merger merger = {.store = store, .remembers = remembers, .merged = merged};
    *merged = (struct log_merged){0};
    return merge_all(&merger, give, context, err);
}

int store_log_merge(struct store *store, int (*give)(void *context, struct log_row *row, struct err *err), void *context,
                    struct log_merged *merged, struct err *err)
{
    int code = database_begin(store, err);
    if (code == 0)
        code = database_end(store, log_merge(store, false, give, context, merged, err), err);
    if (code)
        *merged = (struct log_merged){0};
    return code;
}
