#include "tui/blocks.h"

static void (*const paint_block[])(struct painter *, const struct block *) = {
    [BLOCK_HEADING] = block_text_paint,    [BLOCK_PARAGRAPH] = block_text_paint,      [BLOCK_CODE] = block_code_paint,
    [BLOCK_CHOICES] = block_choices_paint, [BLOCK_FIELD] = block_field_paint,         [BLOCK_TABLE] = block_table_paint,
    [BLOCK_PLOT] = block_plot_paint,       [BLOCK_HISTOGRAM] = block_histogram_paint, [BLOCK_HEAT_MAP] = block_heat_map_paint,
    [BLOCK_SCATTER] = block_scatter_paint,
};

static size_t run_of_gauges(const struct view *view, size_t from)
{
    size_t end = from;
    while (end < view->count && view->items[end].kind == BLOCK_GAUGE)
        end++;
    return end - from;
}

void blocks_paint(struct painter *painter, const struct view *view)
{
    for (size_t i = 0; i < view->count; i++) {
        const struct block *block = &view->items[i];
        if (block->kind == BLOCK_SPACE) {
            painter_row(painter);
        } else if (block->kind == BLOCK_GAUGE) {
            size_t count = run_of_gauges(view, i);
            block_gauge_paint(painter, block, count);
            i += count - 1;
        } else {
            paint_block[block->kind](painter, block);
        }
        if (i < view->essential)
            painter->essential = painter->row;
        if (i < view->pinned)
            painter->pinned = painter->row;
    }
}
