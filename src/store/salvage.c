#include "store/salvage.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/database.h"
#include "store/exchange_row.h"
#include "store/migrate.h"

#include <stdlib.h>
#include <string.h>

/*
 * The rows of the log in the order in which they lie in the file.  Where a page cannot be read the next row number is looked for by
 * doubling steps, and then by halving them, so that no row behind the break is left out.
 */
struct reader {
    sqlite3 *database;
    sqlite3_stmt *rows;
    int64_t at; /* the number of the last row that was read */
    size_t breaks;
    bool is_older; /* of the first format, without the columns that came later */
};

enum { SETTINGS_TO_THE_LOG = 2 }; /* the migration */

static const int64_t STEP_LIMIT = INT64_C(1) << 40;

static const char AFTER[] = "SELECT " LOG_ROW_COLUMNS ", rowid FROM answer NOT INDEXED WHERE rowid > ?1 ORDER BY rowid";
static const char AFTER_OLDER[] =
    "SELECT " LOG_ROW_FIRST_COLUMNS ", NULL, NULL, NULL, rowid FROM answer NOT INDEXED WHERE rowid > ?1 ORDER BY rowid";

static int prepare_from(struct reader *reader, int64_t number)
{
    sqlite3_finalize(reader->rows);
    reader->rows = NULL;
    int result = sqlite3_prepare_v2(reader->database, reader->is_older ? AFTER_OLDER : AFTER, -1, &reader->rows, NULL);
    if (result == SQLITE_OK)
        sqlite3_bind_int64(reader->rows, 1, number);
    return result;
}

/* Whether a row behind `number` can be read, or the end is reached: SQLITE_ROW, SQLITE_DONE or an error. */
static int probe(struct reader *reader, int64_t number)
{
    int result = prepare_from(reader, number);
    return result == SQLITE_OK ? sqlite3_step(reader->rows) : result;
}

/* Stands on the first row behind a break; false if there is none. */
static bool pass_break(struct reader *reader)
{
    int64_t bad = reader->at, good = 0;
    reader->breaks++;
    for (int64_t step = 1; good == 0; step *= 2) {
        if (step > STEP_LIMIT)
            return false;
        int result = probe(reader, reader->at + step);
        if (result == SQLITE_DONE)
            return false;
        if (result == SQLITE_ROW)
            good = reader->at + step;
        else
            bad = reader->at + step;
    }
    while (good - bad > 1) {
        int64_t middle = bad + (good - bad) / 2;
        if (probe(reader, middle) == SQLITE_ROW)
            good = middle;
        else
            bad = middle;
    }
    return probe(reader, good) == SQLITE_ROW;
}

static int give(void *context, struct log_row *row, struct err *err)
{
    (void)err;
    struct reader *reader = context;
    int result = reader->rows ? sqlite3_step(reader->rows) : probe(reader, reader->at);
    if (result == SQLITE_DONE || (result != SQLITE_ROW && !pass_break(reader)))
        return 0;
    log_row_read(reader->rows, row);
    reader->at = sqlite3_column_int64(reader->rows, LOG_ROW_COLUMN_COUNT);
    return 1;
}

/* Copies two columns of a small table until a row cannot be read. */
static int copy_pairs(struct store *store, sqlite3 *from, const char *select, const char *insert, size_t *copied, struct err *err)
{
    sqlite3_stmt *rows = NULL, *add = NULL;
    int code = 0;
    if (sqlite3_prepare_v2(from, select, -1, &rows, NULL) == SQLITE_OK)
        code = database_prepare(store, &add, insert, err);
    while (code == 0 && rows && sqlite3_step(rows) == SQLITE_ROW) {
        sqlite3_bind_value(add, 1, sqlite3_column_value(rows, 0));
        sqlite3_bind_value(add, 2, sqlite3_column_value(rows, 1));
        *copied += sqlite3_step(add) == SQLITE_DONE;
        sqlite3_reset(add);
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(add);
    return code;
}

static int copy_small_tables(struct store *store, sqlite3 *from, struct salvaged *salvaged, struct err *err)
{
    size_t devices = 0;
    int code = database_begin(store, err);
    if (code)
        return code;
    code = copy_pairs(store, from, "SELECT key, text FROM setting WHERE typeof(key) = 'text' AND typeof(text) = 'text'",
                      "INSERT OR IGNORE INTO setting (key, text) VALUES (?1, ?2)", &salvaged->settings, err);
    if (code == 0)
        code = copy_pairs(store, from, "SELECT id, machine FROM device WHERE length(id) = 16",
                          "INSERT OR IGNORE INTO device (id, machine) VALUES (?1, ?2)", &devices, err);
    if (code == 0) /* of an older file, those that are in the log now */
        code = database_execute(store, STORE_MIGRATIONS[SETTINGS_TO_THE_LOG].sql, err);
    return database_end(store, code, err);
}

static bool lacks_columns(sqlite3 *database)
{
    sqlite3_stmt *statement = NULL;
    bool has = sqlite3_prepare_v2(database, "SELECT overrides FROM answer", -1, &statement, NULL) == SQLITE_OK;
    sqlite3_finalize(statement);
    return !has;
}

int salvage(struct store *store, const char *path, struct salvaged *salvaged, struct err *err)
{
    struct reader reader = {0};
    struct log_merged merged;
    *salvaged = (struct salvaged){0};
    if (sqlite3_open_v2(path, &reader.database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        sqlite3_close(reader.database);
        return 0;
    }
    reader.is_older = lacks_columns(reader.database);
    int code = copy_small_tables(store, reader.database, salvaged, err);
    if (code == 0)
        code = store_log_merge(store, give, &reader, &merged, err);
    if (code == 0)
        salvaged->rows = merged.added;
    salvaged->breaks = reader.breaks;
    sqlite3_finalize(reader.rows);
    sqlite3_close(reader.database);
    return code;
}
