#include "tui/blocks.h"

#include "base/utf8.h"

#include <stdio.h>

enum { BOUND_BYTES = 16, BINS_MIN = 4 };

/* How the rows share the width: label, bars, detail. */
struct columns {
    size_t label, bars, detail;
    size_t merged; /* bins that one bar stands for */
    bool below;    /* details stand on rows of their own */
};

static void measure(struct painter *painter, const struct block *block, struct columns *columns)
{
    size_t room = painter_width(painter, block->indent);
    *columns = (struct columns){.merged = 1};
    for (size_t i = 0; i < block->histogram.count; i++) {
        size_t label = painter_columns(painter, block->histogram.rows[i].label);
        size_t detail = painter_columns(painter, block->histogram.rows[i].detail);
        columns->label = label > columns->label ? label : columns->label;
        columns->detail = detail > columns->detail ? detail : columns->detail;
    }
    size_t before = columns->label ? columns->label + GAP : 0, after = columns->detail ? columns->detail + GAP : 0;
    size_t bins = block->histogram.bins;
    columns->below = before + bins + after > room;
    size_t left = room > before + BINS_MIN ? room - before : BINS_MIN;
    while ((bins + columns->merged - 1) / columns->merged > left)
        columns->merged++;
    columns->bars = (bins + columns->merged - 1) / columns->merged;
}

static size_t bar_count(const struct block *block, const struct columns *columns, const size_t *counts, size_t bar)
{
    size_t sum = 0, end = (bar + 1) * columns->merged;
    for (size_t i = bar * columns->merged; i < end && i < block->histogram.bins; i++)
        sum += counts[i];
    return sum;
}

/* Every row is as tall as its own fullest bar: the shape is to be seen, however many values there are. */
static void paint_bars(struct painter *painter, const struct block *block, const struct columns *columns,
                       const struct histogram_row *values, size_t row, size_t column)
{
    size_t most = 0;
    for (size_t i = 0; i < columns->bars; i++) {
        size_t count = bar_count(block, columns, values->counts, i);
        most = count > most ? count : most;
    }
    for (size_t i = 0; i < columns->bars; i++) {
        size_t count = bar_count(block, columns, values->counts, i);
        size_t level = most ? (count * (GLYPH_LEVELS - 1) + most - 1) / most : 0;
        canvas_text(&painter->canvas, row, MARGIN + column + i, painter->glyphs->levels[level], values->style);
    }
}

/* The bounds of the common axis under its ends, and a zero where it lies between. */
static void paint_axis(struct painter *painter, const struct block *block, const struct columns *columns, size_t column)
{
    double low = block->histogram.low, high = block->histogram.high;
    char low_text[BOUND_BYTES], high_text[BOUND_BYTES];
    int low_width = snprintf(low_text, sizeof low_text, "%.4g", low),
        high_width = snprintf(high_text, sizeof high_text, "%.4g", high);
    size_t row = painter_row(painter), end = column + columns->bars;
    size_t left = (size_t)low_width, right = (size_t)high_width;
    if (left + right + 1 > columns->bars) { /* too narrow: one after the other, with a dash */
        painter_text(painter, row, column, left, low_text, STYLE_DIM);
        painter_glyph(painter, row, column + left + 1, GLYPH_TO, STYLE_DIM);
        painter_text(painter, row, column + left + 3, right, high_text, STYLE_DIM);
        return;
    }
    painter_text(painter, row, column, left, low_text, STYLE_DIM);
    painter_text(painter, row, end - right, right, high_text, STYLE_DIM);
    if (low >= 0 || high <= 0)
        return;
    size_t zero = (size_t)(-low / (high - low) * (double)columns->bars);
    if (zero > left && zero + 1 + right < columns->bars)
        painter_text(painter, row, column + zero, 1, "0", STYLE_DIM);
}

static void paint_row(struct painter *painter, const struct block *block, const struct columns *columns,
                      const struct histogram_row *values, size_t column)
{
    size_t row = painter_row(painter);
    painter_text(painter, row, block->indent, columns->label, values->label, STYLE_NORMAL);
    paint_bars(painter, block, columns, values, row, column);
    if (!values->detail || !values->detail[0])
        return;
    if (columns->below)
        painter_text(painter, painter_row(painter), column, painter_width(painter, column), values->detail, STYLE_DIM);
    else
        painter_text(painter, row, column + columns->bars + GAP, columns->detail, values->detail, STYLE_DIM);
}

void block_histogram_paint(struct painter *painter, const struct block *block)
{
    struct columns columns;
    measure(painter, block, &columns);
    size_t column = block->indent + (columns.label ? columns.label + GAP : 0);
    painter_title(painter, block->indent, block->histogram.title);
    for (size_t i = 0; i < block->histogram.count; i++)
        paint_row(painter, block, &columns, &block->histogram.rows[i], column);
    if (block->histogram.count && block->histogram.bins)
        paint_axis(painter, block, &columns, column);
}
