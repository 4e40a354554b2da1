#include "store/backup.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/backup_file.h"
#include "store/damage.h"
#include "store/device.h"
#include "store/inspect.h"
#include "store/migrate.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RESTORE_BUSY_MS = 2000 };

void backups_release(struct backups *backups)
{
    for (size_t i = 0; i < backups->count; i++)
        free(backups->items[i].path);
    vec_release(backups);
}

/* But for kinds that answer nothing: undo, wishes, settings. */
static const char LAST_ANSWER[] =
    "SELECT count(*), at, utc_offset, max(ordered_at) FROM answer WHERE kind NOT IN (6, 7, 8, 9, 10, 11, 12, 14)";
_Static_assert(ANSWER_UNDO == 6 && ANSWER_SUSPEND == 7 && ANSWER_OVERRIDE == 12 && ANSWER_SETTING == 14, "the kinds that LAST_ANSWER leaves out");

static void look_into(struct backup *backup)
{
    bool is_empty;
    if (inspect(backup->path, (int)STORE_MIGRATION_COUNT, &is_empty, &backup->trouble) != 0)
        return;
    if (is_empty) {
        err_set(&backup->trouble, ERR_CORRUPT, "cannot use the copy '%s': it is empty", backup->path);
        return;
    }
    sqlite3 *copy = NULL;
    sqlite3_stmt *row = NULL;
    if (sqlite3_open_v2(backup->path, &copy, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(copy, LAST_ANSWER, -1, &row, NULL) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW) {
        backup->answers = (size_t)sqlite3_column_int64(row, 0);
        backup->last_at = sqlite3_column_int64(row, 1);
        backup->last_utc_offset_minutes = sqlite3_column_int(row, 2);
    } else {
        err_set(&backup->trouble, ERR_CORRUPT, "cannot use the copy '%s': it is damaged (%s)", backup->path, sqlite3_errmsg(copy));
    }
    sqlite3_finalize(row);
    sqlite3_close(copy);
}

static int by_time(const void *left, const void *right)
{
    const struct backup *a = left, *b = right;
    if (a->modified_at != b->modified_at)
        return a->modified_at < b->modified_at ? 1 : -1;
    return strcmp(b->path, a->path);
}

/* STEM-….db: journals and unfinished copies end otherwise. */
static bool is_copy_of(const char *name, const char *stem, size_t length)
{
    size_t whole = strlen(name);
    return strncmp(name, stem, length) == 0 && name[length] == '-' && whole > length + 4 && strcmp(name + whole - 3, ".db") == 0;
}

int backups_list(const char *path, struct backups *backups, struct err *err)
{
    *backups = (struct backups){0};
    size_t length;
    const char *stem = backup_stem(path, &length);
    char *folder = damage_backup_folder(path);
    DIR *directory = opendir(folder);
    int code = directory || errno == ENOENT ? 0 : err_system(err, errno, "cannot look into '%s'", folder);
    for (const struct dirent *entry; directory && (entry = readdir(directory));) {
        struct stat status;
        struct backup backup = {.path = paths_join(folder, entry->d_name)};
        if (!is_copy_of(entry->d_name, stem, length) || stat(backup.path, &status) < 0 || !S_ISREG(status.st_mode)) {
            free(backup.path);
            continue;
        }
        backup.size = status.st_size;
        backup.modified_at = (int64_t)status.st_mtim.tv_sec * 1000 + status.st_mtim.tv_nsec / 1000000;
        look_into(&backup);
        *vec_add(backups) = backup;
    }
    if (directory)
        closedir(directory);
    if (backups->count)
        qsort(backups->items, backups->count, sizeof *backups->items, by_time);
    free(folder);
    return code;
}

int store_backup(struct store *store, const char *file, int64_t now, char **made, struct err *err)
{
    *made = NULL;
    if (file && access(file, F_OK) == 0)
        return err_set(err, ERR_INVALID, "cannot back up to '%s': there is a file of that name; name another one", file);
    char *path = file ? mem_string(file) : backup_dated_name(store->path, "made", now);
    mode_t mask = umask(077);
    int code = backup_make(store, path, err);
    umask(mask);
    if (code)
        free(path);
    else
        *made = path;
    return code;
}

/*
 * Another program's write must be over; one that was interrupted is taken back.  Whatever else is wrong with the file does not
 * matter, it is to be replaced.
 */
static int wait_for_writers(const char *path, struct err *err)
{
    sqlite3 *present = NULL;
    int result = sqlite3_open_v2(path, &present, SQLITE_OPEN_READWRITE, NULL);
    if (result == SQLITE_OK) {
        sqlite3_busy_timeout(present, RESTORE_BUSY_MS);
        result = sqlite3_exec(present, "BEGIN EXCLUSIVE; ROLLBACK", NULL, NULL, NULL);
    }
    sqlite3_close(present);
    if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
        return err_set(err, ERR_BUSY, "cannot replace '%s': another program keeps it locked; close that one or try again", path);
    return 0;
}

/*
 * This machine gets another id in what is restored: answers given since then lie in the file that is set aside, and those to come
 * must not be counted with the same numbers, so that both logs can still be merged.
 */
static int copy_with_new_device(const char *from, const char *to, struct err *err)
{
    sqlite3 *source = NULL, *copy = NULL;
    char *forget = str_print("PRAGMA journal_mode = OFF; DELETE FROM device WHERE machine = %lld", (long long)device_machine());
    int code = 0;
    if (sqlite3_open_v2(from, &source, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        code = err_set(err, ERR_IO, "cannot restore '%s': %s", from, sqlite3_errmsg(copy ? copy : source));
    if (code == 0)
        code = backup_pages(source, copy, to, err);
    if (code == 0 && sqlite3_exec(copy, forget, NULL, NULL, NULL) != SQLITE_OK)
        code = err_set(err, ERR_CORRUPT, "cannot restore '%s': it is damaged (%s)", from, sqlite3_errmsg(copy));
    sqlite3_close(source);
    sqlite3_close(copy);
    free(forget);
    return code ? code : backup_flush(to, err);
}

/* Gives the present file a name beside its copies, then puts the new one in its place: at every moment there is one. */
static int put_in_place(const char *path, const char *unfinished, int64_t now, char **aside, struct err *err)
{
    char *folder = paths_parent(path);
    int code = 0;
    if (access(path, F_OK) == 0) {
        *aside = backup_dated_name(path, "replaced", now);
        code = backup_set_aside(path, *aside, err);
    }
    if (code == 0 && rename(unfinished, path) < 0)
        code = err_system(err, errno, "cannot replace '%s'", path);
    if (code == 0)
        code = backup_flush(folder, err);
    free(folder);
    return code;
}

static int refuse_unfit(const char *copy, struct err *err)
{
    bool is_empty;
    int code = inspect(copy, (int)STORE_MIGRATION_COUNT, &is_empty, err);
    if (code == 0 && access(copy, F_OK) < 0)
        return err_system(err, errno, "cannot restore '%s'", copy);
    if (code == 0 && is_empty)
        return err_set(err, ERR_CORRUPT, "cannot restore '%s': it is empty", copy);
    return code ? code : backup_check(copy, err);
}

int backup_restore(const char *path, const char *copy, int64_t now, char **aside, struct err *err)
{
    *aside = NULL;
    mode_t mask = umask(077);
    char *folder = paths_parent(path), *unfinished = str_print("%s.%ld", path, (long)getpid());
    int code = refuse_unfit(copy, err);
    if (code == 0)
        code = paths_make_directory(folder, err);
    if (code == 0 && access(path, F_OK) == 0)
        code = wait_for_writers(path, err);
    if (code == 0) {
        unlink(unfinished);
        code = copy_with_new_device(copy, unfinished, err);
    }
    if (code == 0)
        code = put_in_place(path, unfinished, now, aside, err);
    if (code) {
        unlink(unfinished);
        free(*aside);
        *aside = NULL;
    }
    umask(mask);
    free(folder), free(unfinished);
    return code;
}
