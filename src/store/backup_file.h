/*
 * Names and parts of copies, for backup.c, daily.c, doctor.c and migrate.c.  Strings returned are owned by the caller.
 */
#ifndef STORE_BACKUP_FILE_H
#define STORE_BACKUP_FILE_H

#include "store/database.h"

/* "progress" of "/a/progress.db": its length in *length. */
const char *backup_stem(const char *path, size_t *length);

/* backups/STEM-WORD.db beside `path`, or the first of -2, -3, … that is not taken. */
char *backup_free_name(const char *path, const char *word);

/* The same with "WORD-2026-11-21T0930" for `now`, in UTC. */
char *backup_dated_name(const char *path, const char *word, int64_t now);

/* Waits until a file or a folder is on the disk. */
int backup_flush(const char *path, struct err *err);

/* Reads the whole copy: ERR_CORRUPT with what was found, if anything was. */
int backup_check(const char *path, struct err *err);

/* Copies one database over another connection's, page by page. */
int backup_pages(sqlite3 *from, sqlite3 *to, const char *path, struct err *err);

/* Copies the open file to `path`, checked and on the disk; there is either all of it or nothing. */
int backup_make(struct store *store, const char *path, struct err *err);

/* Before it is migrated: to backups/STEM-format-N.db. */
int backup_before_migration(struct store *store, int format, struct err *err);

/* Gives the file at `from` a second name `to`, or moves it where that cannot be done; its journal goes with it. */
int backup_set_aside(const char *from, const char *to, struct err *err);

#endif
