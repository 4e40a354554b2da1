/*
 * A raster finer than characters: braille dots, half blocks, or one character a cell where there is no more.
 *
 * `struct dots` owns its cells until dots_release().
 */
#ifndef TUI_DOTS_H
#define TUI_DOTS_H

#include "tui/paint.h"

/* A place in the raster, from the upper left; what lies outside is not drawn. */
struct dot {
    long x, y;
};

struct dot_cell {
    unsigned char mask;  /* braille: bits as in Unicode; half blocks: 1 upper, 2 lower; characters: 1 */
    unsigned char curve; /* the one that was drawn last */
    unsigned char style;
};

struct dots {
    const struct glyphs *glyphs;
    struct dot_cell *cells; /* rows * columns */
    size_t rows, columns;   /* of characters */
    size_t width, height;   /* of dots */
    size_t curve;           /* the pen */
    enum style style;
    unsigned long drawn; /* dots since the pen was taken up: its pattern goes by it */
    struct dot last;
};

void dots_init(struct dots *dots, const struct glyphs *glyphs, size_t columns, size_t rows);
void dots_release(struct dots *dots);

/* Takes up the pen of curve number `curve`: solid, dashed, dotted and dash-dotted in turn, or each with its own character. */
void dots_pen(struct dots *dots, size_t curve, enum style style);

/* A straight line with both its ends. */
void dots_line(struct dots *dots, struct dot from, struct dot to);

/* Puts the raster on the canvas, its upper left corner at (row, column of the page). */
void dots_paint(const struct dots *dots, struct painter *painter, size_t row, size_t column);

#endif
