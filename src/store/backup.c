#include "store/backup.h"

#include "base/paths.h"
#include "base/str.h"
#include "store/damage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* backups/progress-format-1.db for progress.db, or the first of -2, -3, … that is not taken. */
static char *free_name(const char *path, const char *folder, int format)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    int stem = (int)(dot && dot > name ? (size_t)(dot - name) : strlen(name));
    char *free_path = str_print("%s/%.*s-format-%d.db", folder, stem, name, format);
    for (int number = 2; access(free_path, F_OK) == 0; number++) {
        free(free_path);
        free_path = str_print("%s/%.*s-format-%d-%d.db", folder, stem, name, format, number);
    }
    return free_path;
}

/* Waits until a file or a folder is on the disk. */
static int flush(const char *path, struct err *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int errno_value = descriptor < 0 || fsync(descriptor) < 0 ? errno : 0;
    if (descriptor >= 0)
        close(descriptor);
    /* Some file systems cannot flush a folder and say so. */
    return errno_value && errno_value != EINVAL ? err_system(err, errno_value, "cannot save '%s'", path) : 0;
}

static int check_copy(const char *path, struct err *err)
{
    sqlite3 *copy = NULL;
    sqlite3_stmt *statement = NULL;
    bool whole = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                 sqlite3_prepare_v2(copy, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK &&
                 sqlite3_step(statement) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    sqlite3_close(copy);
    return whole ? 0 : err_set(err, ERR_IO, "cannot back up: the copy '%s' cannot be read back", path);
}

static int copy_to(struct store *store, const char *path, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, "VACUUM INTO ?1", err);
    if (code)
        return code;
    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
    bool copied = sqlite3_step(statement) == SQLITE_DONE;
    if (!copied)
        code = database_error(store, "back up", err);
    sqlite3_finalize(statement);
    if (code == 0)
        code = flush(path, err);
    return code ? code : check_copy(path, err);
}

int backup_before_migration(struct store *store, int format, struct err *err)
{
    char *folder = damage_backup_folder(store->path);
    char *name = NULL, *unfinished = NULL;
    int code = paths_make_directory(folder, err);
    if (code)
        goto out;
    name = free_name(store->path, folder, format);
    unfinished = str_print("%s.%ld", name, (long)getpid());
    unlink(unfinished);
    code = copy_to(store, unfinished, err);
    if (code == 0 && rename(unfinished, name) < 0)
        code = err_system(err, errno, "cannot back up to '%s'", name);
    if (code == 0)
        code = flush(folder, err);
    if (code)
        unlink(unfinished);
out:
    free(folder), free(name), free(unfinished);
    return code;
}
