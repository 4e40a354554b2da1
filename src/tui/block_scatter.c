#include "tui/blocks.h"

#include "base/utf8.h"
#include "view/scatter.h"

#include <string.h>

enum {
    PANEL_GAP = 3,
    PANEL_COLUMNS_MIN = 10,
    PANEL_COLUMNS_MAX = 46,
    LINES_MIN = 3,
    SURROUNDINGS = 4, /* rows that are to be seen with a picture: its labels, its legend, and what it is about */
    BRAILLE_FIRST = 0x2800,
    DOT_ROWS = 4
};

static const double sure = 0.75; /* shares from here on are drawn in full */

/* The pictures' places on the canvas. */
struct frame {
    const struct block *block;
    size_t top, lines, columns;
};

static void measure(const struct painter *painter, struct frame *frame)
{
    size_t count = frame->block->scatter.count, room = painter_width(painter, frame->block->indent) + PANEL_GAP;
    size_t columns = room / count > PANEL_GAP ? room / count - PANEL_GAP : 1;
    frame->columns = columns < PANEL_COLUMNS_MIN ? PANEL_COLUMNS_MIN : columns > PANEL_COLUMNS_MAX ? PANEL_COLUMNS_MAX : columns;
    frame->lines = frame->block->scatter.lines + painter->spare;
    if (painter->height > SURROUNDINGS && frame->lines > painter->height - SURROUNDINGS)
        frame->lines = painter->height - SURROUNDINGS;
    if (frame->lines < LINES_MIN)
        frame->lines = LINES_MIN;
}

static size_t panel_column(const struct frame *frame, size_t panel)
{
    return frame->block->indent + panel * (frame->columns + PANEL_GAP);
}

/* A share as a texture of dots: every other dot where it is sure, one in a cell where it is not. */
static bool dotted(double share, size_t x, size_t y)
{
    return share >= sure ? (x + y) % 2 == 0 : share > 0.5 && x % 2 == 0 && y % DOT_ROWS == 0;
}

static void paint_texture(struct painter *painter, const struct frame *frame, const struct scatter_panel *panel, size_t row,
                          size_t column, size_t at)
{
    static const unsigned char bits[DOT_ROWS][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    unsigned mask = 0;
    char text[8];
    for (size_t y = 0; y < DOT_ROWS; y++)
        for (size_t x = 0; x < 2; x++) {
            size_t dot_x = 2 * column + x, dot_y = DOT_ROWS * row + y;
            const struct scatter_place place = {((double)dot_x + 0.5) / (double)(2 * frame->columns),
                                                ((double)dot_y + 0.5) / (double)(DOT_ROWS * frame->lines)};
            if (dotted(scatter_share(panel, place), dot_x, dot_y))
                mask |= bits[y][x];
        }
    if (!mask)
        return;
    text[utf8_encode(BRAILLE_FIRST + mask, text)] = '\0';
    canvas_text(&painter->canvas, frame->top + row, MARGIN + at + column, text, STYLE_DIM);
}

/* Where there are no dots, a cell is shaded as a whole. */
static void paint_shade(struct painter *painter, const struct frame *frame, const struct scatter_panel *panel, size_t row,
                        size_t column, size_t at)
{
    const struct scatter_place place = {((double)column + 0.5) / (double)frame->columns,
                                        ((double)row + 0.5) / (double)frame->lines};
    double share = scatter_share(panel, place);
    if (share > 0.5)
        canvas_text(&painter->canvas, frame->top + row, MARGIN + at + column, painter->glyphs->shades[share >= sure], STYLE_DIM);
}

static void paint_regions(struct painter *painter, const struct frame *frame, size_t index)
{
    const struct scatter_panel *panel = &frame->block->scatter.panels[index];
    size_t at = panel_column(frame, index);
    if (!panel->shares || !panel->rows || !panel->columns)
        return;
    for (size_t row = 0; row < frame->lines; row++)
        for (size_t column = 0; column < frame->columns; column++)
            (painter->glyphs->dots == PLOT_BRAILLE ? paint_texture : paint_shade)(painter, frame, panel, row, column, at);
}

/* A point takes its cell; where several share one, the first of them does. */
static void paint_points(struct painter *painter, const struct frame *frame, size_t index)
{
    size_t at = panel_column(frame, index);
    for (size_t i = frame->block->scatter.point_count; i-- > 0;) {
        const struct scatter_point *point = &frame->block->scatter.points[i];
        struct scatter_place place = scatter_place(frame->block, point);
        if (!scatter_inside(place))
            continue;
        size_t column = (size_t)(place.across * (double)frame->columns), row = (size_t)(place.down * (double)frame->lines);
        canvas_text(&painter->canvas, frame->top + row, MARGIN + at + column, point->group ? "x" : "o",
                    point->group ? STYLE_CHANNEL_1 : STYLE_CHANNEL_0);
    }
}

/* Its first word where one of the labels does not fit: cut, two that begin alike would be no names any more. */
static const char *shown_label(struct painter *painter, const struct frame *frame, const char *label)
{
    const struct block *block = frame->block;
    for (size_t i = 0; i < block->scatter.count; i++)
        if (painter_columns(painter, block->scatter.panels[i].label) > frame->columns)
            return arena_string_n(&painter->arena, label, strcspn(label, " "));
    return label;
}

/* Without its last word ("97 % right") where one of the details does not fit beside its label. */
static const char *shown_detail(struct painter *painter, const struct frame *frame, const char *detail)
{
    const struct block *block = frame->block;
    const char *last = detail ? strrchr(detail, ' ') : NULL;
    for (size_t i = 0; last && i < block->scatter.count; i++) {
        const struct scatter_panel *panel = &block->scatter.panels[i];
        size_t label = painter_columns(painter, shown_label(painter, frame, panel->label));
        if (label + 1 + painter_columns(painter, panel->detail) > frame->columns)
            return arena_string_n(&painter->arena, detail, (size_t)(last - detail));
    }
    return detail;
}

static void paint_label(struct painter *painter, const struct frame *frame, size_t row, size_t index)
{
    const struct scatter_panel *panel = &frame->block->scatter.panels[index];
    const char *words = shown_detail(painter, frame, panel->detail);
    size_t at = panel_column(frame, index), detail = painter_columns(painter, words);
    size_t label = painter_text(painter, row, at, frame->columns, shown_label(painter, frame, panel->label), STYLE_STRONG);
    if (detail && label + 1 + detail <= frame->columns)
        painter_text(painter, row, at + frame->columns - detail, detail, words, STYLE_NORMAL);
}

void block_scatter_paint(struct painter *painter, const struct block *block)
{
    struct frame frame = {.block = block};
    if (!block->scatter.count)
        return;
    measure(painter, &frame);
    size_t labels = painter_row(painter);
    frame.top = painter->row;
    for (size_t i = 0; i < frame.lines; i++)
        painter_row(painter);
    for (size_t i = 0; i < block->scatter.count; i++) {
        paint_label(painter, &frame, labels, i);
        paint_regions(painter, &frame, i);
        paint_points(painter, &frame, i);
    }
    if (block->scatter.legend)
        painter_text(painter, painter_row(painter), block->indent, painter_width(painter, block->indent), block->scatter.legend,
                     STYLE_DIM);
}
