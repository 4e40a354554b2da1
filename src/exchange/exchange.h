/*
 * Coming and going: items and answers in the formats of other programs.
 *
 * Exporting writes items of the course, and says what the format cannot hold.  Importing makes one course file of the learner's own
 * of what it reads, or adds answers to the log; it never overwrites what was not imported, changes nothing after an error, and can
 * be taken back.  The caller owns what `struct exchange` points to.
 */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include "base/err.h"
#include "base/str.h"
#include "course/course.h"
#include "course/diagnostics.h"
#include "store/exchange.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct format;

/* The surroundings. */
struct exchange {
    const struct course *course; /* with the learner's own topics in it */
    struct store *store;         /* needed for answers and progress only; else NULL */
    const char *content;         /* the directory of the shipped course */
    const char *own;             /* the directory of own courses, which need not exist */
    const char *journal;         /* the directory where imports are remembered, likewise */
    int64_t now;                 /* ms since 1970 */
    int utc_offset;              /* minutes */
};

/* The format called `name`, or NULL. */
const struct format *format_find(const char *name);

/* The format that the extension of `path` means, or NULL. */
const struct format *format_of_path(const char *path);

/* Format number `index` of the table; NULL past the last one. */
const char *format_name(size_t index);
bool format_is_history(const struct format *format);

struct export_options {
    const struct format *format;
    const struct topic *topic; /* NULL = all */
    bool own;                  /* only topics of the learner's own */
    bool progress;             /* with what was learned of the items; `exchange` has a store then */
};

/* Writes to `out`; `said` receives lines on how much was written and what was left out.  ERR_NOT_FOUND if there is nothing. */
int exchange_export(const struct exchange *exchange, const struct export_options *options, FILE *out, struct str *said,
                    struct err *err);

struct import_options {
    const struct format *format; /* NULL = found out */
    const char *into;            /* the name of the own course, or NULL: after the file */
    bool dry_run;                /* change nothing */
};

/*
 * Reads the file at `path` ("-" is standard input).  What cannot be taken goes to `diagnostics` line by line, `said` receives lines
 * on what was done, `left` how many items or answers were left out, other than those that are there already.  After an error
 * nothing is changed; so it is when nothing could be taken, which is ERR_INVALID.
 */
int exchange_import(const struct exchange *exchange, const char *path, const struct import_options *options,
                    struct diagnostics *diagnostics, struct str *said, size_t *left, struct err *err);

/* Takes back the last import that was not taken back; ERR_NOT_FOUND if there is none. */
int exchange_undo(const struct exchange *exchange, struct str *said, struct err *err);

#endif
