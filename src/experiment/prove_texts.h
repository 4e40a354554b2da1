/* The numbers that the texts of an item state, against those that its experiment and its proofs yield. */
#ifndef EXPERIMENT_PROVE_TEXTS_H
#define EXPERIMENT_PROVE_TEXTS_H

#include "experiment/prove_computed.h"

/*
 * How many numbers nothing in `known` yields, out of *stated; a warning about them unless the item says that they are not proved or
 * come from its sources alone.
 */
size_t prove_texts(const struct item *item, struct source *source, const struct known *known, size_t *stated);

#endif
