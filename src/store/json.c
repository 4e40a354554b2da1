#include "store/json.h"

#include "base/utf8.h"
#include "store/database.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the well-formed character at `text`; 0 if there is none. */
static size_t character_length(const char *text)
{
    size_t available = strnlen(text, 4);
    for (size_t length = 1; length <= available; length++)
        if (utf8_valid(text, length))
            return length;
    return 0;
}

static void add_character(struct str *str, const char *text, size_t length)
{
    static const char ESCAPED[] = "\"\\\b\f\n\r\t", LETTERS[] = "\"\\bfnrt";
    const char *escape = strchr(ESCAPED, *text);
    if (length == 0)
        str_add(str, "\xEF\xBF\xBD");
    else if (escape)
        str_addf(str, "\\%c", LETTERS[escape - ESCAPED]);
    else if ((unsigned char)*text < ' ')
        str_addf(str, "\\u%04x", (unsigned char)*text);
    else
        str_add_n(str, text, length);
}

void json_text(struct str *str, const char *text)
{
    str_add_char(str, '"');
    while (*text) {
        size_t length = character_length(text);
        add_character(str, text, length);
        text += length ? length : 1;
    }
    str_add_char(str, '"');
}

static void add_key(struct str *str, const char *key)
{
    if (str->length && str->text[str->length - 1] != '{')
        str_add_char(str, ',');
    json_text(str, key);
    str_add_char(str, ':');
}

void json_object_begin(struct str *str)
{
    str_add_char(str, '{');
}

void json_object_end(struct str *str)
{
    str_add_char(str, '}');
}

void json_object_text(struct str *str, const char *key, const char *text)
{
    add_key(str, key);
    if (text)
        json_text(str, text);
    else
        str_add(str, "null");
}

void json_object_number(struct str *str, const char *key, double number)
{
    char text[32] = "null";
    for (int digits = 15; isfinite(number) && digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    add_key(str, key);
    str_add(str, text);
}

void json_object_integer(struct str *str, const char *key, int64_t number)
{
    add_key(str, key);
    str_addf(str, "%" PRId64, number);
}

void json_object_boolean(struct str *str, const char *key, bool value)
{
    add_key(str, key);
    str_add(str, value ? "true" : "false");
}

char *store_json_value(struct store *store, const char *json, const char *key)
{
    sqlite3_stmt *row = NULL;
    char *value = NULL;
    int code = json ? database_prepare(store, &row,
                                       "SELECT CASE type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE value END"
                                       " FROM json_each(?1) WHERE key = ?2 LIMIT 1",
                                       NULL)
                    : ERR_INVALID;
    if (code == 0) {
        sqlite3_bind_text(row, 1, json, -1, SQLITE_STATIC);
        sqlite3_bind_text(row, 2, key, -1, SQLITE_STATIC);
        if (sqlite3_step(row) == SQLITE_ROW)
            value = database_text(row, 0);
    }
    sqlite3_finalize(row);
    return value;
}
