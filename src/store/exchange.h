/*
 * The log as it travels between files: rows are read raw, and added by set union.
 *
 * A row is known by (device, sequence) and never changes, so the logs of two machines, or of a file and a copy of it, are merged by
 * adding the rows that are missing, in any order and as often as one likes.  Rows handed to a callback are its own only during the
 * call.
 */
#ifndef STORE_EXCHANGE_H
#define STORE_EXCHANGE_H

#include "store/store.h"

enum { LOG_DEVICE_SIZE = 16 };

/* A row as it lies in the file: `answer.grade` is what was given, whatever overrode it later. */
struct log_row {
    unsigned char device[LOG_DEVICE_SIZE];
    int64_t ordered_at; /* ms; the order of the fold, see db/0001_initial.sql */
    struct answer answer;
};

/* Hands every row to `take`, in the order of the fold; an error that `take` returns ends it and is returned. */
int store_log_read(struct store *store, int (*take)(void *context, const struct log_row *row, struct err *err), void *context,
                   struct err *err);

/* What became of rows that were offered. */
struct log_merged {
    size_t added;
    size_t known;       /* were there already, the same */
    size_t conflicting; /* another row stands in their place; it was kept */
    size_t refused;     /* make no sense: of an unknown kind, without an item, … */
};

/*
 * Adds those rows that are missing and folds everything anew, in one transaction: after an error nothing was added.  `give` fills
 * in a row and returns 1, 0 after the last one, or an error; its strings are only read.
 */
int store_log_merge(struct store *store, int (*give)(void *context, struct log_row *row, struct err *err), void *context,
                    struct log_merged *merged, struct err *err);

/*
 * The same, and remembers under the name `batch` which rows were added; with NULL in place of a name it counts what would be added,
 * and adds nothing.
 */
int store_log_add(struct store *store, const char *batch, int (*give)(void *context, struct log_row *row, struct err *err),
                  void *context, struct log_merged *merged, struct err *err);

/*
 * Takes back what was added as `batch`, in one transaction; *count is the number of rows.  Rows of other devices leave the log, and
 * may be added again; rows of this device are undone by further rows, given at `at`, for its numbers are never given twice.
 * ERR_NOT_FOUND if there is no such batch.
 */
int store_log_take_back(struct store *store, const char *batch, int64_t at, int utc_offset_minutes, size_t *count, struct err *err);

#endif
