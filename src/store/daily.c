#include "store/daily.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/backup.h"
#include "store/backup_file.h"
#include "store/damage.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PIECE_PAGES = 512, SMALL_PAGES = 4096 }; /* a larger copy is checked when the file is closed, not between two answers */

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);

struct daily {
    sqlite3 *copy;
    sqlite3_backup *backup; /* NULL = all pages are copied */
    bool is_large;
    char *path, *unfinished;
};

static void note_trouble(struct store *store, const struct err *err)
{
    free(store->backup_trouble);
    store->backup_trouble = mem_string(err->text);
}

static void daily_free(struct store *store)
{
    struct daily *daily = store->daily;
    if (!daily)
        return;
    sqlite3_backup_finish(daily->backup);
    sqlite3_close(daily->copy);
    unlink(daily->unfinished);
    free(daily->path), free(daily->unfinished), free(daily);
    store->daily = NULL;
}

static void fail(struct store *store, int result)
{
    struct err err;
    err_set(&err, ERR_IO, "cannot back up to '%s': %s", store->daily->path, sqlite3_errstr(result));
    note_trouble(store, &err);
    daily_free(store);
}

/* The day in "progress-2026-11-21.db", or INT64_MIN for other names. */
static int64_t day_of_name(const char *name, const char *stem, size_t length)
{
    if (strncmp(name, stem, length) != 0 || name[length] != '-' || strlen(name) != length + 1 + 10 + 3 ||
        strcmp(name + length + 11, ".db") != 0)
        return INT64_MIN;
    char time[32];
    snprintf(time, sizeof time, "%.10sT00:00:00Z", name + length + 1);
    int64_t at = clock_parse(time);
    return at < 0 ? INT64_MIN : at / DAY_MS;
}

struct days {
    int64_t *items;
    size_t count, capacity;
};

static int newest_first(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a < b) - (a > b);
}

/* Copies of days; and what a program that was killed left unfinished a day ago or longer is removed. */
static void list_days(const char *folder, const char *stem, size_t length, struct days *days)
{
    DIR *directory = opendir(folder);
    for (const struct dirent *entry; directory && (entry = readdir(directory));) {
        int64_t day = day_of_name(entry->d_name, stem, length);
        if (day != INT64_MIN)
            *vec_add(days) = day;
        char *path = paths_join(folder, entry->d_name);
        struct stat status;
        const char *end = strstr(entry->d_name, ".db.");
        if (end && strncmp(entry->d_name, stem, length) == 0 && end[4] && strspn(end + 4, "0123456789") == strlen(end + 4) &&
            stat(path, &status) == 0 && time(NULL) - status.st_mtime > 24 * 60 * 60)
            unlink(path);
        free(path);
    }
    if (directory)
        closedir(directory);
    if (days->count)
        qsort(days->items, days->count, sizeof *days->items, newest_first);
}

static int64_t month_of(int64_t day)
{
    char date[11];
    clock_date_text(day * DAY_MS, 0, date);
    return strtol(date, NULL, 10) * 12 + strtol(date + 5, NULL, 10);
}

static int64_t week_of(int64_t day)
{
    return (day + 3) / 7; /* 1970 began on a Thursday, weeks begin on Mondays */
}

/* Keeps the newest days, then the last day of a few weeks, then that of a few months. */
static void thin_out(const char *path)
{
    struct days days = {0};
    size_t length, weeks = 0, months = 0;
    const char *stem = backup_stem(path, &length);
    char *folder = damage_backup_folder(path);
    list_days(folder, stem, length, &days);
    for (size_t i = BACKUP_DAYS; i < days.count; i++) {
        int64_t day = days.items[i], later = days.items[i - 1];
        if (week_of(day) != week_of(later) && weeks < BACKUP_WEEKS) {
            weeks++;
        } else if (month_of(day) != month_of(later) && months < BACKUP_MONTHS) {
            months++;
        } else {
            char date[11];
            clock_date_text(day * DAY_MS, 0, date);
            char *old = str_print("%s/%.*s-%s.db", folder, (int)length, stem, date);
            unlink(old);
            free(old);
        }
    }
    vec_release(&days);
    free(folder);
}

