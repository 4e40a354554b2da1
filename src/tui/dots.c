#include "tui/dots.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { BRAILLE_FIRST = 0x2800, PATTERN_DOTS = 8 };

static const struct {
    size_t x, y; /* dots in a cell */
} resolution[] = {[PLOT_BRAILLE] = {2, 4}, [PLOT_BLOCKS] = {1, 2}, [PLOT_CHARACTERS] = {1, 1}};

/* Of each eight dots of a curve, those that are drawn; a solid one comes first, it is the one that is there most often alone. */
static const unsigned char patterns[GLYPH_CURVES] = {0xff, 0x0f, 0x55, 0x5f};

void dots_init(struct dots *dots, const struct glyphs *glyphs, size_t columns, size_t rows)
{
    *dots = (struct dots){.glyphs = glyphs, .rows = rows, .columns = columns};
    dots->width = columns * resolution[glyphs->dots].x;
    dots->height = rows * resolution[glyphs->dots].y;
    dots->cells = mem_new(rows * columns, sizeof *dots->cells);
}

void dots_release(struct dots *dots)
{
    free(dots->cells);
}

void dots_pen(struct dots *dots, size_t curve, enum style style)
{
    dots->curve = curve % GLYPH_CURVES;
    dots->style = style;
    dots->drawn = 0;
    dots->last = (struct dot){-1, -1};
}

static unsigned char bit_of(enum plot_dots kind, size_t x, size_t y)
{
    static const unsigned char braille[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    return kind == PLOT_BRAILLE ? braille[y][x] : (unsigned char)(1u << y);
}

static void set(struct dots *dots, struct dot dot)
{
    if (dot.x == dots->last.x && dot.y == dots->last.y) /* where one line ends the next begins */
        return;
    bool shown = dots->glyphs->dots == PLOT_CHARACTERS || patterns[dots->curve] >> (dots->drawn % PATTERN_DOTS) & 1;
    dots->drawn++;
    dots->last = dot;
    if (!shown || dot.x < 0 || dot.y < 0 || (size_t)dot.x >= dots->width || (size_t)dot.y >= dots->height)
        return;
    size_t x = (size_t)dot.x, y = (size_t)dot.y, wide = resolution[dots->glyphs->dots].x, tall = resolution[dots->glyphs->dots].y;
    struct dot_cell *cell = &dots->cells[y / tall * dots->columns + x / wide];
    cell->mask |= bit_of(dots->glyphs->dots, x % wide, y % tall);
    cell->curve = (unsigned char)dots->curve;
    cell->style = (unsigned char)dots->style;
}

/* Bresenham's algorithm. */
void dots_line(struct dots *dots, struct dot from, struct dot to)
{
    long dx = labs(to.x - from.x), dy = -labs(to.y - from.y), error = dx + dy;
    long step_x = from.x < to.x ? 1 : -1, step_y = from.y < to.y ? 1 : -1;
    for (;;) {
        set(dots, from);
        if (from.x == to.x && from.y == to.y)
            return;
        long twice = 2 * error;
        if (twice >= dy) {
            error += dy;
            from.x += step_x;
        }
        if (twice <= dx) {
            error += dx;
            from.y += step_y;
        }
    }
}

static void cell_text(const struct dots *dots, const struct dot_cell *cell, char text[8])
{
    static const char *const blocks[] = {" ", "▀", "▄", "█"};
    const char *fixed = dots->glyphs->dots == PLOT_BLOCKS ? blocks[cell->mask & 3] : dots->glyphs->curves[cell->curve];
    size_t length = 0;
    if (dots->glyphs->dots == PLOT_BRAILLE)
        length = utf8_encode(BRAILLE_FIRST + cell->mask, text);
    else
        while (fixed[length]) {
            text[length] = fixed[length];
            length++;
        }
    text[length] = '\0';
}

void dots_paint(const struct dots *dots, struct painter *painter, size_t row, size_t column)
{
    for (size_t i = 0; i < dots->rows * dots->columns; i++) {
        const struct dot_cell *cell = &dots->cells[i];
        char text[8];
        if (!cell->mask)
            continue;
        cell_text(dots, cell, text);
        canvas_text(&painter->canvas, row + i / dots->columns, MARGIN + column + i % dots->columns, text, cell->style);
    }
}
