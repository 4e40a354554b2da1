/*
 * What is said of a damaged file, and where its copies lie.
 */
#ifndef STORE_DAMAGE_H
#define STORE_DAMAGE_H

#include "base/err.h"

/* ERR_CORRUPT with words for a damaged file: the reason (NULL = unreadable), where its backups lie, and how to start anew. */
int damage_error(const char *path, const char *reason, struct err *err);

/*
 * The first finding in what SQLite's integrity_check or quick_check says, without the heading ("*** in database main ***") that it
 * may put on a line before; owned by the caller.
 */
char *damage_finding(const char *result);

/* The folder for copies of the file at `path`, whether it exists or not; owned by the caller. */
char *damage_backup_folder(const char *path);

#endif
