/*
 * What was learned, in the terms of Anki's scheduler: when cards are due, how they stand, and every review.
 */
#ifndef EXCHANGE_COLLECTION_PROGRESS_H
#define EXCHANGE_COLLECTION_PROGRESS_H

#include "exchange/format.h"

#include <sqlite3.h>

/*
 * Days are counted from the one on which something was answered first, or else from today: *created_s (s since 1970) is its start.
 * Without a store it is the start of today in UTC.
 */
int collection_creation(const struct selection *selection, int64_t *created_s, struct err *err);

/*
 * Fills in the row of `item` in "cards", whose id is `card`, and adds its reviews to "revlog".  A failure of `database` is in
 * *result; of the store it is returned.
 */
int collection_add_progress(sqlite3 *database, const struct selection *selection, const struct item *item, int64_t card,
                            int64_t created_s, int *result, struct err *err);

#endif
