#include "tui/blocks.h"

enum {
    USUAL_ROWS = 20, /* views are made for a window of so many */
    SPARE_MAX = 10,
    PINNED_EIGHTHS = 3 /* of the window, at most: the rest needs room */
};

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

/* Returns the number of the last block that was painted: gauges are taken together. */
static size_t paint(struct painter *painter, const struct view *view, size_t index)
{
    const struct block *block = &view->items[index];
    size_t count = block->kind == BLOCK_GAUGE ? run_of_gauges(view, index) : 1;
    if (block->kind == BLOCK_SPACE)
        painter_row(painter);
    else if (block->kind == BLOCK_GAUGE)
        block_gauge_paint(painter, block, count);
    else
        paint_block[block->kind](painter, block);
    return index + count - 1;
}

/* What could wait, where it had to. */
static void paint_late(struct painter *painter, const struct view *view)
{
    bool any = false;
    for (size_t i = 0; i < view->count; i++) {
        if (!view->items[i].late || view->items[i].kind == BLOCK_SPACE)
            continue;
        if (!any)
            painter_row(painter);
        any = true;
        i = paint(painter, view, i);
    }
}

/* Higher windows have room for higher curves. */
static size_t spare_rows(const struct painter *painter, const struct view *view)
{
    size_t figures = 0;
    for (size_t i = 0; i < view->count; i++)
        figures += view->items[i].kind == BLOCK_PLOT || view->items[i].kind == BLOCK_SCATTER;
    if (!figures || painter->height <= USUAL_ROWS)
        return 0;
    size_t spare = (painter->height - USUAL_ROWS) / figures;
    return spare < SPARE_MAX ? spare : SPARE_MAX;
}

void blocks_paint(struct painter *painter, const struct view *view)
{
    painter->spare = spare_rows(painter, view);
    for (size_t i = 0; i < view->count; i++) {
        if (!(painter_scarce(painter) && view->items[i].late))
            i = paint(painter, view, i);
        if (i < view->essential)
            painter->essential = painter->row;
        if (view->items[i].pinned && painter->row * 8 <= painter->height * PINNED_EIGHTHS)
            painter->pinned = painter->row;
    }
    if (painter_scarce(painter))
        paint_late(painter, view);
}
