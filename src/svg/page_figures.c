/* Histograms and heat maps on the page. */
#include "svg/page.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>

enum { BASELINE = 13, NUMBER_TEXT = 32 };
#define BARS_HEIGHT 56.0
#define CELL_MAX 16.0

static void draw_bars(struct page *page, const struct block *block, const struct histogram_row *row, double left, double width)
{
    size_t most = 1, bins = block->histogram.bins;
    for (size_t i = 0; i < bins; i++)
        most = row->counts[i] > most ? row->counts[i] : most;
    double bar = width / (double)bins, bottom = page->y + BARS_HEIGHT;
    for (size_t i = 0; i < bins; i++) {
        double height = BARS_HEIGHT * (double)row->counts[i] / (double)most;
        if (row->counts[i])
            page_box(page, left + (double)i * bar + 0.5, bottom - height, bar - 1, height, page_color(row->style), 0.85);
    }
    page_line(page, left, bottom, left + width, bottom, "#888888");
    page->y = bottom + 4;
}

void page_histogram(struct page *page, const struct block *block)
{
    double left = page_left(block->indent), width = PAGE_WIDTH - PAGE_MARGIN - left;
    double low = block->histogram.low, high = block->histogram.high;
    char text[NUMBER_TEXT];
    page->y += PAGE_LINE / 2;
    if (block->histogram.title && block->histogram.title[0]) {
        page_text(page, left, page->y + BASELINE, ANCHOR_START, STYLE_STRONG, block->histogram.title);
        page->y += PAGE_LINE;
    }
    for (size_t i = 0; i < block->histogram.count; i++) {
        const struct histogram_row *row = &block->histogram.rows[i];
        page_text(page, left, page->y + BASELINE, ANCHOR_START, STYLE_NORMAL, row->label);
        page_text(page, left + width, page->y + BASELINE, ANCHOR_END, STYLE_DIM, row->detail);
        page->y += PAGE_LINE;
        draw_bars(page, block, row, left, width);
    }
    snprintf(text, sizeof text, "%.4g", low);
    page_text(page, left, page->y + BASELINE, ANCHOR_START, STYLE_DIM, text);
    snprintf(text, sizeof text, "%.4g", high);
    page_text(page, left + width, page->y + BASELINE, ANCHOR_END, STYLE_DIM, text);
    if (low < 0 && high > 0)
        page_text(page, left - low / (high - low) * width, page->y + BASELINE, ANCHOR_MIDDLE, STYLE_DIM, "0");
    page->y += PAGE_LINE + 4;
}

/* Columns of the widest row label. */
static size_t label_columns(const struct block *block)
{
    size_t widest = 0;
    for (size_t i = 0; block->heat_map.row_labels && i < block->heat_map.rows; i++) {
        size_t width = utf8_width_string(block->heat_map.row_labels[i]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void draw_cell(struct page *page, const struct block *block, size_t cell, double x, double y, double size)
{
    double span = block->heat_map.high - block->heat_map.low, value = block->heat_map.values[cell];
    double share = span > 0 ? fmin(fmax((value - block->heat_map.low) / span, 0), 1) : 0;
    unsigned group = block->heat_map.groups ? block->heat_map.groups[cell] % 4u : 0;
    if (!isnan(value))
        page_box(page, x, y, size - 1, size - 1, page_color((enum style)(STYLE_CHANNEL_0 + group)), 0.08 + 0.92 * share);
    if (cell == block->heat_map.selected)
        str_addf(page->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" stroke=\"#000000\"/>\n", x - 0.5,
                 y - 0.5, size, size);
}

void page_heat_map(struct page *page, const struct block *block)
{
    double left = page_left(block->indent), x = left + ((double)label_columns(block) + 1) * PAGE_CHARACTER;
    double size = fmin(CELL_MAX, (PAGE_WIDTH - PAGE_MARGIN - x) / (double)block->heat_map.columns);
    page->y += PAGE_LINE / 2;
    if (block->heat_map.title && block->heat_map.title[0]) {
        page_text(page, left, page->y + BASELINE, ANCHOR_START, STYLE_STRONG, block->heat_map.title);
        page->y += PAGE_LINE + 3;
    }
    for (size_t row = 0; row < block->heat_map.rows; row++) {
        if (block->heat_map.row_labels)
            page_text(page, left, page->y + size - 3, ANCHOR_START, STYLE_DIM, block->heat_map.row_labels[row]);
        for (size_t column = 0; column < block->heat_map.columns; column++)
            draw_cell(page, block, row * block->heat_map.columns + column, x + (double)column * size, page->y, size);
        page->y += size;
    }
    page->y += 3;
    if (block->heat_map.legend && block->heat_map.legend[0]) {
        page_text(page, left, page->y + BASELINE, ANCHOR_START, STYLE_DIM, block->heat_map.legend);
        page->y += PAGE_LINE;
    }
    page->y += PAGE_LINE / 2;
}
