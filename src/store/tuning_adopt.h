/*
 * Keeping to what the log sets (tuning.h), for those who write.
 */
#ifndef STORE_TUNING_ADOPT_H
#define STORE_TUNING_ADOPT_H

#include "store/database.h"

/* Lays what the log sets over the parameters that were given; the second does so if another program has written since. */
int tuning_adopt(struct store *store, struct err *err);
int tuning_keep_up(struct store *store, struct err *err);

#endif
