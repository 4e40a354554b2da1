/*
 * Keeping what is held of items up to date, for those who write.
 */
#ifndef STORE_KNOWN_ITEMS_H
#define STORE_KNOWN_ITEMS_H

#include "store/database.h"
#include "store/known.h"

/* What is known of `item` was changed by a write of this store, if that is committed. */
void known_put(struct store *store, const char *item, const struct memory *memory, const struct item_state *state);

/* A write was taken back, or changed everything; and before the store is closed. */
void known_forget(struct store *store);

#endif
