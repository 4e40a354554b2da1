/*
 * What the tests of the full screen share: views are laid out in memory, and read as text.
 */
#ifndef CHECK_TUI_H
#define CHECK_TUI_H

#include "tui/layout.h"

#include <check.h>

TCase *tui_canvas_tests(void);
TCase *tui_block_tests(void);
TCase *tui_picture_tests(void);
TCase *tui_layout_tests(void);
TCase *tui_scroll_tests(void);
TCase *tui_footer_tests(void);
TCase *tui_input_tests(void);

/* The rows of a view's body on a page of `columns` columns, each ended by a newline, without the margin; the caller frees them. */
char *body_text(const struct view *view, size_t columns, const struct glyphs *glyphs);

/* The body is exactly `expected`; the view is released. */
void expect_body(struct view *view, size_t columns, const char *expected);
void expect_body_ascii(struct view *view, size_t columns, const char *expected);

/* A row of a canvas as text; the caller frees it. */
char *row_text(const struct canvas *canvas, size_t row);

const struct glyphs *full(void);
const struct glyphs *ascii(void);

#endif
