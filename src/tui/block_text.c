#include "tui/blocks.h"

void block_text_paint(struct painter *painter, const struct block *block)
{
    size_t column = block->indent, first = painter->row;
    const char *marker = block->kind == BLOCK_PARAGRAPH ? block->paragraph.marker : NULL;
    if (marker)
        column += painter_columns(painter, marker) + 1;
    const struct spans *spans = block->kind == BLOCK_HEADING ? &block->heading : &block->paragraph.spans;
    painter_spans(painter, column, painter_measure(painter, column), spans, true, false);
    if (marker)
        painter_text(painter, first, block->indent, column - block->indent, marker, STYLE_DIM);
}
