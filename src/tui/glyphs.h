/*
 * Every sign that the screen is drawn with, by terminal: with all of Unicode, with the few that a Linux console's font has, in
 * ASCII.
 */
#ifndef TUI_GLYPHS_H
#define TUI_GLYPHS_H

#include <stdbool.h>

enum glyph {
    GLYPH_RULE, /* under the head */
    GLYPH_MARK, /* before what is selected */
    GLYPH_RIGHT,
    GLYPH_WRONG,
    GLYPH_FULL, /* gauges */
    GLYPH_EMPTY,
    GLYPH_EDGE,      /* left of code and of a text field */
    GLYPH_CONTINUED, /* before the rest of a code line that is too long */
    GLYPH_ABOVE,     /* more above, more below */
    GLYPH_BELOW,
    GLYPH_ELLIPSIS,
    GLYPH_SEPARATOR, /* between the parts of a title */
    GLYPH_TO,        /* a-d */
    GLYPH_AXIS_X,    /* plots */
    GLYPH_AXIS_Y,
    GLYPH_AXIS_CORNER,
    GLYPH_AXIS_TICK,
    GLYPH_OPEN, /* around the selected cell of a heat map */
    GLYPH_CLOSE,
    GLYPH_COUNT
};

enum { GLYPH_LEVELS = 9, GLYPH_SHADES = 5, GLYPH_CURVES = 4 };

/* How curves are drawn: 2 x 4 dots a cell, 1 x 2 half blocks, or one character a cell and curve. */
enum plot_dots { PLOT_BRAILLE, PLOT_BLOCKS, PLOT_CHARACTERS };

struct glyphs {
    const char *text[GLYPH_COUNT];
    const char *levels[GLYPH_LEVELS]; /* of a histogram, from empty to full */
    const char *shades[GLYPH_SHADES]; /* of a heat map, from pale to full */
    const char *curves[GLYPH_CURVES]; /* PLOT_CHARACTERS: the character of each curve */
    enum plot_dots dots;
    bool ascii; /* texts are to be spelled out too */
};

/* The set for a terminal of the given TERM (may be NULL); ASCII if `ascii`. */
const struct glyphs *glyphs_for(const char *terminal, bool ascii);

#endif
