#include "tui/glyphs.h"

#include <stddef.h>
#include <string.h>

/* The second column is for the Linux console, whose fonts have 256 or 512 signs. */
#define GLYPH_TABLE(ROW) \
    ROW(GLYPH_RULE, "─", "─", "-") \
    ROW(GLYPH_MARK, ">", ">", ">") \
    ROW(GLYPH_RIGHT, "✓", "√", "+") \
    ROW(GLYPH_WRONG, "✗", "x", "x") \
    ROW(GLYPH_FULL, "▆", "█", "#") \
    ROW(GLYPH_EMPTY, "▁", "░", ".") \
    ROW(GLYPH_EDGE, "│", "│", "|") \
    ROW(GLYPH_CONTINUED, "↪", "»", "\\") \
    ROW(GLYPH_ABOVE, "↑", "↑", "^") \
    ROW(GLYPH_BELOW, "↓", "↓", "v") \
    ROW(GLYPH_ELLIPSIS, "…", "~", "~") \
    ROW(GLYPH_SEPARATOR, "·", "·", "-") \
    ROW(GLYPH_TO, "–", "-", "-") \
    ROW(GLYPH_AXIS_X, "─", "─", "-") \
    ROW(GLYPH_AXIS_Y, "│", "│", "|") \
    ROW(GLYPH_AXIS_CORNER, "└", "└", "+") \
    ROW(GLYPH_AXIS_TICK, "┤", "┤", "|") \
    ROW(GLYPH_OPEN, "[", "[", "[") \
    ROW(GLYPH_CLOSE, "]", "]", "]")

#define FULL(id, full, console, ascii) [id] = full,
#define CONSOLE(id, full, console, ascii) [id] = console,
#define ASCII(id, full, console, ascii) [id] = ascii,

static const struct glyphs full_glyphs = {
    .text = {GLYPH_TABLE(FULL)},
    .levels = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
    .shades = {"·", "░", "▒", "▓", "█"},
    .curves = {"*", "o", "+", "x"},
    .dots = PLOT_BRAILLE,
};

static const struct glyphs console_glyphs = {
    .text = {GLYPH_TABLE(CONSOLE)},
    .levels = {" ", "_", "_", "▄", "▄", "▄", "█", "█", "█"},
    .shades = {"·", "░", "▒", "▓", "█"},
    .curves = {"*", "o", "+", "x"},
    .dots = PLOT_BLOCKS,
};

static const struct glyphs ascii_glyphs = {
    .text = {GLYPH_TABLE(ASCII)},
    .levels = {" ", "_", ".", ":", "-", "=", "+", "*", "#"},
    .shades = {".", ":", "+", "*", "#"},
    .curves = {"*", "o", "+", "x"},
    .dots = PLOT_CHARACTERS,
    .ascii = true,
};

const struct glyphs *glyphs_for(const char *terminal, bool ascii)
{
    if (ascii)
        return &ascii_glyphs;
    return terminal && strncmp(terminal, "linux", 5) == 0 ? &console_glyphs : &full_glyphs;
}
