/*
 * The copy of each day, made piece by piece with the first answers of the day, so that none of them waits for a large file.
 */
#ifndef STORE_DAILY_H
#define STORE_DAILY_H

#include "store/database.h"

/*
 * After `row` was committed: begins the copy of its local day if there is none yet and something was learned before that day, or
 * copies the next piece.  Trouble is kept for store_finish_backup() and fails nothing.
 */
void daily_follow(struct store *store, const struct answer *row);

/* Copies the rest and thins out the old ones; before the file is closed. */
void daily_finish(struct store *store);

#endif
