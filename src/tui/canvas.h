/*
 * A grid of characters with styles, in memory: what a screen will look like, without a terminal.
 *
 * `struct canvas` owns its cells until canvas_release().  Rows and columns count from 0.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include "base/str.h"
#include "view/view.h"

#include <stddef.h>

enum { CANVAS_CELL_BYTES = 24 };

struct canvas_cell {
    char text[CANVAS_CELL_BYTES]; /* one user-perceived character; "" = blank, or covered by the one to the left */
    unsigned char width;          /* columns it takes; 0 = covered */
    unsigned char style;          /* enum style */
};

struct canvas {
    struct canvas_cell *cells; /* rows * columns */
    size_t rows, columns;
    size_t capacity; /* cells allocated */
};

void canvas_init(struct canvas *canvas);
void canvas_release(struct canvas *canvas);

/* Makes it blank, with the given size. */
void canvas_reset(struct canvas *canvas, size_t rows, size_t columns);

/* Appends blank rows until there are at least `rows`. */
void canvas_grow(struct canvas *canvas, size_t rows);

/*
 * Writes `length` bytes of UTF-8 from (row, column) on, at most `limit` columns of them and never past the right edge; a wide
 * character that would be cut is left out.  Control characters and bytes that are no UTF-8 become "?".  Returns the columns
 * written.
 */
size_t canvas_put(struct canvas *canvas, size_t row, size_t column, size_t limit, const char *text, size_t length,
                  enum style style);

/* The same for a whole string without a limit. */
size_t canvas_text(struct canvas *canvas, size_t row, size_t column, const char *text, enum style style);

/* `text`, one character of one column, `times` times. */
void canvas_repeat(struct canvas *canvas, size_t row, size_t column, const char *text, size_t times, enum style style);

/* Copies `count` rows from `from` on in `source` to `to` on in `canvas`, `column` columns further right, as far as they fit. */
void canvas_copy(struct canvas *canvas, size_t to, size_t column, const struct canvas *source, size_t from, size_t count);

/* The cell at (row, column), which must exist. */
struct canvas_cell *canvas_at(const struct canvas *canvas, size_t row, size_t column);

/* The text of a row without blanks at its end, added to `out`. */
void canvas_row_text(const struct canvas *canvas, size_t row, struct str *out);

#endif
