/*
 * Copies of the progress file.  They lie in the folder `backups` beside it:
 *
 *     progress-2026-11-21.db             one a day, taken with its first answers; old ones are thinned out
 *     progress-format-1.db               from before a migration
 *     progress-made-2026-11-21T0930.db   made by hand
 *     progress-replaced-….db             what was there before a copy was restored; progress-damaged-….db before a repair
 *
 * Only those of the first kind are ever removed.  A copy counts only once it was read back whole and is on the disk.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/store.h"

/* Of the daily copies those of so many days are kept, and the last one of so many weeks and months before. */
enum { BACKUP_DAYS = 7, BACKUP_WEEKS = 4, BACKUP_MONTHS = 6 };

/* What lies in a copy. */
struct backup {
    char *path;
    int64_t size, modified_at; /* bytes, ms */
    struct err trouble;        /* why it cannot be used; code 0 = it can */
    size_t answers;            /* rows of its log that answer something */
    int64_t last_at;           /* ms, when the last of them was given; 0 = there is none */
    int last_utc_offset_minutes;
};
struct backups {
    struct backup *items;
    size_t count, capacity;
};
void backups_release(struct backups *backups);

/* The copies of the file at `path`, the one that was written last first.  Each is looked into, but not checked as a whole. */
int backups_list(const char *path, struct backups *backups, struct err *err);

/* Copies the open file to `file`, which must not exist; NULL = into the folder, named after `now`.  *made (owned by the caller) =
 * where. */
int store_backup(struct store *store, const char *file, int64_t now, char **made, struct err *err);

/*
 * Completes the copy of the day, if one is being made, as store_close() does.  Returns why one could not be made since the file was
 * opened, NULL if nothing went wrong; the text lives as long as the store.
 */
const char *store_finish_backup(struct store *store);

/*
 * Puts a copy in the place of the file at `path`, which need not exist or be whole: it is kept as *aside (owned by the caller; NULL
 * if there was none).  `copy` is left as it is; one that is damaged, newer, or of another program is refused, and nothing is
 * changed. ERR_BUSY while another program writes.
 */
int backup_restore(const char *path, const char *copy, int64_t now, char **aside, struct err *err);

#endif
