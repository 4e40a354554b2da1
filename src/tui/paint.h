/*
 * Blocks become rows: a painter fills a canvas from the top down, as tall as it needs to be.
 *
 * `struct painter` owns its canvas and the texts it prepares until painter_release().
 */
#ifndef TUI_PAINT_H
#define TUI_PAINT_H

#include "base/arena.h"
#include "tui/canvas.h"
#include "tui/glyphs.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    MARGIN = 2,       /* columns left of all text; the mark of what is selected stands there */
    MEASURE_MAX = 76, /* columns of running text that the eye follows easily */
    GAP = 2           /* columns between columns */
};

/* Where the one thing is that is selected or written in; rows of the canvas. */
struct spot {
    bool present;
    bool menu;          /* an entry to go to, not an option of a question */
    size_t list;        /* the row with which its list begins */
    size_t first, last; /* the rows of the thing itself */
    size_t row, column; /* where the cursor stands */
};

struct painter {
    struct canvas canvas;
    struct arena arena;
    const struct glyphs *glyphs;
    size_t row;    /* the next one to fill */
    size_t width;  /* columns up to the right edge of the page, without the margin: for tables, code and pictures */
    size_t height; /* rows of the window through which the canvas is seen */
    size_t spare;  /* rows that a plot or a scatter plot may take beyond what it wants */
    struct spot spot;
    size_t essential; /* the row after what the view calls essential; 0 = nothing is marked */
    size_t pinned;    /* rows at the top that stay in sight */
};

void painter_init(struct painter *painter);
void painter_release(struct painter *painter);

/* Starts anew with a blank canvas of `columns` columns. */
void painter_start(struct painter *painter, const struct glyphs *glyphs, size_t columns, size_t height);

/* A blank row is there to be filled; the painter's row counts up.  Returns its number. */
size_t painter_row(struct painter *painter);

/* `text` as the terminal can show it: spelled out where there is only ASCII, tabs as blanks.  Lives as long as the painting; NULL
 * gives "". */
const char *painter_clean(struct painter *painter, const char *text);

/* Whether the window is so low that rows are kept for what matters most. */
bool painter_scarce(const struct painter *painter);

/* Columns that running text gets which is indented by `indent`, and wide things; never 0. */
size_t painter_measure(const struct painter *painter, size_t indent);
size_t painter_width(const struct painter *painter, size_t indent);

/* Columns of `text` as it will be shown. */
size_t painter_columns(struct painter *painter, const char *text);

/* Clean text at (row, column of the page), cut with an ellipsis when it is wider than `limit`.  Returns the columns written. */
size_t painter_text(struct painter *painter, size_t row, size_t column, size_t limit, const char *text, enum style style);

/* One glyph. */
void painter_glyph(struct painter *painter, size_t row, size_t column, enum glyph glyph, enum style style);

/*
 * Wraps spans to `columns` columns at `column`, on rows of their own from the present one on if `fresh`, otherwise from the last
 * row on. `lit` shows them as the selected thing: normal text as selected, dim text as normal.
 */
void painter_spans(struct painter *painter, size_t column, size_t columns, const struct spans *spans, bool fresh, bool lit);

/* The title of a picture, on as many rows as it takes; nothing for NULL or "". */
void painter_title(struct painter *painter, size_t indent, const char *title);

/* The style of a part of the selected thing. */
enum style lit_style(enum style style, bool lit);

/* The mark of what is selected, in the margin of `row`, and the cursor with it; the list began at `list`. */
void painter_mark(struct painter *painter, size_t list, size_t first, size_t last);

/* A bar of `cells` cells, the share of them full. */
void painter_bar(struct painter *painter, size_t row, size_t column, size_t cells, double share, enum style style);

#endif
