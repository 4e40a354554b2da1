/*
 * A screen that is laid out again and again, as the loop does it, for the tests of the layout.
 */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include "tui/layout.h"

struct fixture {
    struct screen_layout layout;
    struct view view;
    struct live_actions live;
    struct frame frame;
};

/* An empty view of this size, with three actions; frame_teardown() releases it. */
void frame_setup(struct fixture *fixture, size_t rows, size_t columns);
void frame_teardown(struct fixture *fixture);

/* Lays out what the view has become. */
void frame_update(struct fixture *fixture);
void frame_expect_row(const struct fixture *fixture, size_t row, const char *expected);

/* "line 3" for each number from `from` up to but not including `to`. */
void frame_add_lines(struct fixture *fixture, size_t from, size_t to);

/* A list of `count` entries, the last block of the view. */
void frame_add_list(struct fixture *fixture, size_t count, size_t selected);

#endif
