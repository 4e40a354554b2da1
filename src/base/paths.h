/*
 * Where files lie, after the XDG base directory specification 0.8: relative values are ignored, empty ones count as unset.
 * Returned strings belong to the caller.
 */
#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include "base/err.h"

/* $BNTUTOR_DB, or bntutor/progress.db in $XDG_DATA_HOME (~/.local/share). */
char *paths_database(void);

/* bntutor/courses in $XDG_DATA_HOME. */
char *paths_own_courses(void);

/* bntutor/imports in $XDG_DATA_HOME. */
char *paths_imports(void);

/* bntutor in $XDG_CACHE_HOME (~/.cache): what can be made anew. */
char *paths_cache(void);

/* Where the shipped course lies: $BNTUTOR_CONTENT, or the installed one. */
char *paths_content(void);

/* Creates `directory` and its parents (mode 0700 for the new ones). */
int paths_make_directory(const char *directory, struct err *err);

/* The folder part of `path`, "." if it has none. */
char *paths_parent(const char *path);

/* `directory`/`name`. */
char *paths_join(const char *directory, const char *name);

#endif
