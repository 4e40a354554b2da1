/*
 * The head of a page: its title, its status, and the rule below them.
 */
#ifndef TUI_HEAD_H
#define TUI_HEAD_H

#include "tui/paint.h"

enum { HEAD_ROWS = 2 };

/*
 * Paints the first HEAD_ROWS rows of `screen` from `column` on, `room` columns wide.  The status keeps its place on the right as
 * long as the first part of the title has room beside it.
 */
void head_paint(struct canvas *screen, struct painter *painter, size_t column, size_t room, const struct view *view);

#endif
