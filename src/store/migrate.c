#include "store/migrate.h"

#include "base/str.h"
#include "store/backup_file.h"

#include <stdlib.h>

static int set_number(struct store *store, const char *pragma, int number, struct err *err)
{
    char *sql = str_print("PRAGMA %s = %d", pragma, number);
    int code = database_execute(store, sql, err);
    free(sql);
    return code;
}

static int apply(struct store *store, const struct migration *migration, struct err *err)
{
    if (sqlite3_exec(store->database, migration->sql, NULL, NULL, NULL) == SQLITE_OK)
        return 0;
    if (sqlite3_errcode(store->database) != SQLITE_ERROR && sqlite3_errcode(store->database) != SQLITE_CONSTRAINT)
        return database_error(store, "save to", err);
    return err_set(err, ERR_CORRUPT, "cannot bring progress '%s' to a newer format (%s): %s; it was left as it is", store->path,
                   migration->name, sqlite3_errmsg(store->database));
}

static int check_references(struct store *store, struct err *err)
{
    int64_t broken;
    int code = database_number(store, "SELECT count(*) FROM pragma_foreign_key_check", &broken, err);
    if (code == 0 && broken)
        code =
            err_set(err, ERR_CORRUPT,
                    "cannot bring progress '%s' to a newer format: rows refer to missing ones; it was left as it is", store->path);
    return code;
}

static int apply_missing(struct store *store, const struct migration *migrations, size_t count, struct err *err)
{
    int64_t format; /* once more, under the lock: another program may have been faster */
    int code = database_number(store, "PRAGMA user_version", &format, err);
    for (size_t i = (size_t)format; code == 0 && i < count; i++)
        code = apply(store, &migrations[i], err);
    if (code == 0 && (size_t)format < count) {
        code = set_number(store, "application_id", STORE_APPLICATION_ID, err);
        if (code == 0)
            code = set_number(store, "user_version", (int)count, err);
        if (code == 0)
            code = check_references(store, err);
    }
    return code;
}

int migrate(struct store *store, const struct migration *migrations, size_t count, struct err *err)
{
    int64_t format;
    int code = database_number(store, "PRAGMA user_version", &format, err);
    if (code || (size_t)format >= count)
        return code;
    if (store->read_only)
        return err_set(err, ERR_READ_ONLY,
                       "cannot open progress '%s': it has format %lld, must be brought to %zu, and cannot be written; "
                       "copy it to a folder of yours and name the copy with --db",
                       store->path, (long long)format, count);
    if (format > 0) {
        code = backup_before_migration(store, (int)format, err);
        if (code)
            return code;
    }
    if (sqlite3_exec(store->database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return database_error(store, "save to", err);
    return database_end(store, apply_missing(store, migrations, count, err), err);
}
