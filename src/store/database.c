#include "store/database.h"

#include "base/mem.h"
#include "store/damage.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * What the operating system said.  SQLite forgets it when a commit fails, but the file that failed remembers; a full quota and a
 * file at its size limit are told from a broken disk by nothing else.
 */
static int system_errno(const struct store *store)
{
    if (!store->database)
        return ENOMEM;
    int errno_value = sqlite3_system_errno(store->database);
    if (errno_value == 0)
        sqlite3_file_control(store->database, "main", SQLITE_FCNTL_LAST_ERRNO, &errno_value);
    sqlite3_file *journal = NULL;
    if (errno_value == 0)
        sqlite3_file_control(store->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal);
    if (journal && journal->pMethods)
        journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO, &errno_value);
    return errno_value;
}

static bool means_full(int code, int errno_value)
{
    if (code == SQLITE_FULL)
        return true;
    return code == SQLITE_IOERR && (errno_value == ENOSPC || errno_value == EDQUOT || errno_value == EFBIG);
}

static int read_only_error(const struct store *store, const char *action, int extended, struct err *err)
{
    if (extended == SQLITE_READONLY_DBMOVED)
        return err_set(err, ERR_IO,
                       "cannot %s '%s': it was moved or removed while it was open; put it back, or start bntutor again", action,
                       store->path);
    if (extended == SQLITE_READONLY_ROLLBACK || extended == SQLITE_READONLY_RECOVERY)
        return err_set(err, ERR_READ_ONLY,
                       "cannot %s '%s': a write was interrupted there, and finishing it needs the right to write; "
                       "copy the file and '%s-journal' to a folder of yours and name the copy with --db",
                       action, store->path, store->path);
    return err_set(err, ERR_READ_ONLY, "cannot %s '%s': it can only be read; name a file that can be written with --db", action,
                   store->path);
}

int database_error(const struct store *store, const char *action, struct err *err)
{
    int extended = sqlite3_extended_errcode(store->database);
    int errno_value = system_errno(store);
    int code = extended & 0xFF;
    const char *reason = sqlite3_errmsg(store->database);
    if (means_full(code, errno_value))
        return err_set(err, ERR_FULL, "cannot %s '%s': no space left on the device; make room and try again", action, store->path);
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_BUSY, "cannot %s '%s': another program keeps it locked; close that one or try again", action,
                       store->path);
    case SQLITE_READONLY:
        return read_only_error(store, action, extended, err);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* our statements are right: the tables are not */
        return damage_error(store->path, reason, err);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        if (errno_value == EROFS)
            return read_only_error(store, action, extended, err);
        if (errno_value)
            return err_system(err, errno_value, "cannot %s '%s'", action, store->path);
        break;
    case SQLITE_IOERR:
        if (errno_value)
            return err_set(err, ERR_IO, "cannot %s '%s': %s (%s)", action, store->path, reason, strerror(errno_value));
        break;
    default:
        break;
    }
    return err_set(err, ERR_IO, "cannot %s '%s': %s", action, store->path, reason ? reason : "out of memory");
}

static const char *action_of(const struct store *store)
{
    return sqlite3_get_autocommit(store->database) ? "read" : "save to";
}

int database_prepare(struct store *store, sqlite3_stmt **statement, const char *sql, struct err *err)
{
    if (sqlite3_prepare_v2(store->database, sql, -1, statement, NULL) != SQLITE_OK)
        return database_error(store, action_of(store), err);
    return 0;
}

int database_next(struct store *store, sqlite3_stmt *statement, struct err *err)
{
    const char *action = action_of(store);
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        return 1;
    return result == SQLITE_DONE ? 0 : database_error(store, action, err);
}

int database_run(struct store *store, sqlite3_stmt *statement, struct err *err)
{
    int code = database_next(store, statement, err);
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

int database_execute(struct store *store, const char *sql, struct err *err)
{
    const char *action = action_of(store);
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : database_error(store, action, err);
}

int database_number(struct store *store, const char *sql, int64_t *number, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    *number = 0;
    int code = database_prepare(store, &statement, sql, err);
    if (code == 0 && (code = database_next(store, statement, err)) > 0)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

int database_begin(struct store *store, struct err *err)
{
    if (store->read_only)
        return read_only_error(store, "save to", 0, err);
    if (sqlite3_exec(store->database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return database_error(store, "save to", err);
    int64_t format;
    int code = database_number(store, "PRAGMA user_version", &format, err);
    if (code == 0 && format != store->format)
        code = err_set(err, ERR_NEWER, "cannot save to '%s': another bntutor has changed its format to %lld; start bntutor again",
                       store->path, (long long)format);
    if (code == 0)
        code = store->held->keep_up(store, err);
    return code ? database_end(store, code, err) : 0;
}

int database_end(struct store *store, int code, struct err *err)
{
    if (code == 0 && sqlite3_exec(store->database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        code = database_error(store, "save to", err);
    if (!sqlite3_get_autocommit(store->database))
        sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    if (code)
        store->held->taken_back(store);
    return code;
}

char *database_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? mem_string_n(text, strlen(text)) : NULL;
}
