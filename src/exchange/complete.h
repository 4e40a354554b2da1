/* What a course file needs and other formats do not have: a level, a title, reasons. */
#ifndef EXCHANGE_COMPLETE_H
#define EXCHANGE_COMPLETE_H

#include "exchange/draft.h"

#include <stdbool.h>

/* How often something was assumed, for telling it once. */
struct assumptions {
    size_t levels, categories, reasons, explanations, numbers;
};

/*
 * Fills in what `item` of `section` ("cards", "questions", …) lacks: level beginner, category conceptual, a title from the stem,
 * reasons and explanation that say that there are none.  `unchecked` is put under 'unproved' where the item states numbers.
 */
void complete_item(struct arena *arena, const char *section, struct node *item, const char *unchecked,
                   struct assumptions *assumptions);

/* True for a reason or explanation that was filled in here, which no format carries out again. */
bool complete_is_default(const char *text);

#endif
