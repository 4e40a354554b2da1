/* An item's texts, whatever kind it is; they belong to the course. */
#ifndef COURSE_ITEM_TEXT_H
#define COURSE_ITEM_TEXT_H

#include "course/course.h"

/* Text number `index` of those that a learner reads; NULL past the last one. */
const char *item_text(const struct item *item, size_t index);

/* True for a text of item_text() that states what somebody gets who is mistaken: a wrong option, or about a mistake. */
bool item_text_is_wrong(const struct item *item, const char *text);

#endif
