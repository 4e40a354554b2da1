/* Rows that were added together, so that they can be taken back: ranges of sequences by device, kept as a setting of the file. */
#include "store/batch.h"

#include "base/str.h"
#include "store/derived.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "DEVICE FIRST LAST", a line for each run of sequences without a hole. */
static const char KEEP_BATCH[] =
    "INSERT OR REPLACE INTO setting (key, text) SELECT ?1, coalesce(group_concat(line, char(10)), '') FROM ("
    "SELECT lower(hex(device)) || ' ' || min(sequence) || ' ' || max(sequence) AS line FROM ("
    "SELECT device, sequence, sequence - row_number() OVER (PARTITION BY device ORDER BY sequence) AS island FROM temp.added)"
    " GROUP BY device, island)";

static const char UNDO_OWN[] =
    "INSERT INTO answer (device, sequence, ordered_at, kind, item, at, utc_offset, grade, correct, took_ms, hints, attempts, seed, "
    "undone)"
    " SELECT device, (SELECT max(sequence) FROM answer WHERE device = ?1) + row_number() OVER (ORDER BY sequence),"
    " max(?4, (SELECT max(ordered_at) FROM answer) + row_number() OVER (ORDER BY sequence)), 6, item, ?4, ?5, 0, 0, 0, 0, 0, 0, "
    "sequence"
    " FROM answer AS a WHERE device = ?1 AND sequence BETWEEN ?2 AND ?3 AND kind != 6 AND " NOT_UNDONE;
_Static_assert(ANSWER_UNDO == 6, "the kind of the rows that undo");

static const char REMOVE_OTHERS[] = "DELETE FROM answer WHERE device = ?1 AND sequence BETWEEN ?2 AND ?3";

static void add_key(struct str *key, const char *batch)
{
    str_addf(key, "batch.%s", batch);
}

static int keep_batch(struct store *store, const char *batch, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    struct str key;
    int code = database_prepare(store, &statement, KEEP_BATCH, err);
    if (code)
        return code;
    str_init(&key);
    add_key(&key, batch);
    sqlite3_bind_text(statement, 1, key.text, -1, SQLITE_TRANSIENT);
    str_release(&key);
    return database_run(store, statement, err);
}

static int add_batch(struct store *store, const char *batch, int (*give)(void *context, struct log_row *row, struct err *err),
                     void *context, struct log_merged *merged, struct err *err)
{
    int code = database_execute(store, "CREATE TEMP TABLE added (device BLOB, sequence INTEGER)", err);
    if (code == 0)
        code = log_merge(store, true, give, context, merged, err);
    if (code == 0 && batch && merged->added)
        code = keep_batch(store, batch, err);
    return code ? code : database_execute(store, "DROP TABLE temp.added", err);
}

int store_log_add(struct store *store, const char *batch, int (*give)(void *context, struct log_row *row, struct err *err),
                  void *context, struct log_merged *merged, struct err *err)
{
    enum { ONLY_COUNTED = 1 };
    *merged = (struct log_merged){0};
    int code = database_begin(store, err);
    if (code)
        return code;
    code = add_batch(store, batch, give, context, merged, err);
    code = database_end(store, code == 0 && !batch ? (int)ONLY_COUNTED : code, err);
    if (code < 0)
        *merged = (struct log_merged){0};
    return code < 0 ? code : 0;
}

/* Sixteen bytes in hexadecimal digits. */
static bool read_device(const char *text, unsigned char device[DEVICE_SIZE])
{
    for (size_t i = 0; i < DEVICE_SIZE; i++) {
        char digits[3] = {text[2 * i], text[2 * i] ? text[2 * i + 1] : '\0', '\0'};
        if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1]))
            return false;
        device[i] = (unsigned char)strtoul(digits, NULL, 16);
    }
    return true;
}

static int take_back_range(struct store *store, const char *line, int64_t at, int utc_offset_minutes, size_t *count,
                           struct err *err)
{
    unsigned char device[DEVICE_SIZE];
    int64_t first, last;
    sqlite3_stmt *statement = NULL;
    if (!read_device(line, device) || sscanf(line + 2 * DEVICE_SIZE, "%" SCNd64 " %" SCNd64, &first, &last) != 2)
        return err_set(err, ERR_CORRUPT, "cannot take back what was imported into '%s': what it was cannot be read", store->path);
    bool own = store->has_device && memcmp(device, store->device, DEVICE_SIZE) == 0;
    int code = database_prepare(store, &statement, own ? UNDO_OWN : REMOVE_OTHERS, err);
    if (code)
        return code;
    sqlite3_bind_blob(statement, 1, device, DEVICE_SIZE, SQLITE_TRANSIENT);
    sqlite3_bind_int64(statement, 2, first);
    sqlite3_bind_int64(statement, 3, last);
    if (own) {
        sqlite3_bind_int64(statement, 4, at);
        sqlite3_bind_int(statement, 5, utc_offset_minutes);
    }
    code = database_run(store, statement, err);
    *count += code == 0 ? (size_t)sqlite3_changes(store->database) : 0;
    return code;
}

static int take_back(struct store *store, const char *key, const char *ranges, int64_t at, int utc_offset_minutes, size_t *count,
                     struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = 0;
    for (const char *line = ranges; code == 0 && *line; line += strcspn(line, "\n"), line += *line == '\n')
        code = take_back_range(store, line, at, utc_offset_minutes, count, err);
    if (code == 0)
        code = database_prepare(store, &statement, "DELETE FROM setting WHERE key = ?1", err);
    if (code)
        return code;
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
    code = database_run(store, statement, err);
    return code ? code : derived_rebuild(store, err);
}

int store_log_take_back(struct store *store, const char *batch, int64_t at, int utc_offset_minutes, size_t *count, struct err *err)
{
    struct str key;
    char *ranges = NULL;
    *count = 0;
    str_init(&key);
    add_key(&key, batch);
    int code = store_get(store, key.text, &ranges, err);
    if (code == 0 && !ranges)
        code = err_set(err, ERR_NOT_FOUND, "nothing was imported into '%s' as number %s", store->path, batch);
    if (code == 0)
        code = database_begin(store, err);
    if (code == 0)
        code = database_end(store, take_back(store, key.text, ranges, at, utc_offset_minutes, count, err), err);
    free(ranges);
    str_release(&key);
    return code;
}
