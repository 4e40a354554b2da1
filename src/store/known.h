/*
 * What is known of single items, for whoever goes through a whole course: looked up once and held in memory, kept up to date by
 * this store's own answers.  It is fastest in the order of ids.
 *
 *     if (store_known_begin(store, count, err)) …
 *     for each item: store_known(store, item->id, &known, err)
 *
 * The store owns what it holds.
 */
#ifndef STORE_KNOWN_H
#define STORE_KNOWN_H

#include "store/state.h"

/* All zero = the log says nothing about the item. */
struct known_item {
    struct memory memory;
    struct item_state state;
};

/* Forgets what is held if another program has written since; where about `expected` items are asked for, all are read at once. */
int store_known_begin(struct store *store, size_t expected, struct err *err);

/* What is known of `item`; after an error all zero. */
int store_known(struct store *store, const char *item, struct known_item *known, struct err *err);

#endif
