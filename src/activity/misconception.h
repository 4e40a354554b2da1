/*
 * Where the course speaks of a misconception.
 */
#ifndef ACTIVITY_MISCONCEPTION_H
#define ACTIVITY_MISCONCEPTION_H

#include "demo/claim.h"

/* The first item with a wrong answer of that name, and the experiment that refutes it (its own, else the item's; may be NULL). */
struct refutation {
    const struct item *item; /* NULL: the course does not know it any more */
    const struct experiment *experiment;
    struct claim claim; /* that answer; none of an exercise, whose numbers are not drawn yet */
};
struct refutation misconception_find(const struct course *course, const char *name);

#endif
