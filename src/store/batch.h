/* Merging within a write, for store_log_merge() and for batches. */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "store/exchange.h"

/* Adds the rows that are missing and folds everything anew; with `remembers` they are noted in the table temp.added. */
int log_merge(struct store *store, bool remembers, int (*give)(void *context, struct log_row *row, struct err *err), void *context,
              struct log_merged *merged, struct err *err);

#endif
