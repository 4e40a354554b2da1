/*
 * Taking out of a damaged file what can still be read, row by row.
 */
#ifndef STORE_SALVAGE_H
#define STORE_SALVAGE_H

#include "store/exchange.h"

#include <sqlite3.h>

struct salvaged {
    size_t rows;     /* of the log, that were added */
    size_t settings; /* that could be read */
    size_t breaks;   /* places of the log that could not be read */
};

/*
 * Adds to `store` the rows, settings and devices that can be read in the file at `path`, which is only read; those that `store` has
 * stay as they are.  0 even if nothing could be read.
 */
int salvage(struct store *store, const char *path, struct salvaged *salvaged, struct err *err);

#endif
