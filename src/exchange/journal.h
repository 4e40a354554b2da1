/*
 * What was imported, so that it can be taken back: a numbered folder for each import, with what was there before.
 *
 * `struct journal_entry` owns its strings until journal_release().
 */
#ifndef EXCHANGE_JOURNAL_H
#define EXCHANGE_JOURNAL_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct journal_entry {
    char *folder;  /* of this import */
    char *name;    /* its number, "000007" */
    bool history;  /* answers were added to `changed`, a progress file; otherwise it is a course file */
    char *changed; /* the file that was changed, or made */
    char *from;    /* the file that was imported */
};

void journal_release(struct journal_entry *entry);

/*
 * Writes down, before anything is done, that `changed` is going to be changed by importing `from`; a course file that exists is
 * kept as a copy.  The entry is filled for journal_forget(), which is for imports that failed.
 */
int journal_begin(const char *journal, bool history, const char *changed, const char *from, struct journal_entry *entry,
                  struct err *err);
void journal_forget(const struct journal_entry *entry);

/* The last import that was not taken back; ERR_NOT_FOUND if there is none. */
int journal_last(const char *journal, struct journal_entry *entry, struct err *err);

/*
 * Puts the course file aside, into the folder, and the copy of before in its place, if there was one (*restored).  *aside is the
 * new path of what was put aside, owned by the caller; NULL if nothing was there.
 */
int journal_restore(const struct journal_entry *entry, char **aside, bool *restored, struct err *err);

/* Marks the import as taken back. */
int journal_close(const struct journal_entry *entry, struct err *err);

/* Writes `text` to `path` so that the file is complete or, after an error, as it was before; its folder is made if need be. */
int journal_write_file(const char *path, const char *text, size_t length, struct err *err);

#endif