/* All pages are copied: checks the copy, and gives it its name. */
static void complete(struct store *store)
{
    struct daily *daily = store->daily;
    struct err err;
    char *folder = paths_parent(daily->path);
    sqlite3_close(daily->copy);
    daily->copy = NULL;
    int code = backup_flush(daily->unfinished, &err);
    if (code == 0)
        code = backup_check(daily->unfinished, &err);
    if (code == 0 && rename(daily->unfinished, daily->path) < 0)
        code = err_system(&err, errno, "cannot back up to '%s'", daily->path);
    if (code == 0)
        code = backup_flush(folder, &err);
    if (code == 0)
        thin_out(store->path);
    else
        note_trouble(store, &err);
    free(folder);
    daily_free(store);
}

/* Copies so many pages, -1 = all that are left. */
static void copy_piece(struct store *store, int pages)
{
    struct daily *daily = store->daily;
    if (daily->backup) {
        int result = sqlite3_backup_step(daily->backup, pages);
        if (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED)
            return;
        int size = sqlite3_backup_pagecount(daily->backup);
        sqlite3_backup_finish(daily->backup);
        daily->backup = NULL;
        if (result != SQLITE_DONE) {
            fail(store, result);
            return;
        }
        daily->is_large = size > SMALL_PAGES;
    }
    if (!daily->is_large || pages < 0)
        complete(store);
}

static void begin(struct store *store, const char *path)
{
    struct err err;
    char *folder = paths_parent(path);
    int code = paths_make_directory(folder, &err);
    free(folder);
    if (code) {
        note_trouble(store, &err);
        return;
    }
    struct daily *daily = store->daily = mem_new(1, sizeof *daily);
    daily->path = mem_string(path);
    daily->unfinished = str_print("%s.%ld", path, (long)getpid());
    unlink(daily->unfinished);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int result = sqlite3_open_v2(daily->unfinished, &daily->copy, flags, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_exec(daily->copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    if (result == SQLITE_OK && !(daily->backup = sqlite3_backup_init(daily->copy, "main", store->database, "main")))
        result = sqlite3_errcode(daily->copy);
    if (result != SQLITE_OK)
        fail(store, result);
}

/* Whether anything was learned before `day`: the first day of all needs no copy. */
static bool has_past(struct store *store, int64_t day)
{
    char *sql = str_print("SELECT EXISTS (SELECT 1 FROM day_total WHERE day < %lld)", (long long)day);
    int64_t past;
    int code = database_number(store, sql, &past, NULL);
    free(sql);
    return code == 0 && past;
}

void daily_follow(struct store *store, const struct answer *row)
{
    if (!store->daily_backups)
        return;
    struct schedule_parameters local = store->parameters;
    local.utc_offset_minutes = row->utc_offset_minutes;
    int64_t day = schedule_day(&local, row->at);
    mode_t mask = umask(077);
    if (!store->daily && day != store->backup_day) {
        size_t length;
        char date[11], *folder = damage_backup_folder(store->path);
        clock_date_text(day * DAY_MS, 0, date);
        const char *stem = backup_stem(store->path, &length);
        char *path = str_print("%s/%.*s-%s.db", folder, (int)length, stem, date);
        store->backup_day = day;
        if (access(path, F_OK) < 0 && has_past(store, day))
            begin(store, path);
        free(folder), free(path);
    }
    if (store->daily)
        copy_piece(store, PIECE_PAGES);
    umask(mask);
}

void daily_finish(struct store *store)
{
    mode_t mask = umask(077);
    if (store->daily)
        copy_piece(store, -1);
    daily_free(store);
    umask(mask);
}

const char *store_finish_backup(struct store *store)
{
    daily_finish(store);
    return store->backup_trouble;
}
