/* Items on their way in, looked at as the course would look at them. */
#ifndef EXCHANGE_CHECK_H
#define EXCHANGE_CHECK_H

#include "exchange/format.h"
#include "exchange/lookup.h"

/* Takes references to experiments that neither the course nor `experiments` knows out of a draft. */
void check_references(struct import *import, const struct draft *draft, const struct lookup *experiments);

/*
 * Binds the item of a draft by the tables of the course format; what is wrong is reported at its place.  Returns the item, which
 * lives in `arena`, or NULL if it cannot be taken; an experiment is no item, and `*good` tells.
 */
const struct item *check_draft(struct import *import, const struct draft *draft, struct arena *arena, bool *good);

#endif
