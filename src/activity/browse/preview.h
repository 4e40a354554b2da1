/*
 * An item with all that it would tell only after an answer.
 */
#ifndef ACTIVITY_BROWSE_PREVIEW_H
#define ACTIVITY_BROWSE_PREVIEW_H

#include "course/course.h"
#include "view/view.h"

/* What it asks, then what is right and why; without its erratum and sources. */
void preview_item(struct view *view, const struct item *item);

#endif
