#include "store/database.h"

int setting_put(struct store *store, const char *key, const char *text, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    const char *sql = text ? "INSERT OR REPLACE INTO setting (key, text) VALUES (?1, ?2)" : "DELETE FROM setting WHERE key = ?1";
    int code = database_prepare(store, &statement, sql, err);
    if (code)
        return code;
    sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
    if (text)
        sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC);
    return database_run(store, statement, err);
}

int store_put(struct store *store, const char *key, const char *text, struct err *err)
{
    int code = database_begin(store, err);
    return code ? code : database_end(store, setting_put(store, key, text, err), err);
}

int store_get(struct store *store, const char *key, char **text, struct err *err)
{
    *text = NULL;
    sqlite3_stmt *row = NULL;
    int code = database_prepare(store, &row, "SELECT text FROM setting WHERE key = ?1", err);
    if (code)
        return code;
    sqlite3_bind_text(row, 1, key, -1, SQLITE_STATIC);
    code = database_next(store, row, err);
    if (code > 0)
        *text = database_text(row, 0);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}
