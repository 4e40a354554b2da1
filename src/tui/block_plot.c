#include "tui/blocks.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/dots.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_BYTES = 16, PLOT_LINES_MIN = 3, PLOT_COLUMNS_MIN = 8, PLOT_COLUMNS_MAX = 72, SWATCH_CELLS = 3 };

/* The picture's place on the canvas and in the numbers. */
struct frame {
    double low, high; /* of the y axis, low < high */
    char low_label[LABEL_BYTES], high_label[LABEL_BYTES];
    size_t label; /* columns of the labels */
    size_t lines, columns;
    size_t points; /* of the longest curve */
};

static void find_range(const struct block *block, struct frame *frame)
{
    bool any = block->plot.low < block->plot.high;
    frame->low = any ? block->plot.low : 0;
    frame->high = any ? block->plot.high : 0;
    for (size_t i = 0; i < block->plot.count; i++) {
        const struct curve *curve = &block->plot.curves[i];
        frame->points = curve->count > frame->points ? curve->count : frame->points;
        for (size_t j = 0; j < curve->count; j++) {
            if (!isfinite(curve->values[j]))
                continue;
            frame->low = !any || curve->values[j] < frame->low ? curve->values[j] : frame->low;
            frame->high = !any || curve->values[j] > frame->high ? curve->values[j] : frame->high;
            any = true;
        }
    }
    if (frame->low == frame->high) { /* a level line runs through the middle */
        double room = frame->low == 0 ? 1 : fabs(frame->low) / 10;
        frame->low -= room;
        frame->high += room;
    }
}

static void write_label(const struct block *block, double value, char label[LABEL_BYTES])
{
    if (block->plot.powers)
        snprintf(label, LABEL_BYTES, "%.2g", pow(10, value));
    else
        snprintf(label, LABEL_BYTES, "%.4g", value);
}

static void measure(const struct painter *painter, const struct block *block, struct frame *frame)
{
    write_label(block, frame->low, frame->low_label);
    write_label(block, frame->high, frame->high_label);
    frame->label = strlen(frame->low_label) > strlen(frame->high_label) ? strlen(frame->low_label) : strlen(frame->high_label);
    size_t room = painter_width(painter, block->indent + frame->label + 2);
    frame->columns = room < PLOT_COLUMNS_MIN ? PLOT_COLUMNS_MIN : room > PLOT_COLUMNS_MAX ? PLOT_COLUMNS_MAX : room;
    frame->lines = block->plot.lines + painter->spare;
    if (painter->height > 4 &&
        frame->lines > painter->height - 4) /* title, axis, its labels and the legend are to be seen with it */
        frame->lines = painter->height - 4;
    if (frame->lines < PLOT_LINES_MIN)
        frame->lines = PLOT_LINES_MIN;
}

/* The dot at which a value lies. */
static struct dot dot_of(const struct dots *dots, const struct frame *frame, size_t index, double value)
{
    double x = frame->points > 1 ? (double)index / (double)(frame->points - 1) : 0.5;
    double y = (frame->high - value) / (frame->high - frame->low);
    if (!isfinite(y)) /* the range itself is beyond a double */
        y = 0.5;
    return (struct dot){(long)lround(x * (double)(dots->width - 1)), (long)lround(y * (double)(dots->height - 1))};
}

static void draw_curve(struct dots *dots, const struct frame *frame, const struct curve *curve, size_t index)
{
    struct dot before = {0};
    bool connected = false;
    for (size_t i = 0; i < curve->count; i++) {
        bool here = isfinite(curve->values[i]);
        if (!connected) /* each stroke begins with a dot: a lone value is seen */
            dots_pen(dots, index, curve->style);
        struct dot dot = here ? dot_of(dots, frame, i, curve->values[i]) : before;
        if (here)
            dots_line(dots, connected ? before : dot, dot);
        before = dot;
        connected = here;
    }
}

