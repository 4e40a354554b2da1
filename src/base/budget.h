/*
 * How much may be done before somebody waits: so many multiplications and, where a clock is at hand, until a moment.
 *
 * Multiplications make the same work of a slice wherever it is done; the clock cuts it where that takes too long.  NULL is a budget
 * without end.
 */
#ifndef BASE_BUDGET_H
#define BASE_BUDGET_H

#include "base/clock.h"

#include <stdbool.h>

struct budget {
    double multiplications;    /* left */
    const struct clock *clock; /* or NULL */
    int64_t until_ms;          /* by its steady time */
    double unclocked;          /* multiplications since the clock was looked at; starts as 0 */
    bool over;                 /* the clock said so; starts as false */
};

/* Whether there is something left; the clock is looked at now and then, as asking it costs something too. */
bool budget_left(struct budget *budget);

/* Some work of about so many multiplications was done. */
void budget_spend(struct budget *budget, double multiplications);

#endif
