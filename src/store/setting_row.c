#include "store/setting_row.h"

#include "store/derived.h"

#include <stdlib.h>
#include <string.h>

int setting_row_get(struct store *store, const char *name, char **json, struct err *err)
{
    *json = NULL;
    sqlite3_stmt *row = NULL;
    int code = database_prepare(store, &row,
                                "SELECT detail FROM answer AS a INDEXED BY answer_by_item WHERE item = ?1 AND kind = 14"
                                " AND " NOT_UNDONE " ORDER BY ordered_at DESC, device DESC, sequence DESC LIMIT 1",
                                err);
    if (code)
        return code;
    sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
    code = database_next(store, row, err);
    if (code > 0)
        *json = database_text(row, 0);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

_Static_assert(ANSWER_SETTING == 14, "the kind of the rows that setting_row_get() reads");

double setting_number(struct store *store, const char *json, const char *key)
{
    char *text = store_json_value(store, json, key);
    double value = text ? strtod(text, NULL) : 0;
    free(text);
    return value;
}

int64_t setting_integer(struct store *store, const char *json, const char *key)
{
    char *text = store_json_value(store, json, key);
    int64_t value = text ? strtoll(text, NULL, 10) : 0;
    free(text);
    return value;
}

bool setting_boolean(struct store *store, const char *json, const char *key)
{
    char *text = store_json_value(store, json, key);
    bool value = text && strcmp(text, "true") == 0;
    free(text);
    return value;
}
