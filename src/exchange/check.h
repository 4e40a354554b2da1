/* Items on their way in, looked at as the course would look at them. */
#ifndef EXCHANGE_CHECK_H
#define EXCHANGE_CHECK_H

#include "exchange/format.h"
#include "exchange/lookup.h"

/*
 * Binds the item of a draft by the tables of the course format; what is wrong is reported at its place.  References to experiments
 * that neither the course nor `ids` knows are taken out of it.  Returns the item, which lives in `arena`, or NULL if it cannot be
 * taken; of an experiment the struct that it begins is of no use, and `*good` tells.
 */
const struct item *check_draft(struct import *import, struct draft *draft, const struct lookup *experiments, struct arena *arena,
                               bool *good);

#endif