static void paint_axes(struct painter *painter, const struct block *block, const struct frame *frame, size_t top)
{
    size_t axis = block->indent + frame->label + 1, bottom = top + frame->lines - 1;
    for (size_t row = top; row <= bottom; row++)
        painter_glyph(painter, row, axis, row == top || row == bottom ? GLYPH_AXIS_TICK : GLYPH_AXIS_Y, STYLE_DIM);
    painter_text(painter, top, axis - 1 - strlen(frame->high_label), LABEL_BYTES, frame->high_label, STYLE_DIM);
    painter_text(painter, bottom, axis - 1 - strlen(frame->low_label), LABEL_BYTES, frame->low_label, STYLE_DIM);
    size_t row = painter_row(painter);
    painter_glyph(painter, row, axis, GLYPH_AXIS_CORNER, STYLE_DIM);
    for (size_t i = 1; i <= frame->columns; i++)
        painter_glyph(painter, row, axis + i, GLYPH_AXIS_X, STYLE_DIM);
}

/* "0      step      199" */
static void paint_x_labels(struct painter *painter, const struct block *block, const struct frame *frame)
{
    size_t row = painter_row(painter), left = block->indent + frame->label + 2;
    char first[LABEL_BYTES] = "0", last[LABEL_BYTES + 8];
    snprintf(last, sizeof last, "%zu", frame->points ? frame->points - 1 : 0);
    if (block->plot.x_values && frame->points) {
        snprintf(first, sizeof first, "%.4g", block->plot.x_values[0]);
        snprintf(last, sizeof last, "%.4g", block->plot.x_values[frame->points - 1]);
    }
    painter_text(painter, row, left, strlen(first), first, STYLE_DIM);
    size_t label = painter_columns(painter, block->plot.x_label), end = strlen(last);
    if (label + 2 * strlen(first) + end + 4 <= frame->columns)
        painter_text(painter, row, left + (frame->columns - label) / 2, label, block->plot.x_label, STYLE_DIM);
    if (end + 2 <= frame->columns)
        painter_text(painter, row, left + frame->columns - end, end, last, STYLE_DIM);
}

/* A piece of each curve as it is drawn, and its name: colours are never needed to tell them apart. */
static void paint_legend(struct painter *painter, const struct block *block, const struct frame *frame)
{
    size_t row = painter_row(painter), start = block->indent + frame->label + 2, column = start;
    for (size_t i = 0; i < block->plot.count; i++) {
        const struct curve *curve = &block->plot.curves[i];
        size_t width = SWATCH_CELLS + 1 + painter_columns(painter, curve->label);
        if (column > start && column + width > start + frame->columns) {
            row = painter_row(painter);
            column = start;
        }
        struct dots swatch;
        dots_init(&swatch, painter->glyphs, SWATCH_CELLS, 1);
        dots_pen(&swatch, i, curve->style);
        long middle = (long)swatch.height / 2;
        dots_line(&swatch, (struct dot){0, middle}, (struct dot){(long)swatch.width - 1, middle});
        dots_paint(&swatch, painter, row, column);
        dots_release(&swatch);
        painter_text(painter, row, column + SWATCH_CELLS + 1, width, curve->label, STYLE_NORMAL);
        column += width + GAP + 1;
    }
}

static void paint_title(struct painter *painter, const struct block *block)
{
    const char *title = painter_clean(painter, block->plot.title), *label = painter_clean(painter, block->plot.y_label);
    if (!title[0] && !label[0])
        return;
    size_t room = painter_width(painter, block->indent), width = utf8_width_string(title);
    if (width > room) {
        painter_title(painter, block->indent, block->plot.title);
        return;
    }
    size_t row = painter_row(painter);
    painter_text(painter, row, block->indent, room, title, STYLE_STRONG);
    if (label[0] && width + GAP < room)
        painter_text(painter, row, block->indent + (width ? width + GAP : 0), room - width - GAP, label, STYLE_DIM);
}

void block_plot_paint(struct painter *painter, const struct block *block)
{
    struct frame frame = {0};
    struct dots dots;
    find_range(block, &frame);
    measure(painter, block, &frame);
    paint_title(painter, block);
    size_t top = painter->row;
    for (size_t i = 0; i < frame.lines; i++)
        painter_row(painter);
    dots_init(&dots, painter->glyphs, frame.columns, frame.lines);
    for (size_t i = 0; i < block->plot.count; i++)
        draw_curve(&dots, &frame, &block->plot.curves[i], i);
    dots_paint(&dots, painter, top, block->indent + frame.label + 2);
    dots_release(&dots);
    paint_axes(painter, block, &frame, top);
    paint_x_labels(painter, block, &frame);
    paint_legend(painter, block, &frame);
}
