#include "store/backup_file.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "store/damage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *backup_stem(const char *path, size_t *length)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    *length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    return name;
}

char *backup_free_name(const char *path, const char *word)
{
    size_t length;
    const char *stem = backup_stem(path, &length);
    char *folder = damage_backup_folder(path);
    char *name = str_print("%s/%.*s-%s.db", folder, (int)length, stem, word);
    for (int number = 2; access(name, F_OK) == 0; number++) {
        free(name);
        name = str_print("%s/%.*s-%s-%d.db", folder, (int)length, stem, word, number);
    }
    free(folder);
    return name;
}

char *backup_dated_name(const char *path, const char *word, int64_t now)
{
    char time[17];
    clock_time_text(now, 0, time); /* "2026-11-21 09:30" */
    char *dated = str_print("%s-%.10sT%.2s%.2s", word, time, time + 11, time + 14);
    char *name = backup_free_name(path, dated);
    free(dated);
    return name;
}

int backup_flush(const char *path, struct err *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int errno_value = descriptor < 0 || fsync(descriptor) < 0 ? errno : 0;
    if (descriptor >= 0)
        close(descriptor);
    /* Some file systems cannot flush a folder and say so. */
    return errno_value && errno_value != EINVAL ? err_system(err, errno_value, "cannot save '%s'", path) : 0;
}

int backup_check(const char *path, struct err *err)
{
    sqlite3 *copy = NULL;
    sqlite3_stmt *statement = NULL;
    const char *finding = NULL;
    if (sqlite3_open_v2(path, &copy, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(copy, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        finding = (const char *)sqlite3_column_text(statement, 0);
    int code = 0;
    if (!finding || strcmp(finding, "ok") != 0)
        code = err_set(err, ERR_CORRUPT, "cannot use the copy '%s': it is damaged (%s)", path,
                       finding ? finding : sqlite3_errmsg(copy));
    sqlite3_finalize(statement);
    sqlite3_close(copy);
    return code;
}

int backup_pages(sqlite3 *from, sqlite3 *to, const char *path, struct err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int result = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(to);
    sqlite3_backup_finish(backup);
    if (result == SQLITE_DONE)
        return 0;
    int code = result == SQLITE_FULL ? ERR_FULL : result == SQLITE_BUSY ? ERR_BUSY : ERR_IO;
    return err_set(err, (enum err_code)code, "cannot back up to '%s': %s", path,
                   code == ERR_FULL ? "no space left on the device" : sqlite3_errstr(result));
}

/* VACUUM INTO leaves out free pages, and what was deleted with them. */
static int vacuum_into(struct store *store, const char *path, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, "VACUUM INTO ?1", err);
    if (code)
        return code;
    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
    if (sqlite3_step(statement) != SQLITE_DONE)
        code = database_error(store, "back up", err);
    sqlite3_finalize(statement);
    return code;
}

int backup_make(struct store *store, const char *path, struct err *err)
{
    char *folder = paths_parent(path), *unfinished = str_print("%s.%ld", path, (long)getpid());
    int code = paths_make_directory(folder, err);
    if (code == 0) {
        unlink(unfinished);
        code = vacuum_into(store, unfinished, err);
    }
    if (code == 0)
        code = backup_flush(unfinished, err);
    if (code == 0)
        code = backup_check(unfinished, err);
    if (code == 0 && rename(unfinished, path) < 0)
        code = err_system(err, errno, "cannot back up to '%s'", path);
    if (code == 0)
        code = backup_flush(folder, err);
    if (code)
        unlink(unfinished);
    free(folder), free(unfinished);
    return code;
}

int backup_before_migration(struct store *store, int format, struct err *err)
{
    char *folder = damage_backup_folder(store->path);
    int code = paths_make_directory(folder, err);
    char *word = str_print("format-%d", format), *name = code ? NULL : backup_free_name(store->path, word);
    if (code == 0)
        code = backup_make(store, name, err);
    free(folder), free(word), free(name);
    return code;
}

static int link_or_move(const char *from, const char *to, struct err *err)
{
    if (link(from, to) == 0 || rename(from, to) == 0)
        return 0;
    return err_system(err, errno, "cannot keep '%s' as '%s'", from, to);
}

int backup_set_aside(const char *from, const char *to, struct err *err)
{
    char *folder = paths_parent(to), *journal = str_print("%s-journal", from), *kept = str_print("%s-journal", to);
    int code = paths_make_directory(folder, err);
    if (code == 0)
        code = link_or_move(from, to, err);
    struct stat status;
    if (code == 0 && stat(journal, &status) == 0) {
        if (status.st_size > 0)
            code = link_or_move(journal, kept, err);
        if (code == 0)
            unlink(journal); /* it belongs to the file that is kept, and must not meet another */
    }
    free(folder), free(journal), free(kept);
    return code;
}
