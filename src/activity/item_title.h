/*
 * What an item is called in a list.
 */
#ifndef ACTIVITY_ITEM_TITLE_H
#define ACTIVITY_ITEM_TITLE_H

#include "course/course.h"
#include "view/view.h"

enum { ITEM_TITLE_COLUMNS = 64 };

/*
 * Its title, or the beginning of what it asks, in one line of at most ITEM_TITLE_COLUMNS that ends with a word; it belongs to the
 * view.
 */
const char *item_title(struct view *view, const struct item *item);

#endif
