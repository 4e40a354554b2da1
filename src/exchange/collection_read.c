#include "exchange/collection.h"

#include "course/characters.h"
#include "exchange/separated.h"

#include <sqlite3.h>
#include <string.h>

enum { FIELDS_MAX = 4, HEADER = 100, FIELD_BYTES_MAX = 1 << 20 };

/* A field in one line; what no course file may hold is a blank. */
static void add_field(struct str *rows, const char *text, size_t length)
{
    struct str field;
    str_init(&field);
    for (size_t i = 0; i < length;) {
        unsigned code_point;
        size_t size = character_decode(text + i, length - i, &code_point);
        if (code_point == '\n' || code_point == '\t')
            str_addf(&field, "&#%u;", code_point);
        else if (code_point == CHARACTER_MALFORMED || character_forbidden(code_point) || code_point == '\r')
            str_add_char(&field, ' ');
        else
            str_add_n(&field, text + i, size);
        i += size;
    }
    separated_add(rows, field.text, '\t');
    str_release(&field);
}

static void add_column(struct str *rows, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    add_field(rows, text ? text : "", (size_t)sqlite3_column_bytes(row, column));
}

/* The fields of a note stand with 0x1f between them. */
static void add_note(struct str *rows, sqlite3_stmt *row)
{
    const char *fields = (const char *)sqlite3_column_text(row, 2);
    size_t length = (size_t)sqlite3_column_bytes(row, 2);
    add_column(rows, row, 0);
    str_add_char(rows, '\t');
    add_column(rows, row, 1);
    for (int i = 0; fields && i < FIELDS_MAX; i++) {
        const char *end = memchr(fields, 0x1f, length);
        size_t size = end ? (size_t)(end - fields) : length;
        str_add_char(rows, '\t');
        add_field(rows, fields, size < FIELD_BYTES_MAX ? size : FIELD_BYTES_MAX);
        fields = end ? end + 1 : NULL;
        length -= end ? size + 1 : size;
    }
    str_add_char(rows, '\n');
}

/* A collection that was open in a write-ahead mode says so in its header, and cannot be read from memory as such. */
static sqlite3 *open_bytes(const char *bytes, size_t length)
{
    sqlite3 *database = NULL;
    unsigned char *copy = length >= HEADER ? sqlite3_malloc64(length) : NULL;
    if (!copy || sqlite3_open(":memory:", &database) != SQLITE_OK) {
        sqlite3_free(copy);
        sqlite3_close(database);
        return NULL;
    }
    memcpy(copy, bytes, length);
    copy[18] = copy[19] = 1;
    int flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY;
    if (sqlite3_deserialize(database, "main", copy, (sqlite3_int64)length, (sqlite3_int64)length, (unsigned)flags) != SQLITE_OK) {
        sqlite3_close(database);
        return NULL;
    }
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_exec(database, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL, NULL, NULL);
    return database;
}

int collection_read(const char *bytes, size_t length, struct str *rows, struct err *err)
{
    static const char NOTES[] = "SELECT coalesce((SELECT json_extract(t.value, '$.name') FROM col, json_each(col.models) AS t"
                                " WHERE t.key = CAST(notes.mid AS TEXT)), ''), trim(tags), flds FROM notes ORDER BY id";
    sqlite3 *database = open_bytes(bytes, length);
    sqlite3_stmt *row = NULL;
    if (!database)
        return err_set(err, ERR_INVALID, "its collection is no SQLite file");
    int result = sqlite3_prepare_v2(database, NOTES, -1, &row, NULL);
    while (result == SQLITE_OK || result == SQLITE_ROW) {
        result = sqlite3_step(row);
        if (result == SQLITE_ROW)
            add_note(rows, row);
    }
    int code =
        result == SQLITE_DONE ? 0 : err_set(err, ERR_INVALID, "its collection cannot be read (%s)", sqlite3_errmsg(database));
    sqlite3_finalize(row);
    sqlite3_close(database);
    return code;
}
