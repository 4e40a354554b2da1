#include "tui/blocks.h"

/* Columns of the spans from `first` to `last` of a strip, and of an ellipsis at each end that is cut. */
static size_t strip_columns(struct painter *painter, const struct spans *spans, size_t first, size_t last)
{
    size_t columns = 2 * ((first > 0) + (last + 1 < spans->count));
    for (size_t i = first; i <= last; i++)
        columns += painter_columns(painter, spans->items[i].text);
    return columns;
}

/* On one line, from as far left as the selected thing allows, with the one behind it in sight if that is possible. */
static void paint_strip(struct painter *painter, const struct block *block)
{
    const struct spans *spans = &block->paragraph.spans;
    size_t room = painter_measure(painter, block->indent), row = painter_row(painter), column = block->indent, first = 0;
    size_t last = block->paragraph.selected < spans->count ? block->paragraph.selected : 0;
    size_t next = last + 2 < spans->count ? last + 2 : last;
    while (first < last && strip_columns(painter, spans, first, next) > room)
        first += 2;
    while (last + 2 < spans->count && strip_columns(painter, spans, first, last + 2) <= room)
        last += 2;
    const char *cut = painter->glyphs->text[GLYPH_ELLIPSIS];
    if (first > 0)
        column += painter_text(painter, row, column, 1, cut, STYLE_DIM) + 1;
    for (size_t i = first; i <= last && i < spans->count; i++)
        column += painter_text(painter, row, column, block->indent + room - column, spans->items[i].text, spans->items[i].style);
    if (last + 1 < spans->count)
        painter_text(painter, row, column + 1, 1, cut, STYLE_DIM);
}

/* On as many lines as it takes; no thing is parted by the end of one. */
static void paint_strip_lines(struct painter *painter, const struct block *block)
{
    const struct spans *spans = &block->paragraph.spans;
    size_t end = block->indent + painter_measure(painter, block->indent), column = block->indent, row = painter_row(painter);
    for (size_t i = 0; i < spans->count; i += 2) {
        size_t gap = i ? painter_columns(painter, spans->items[i - 1].text) : 0;
        if (i && column + gap + painter_columns(painter, spans->items[i].text) > end) {
            row = painter_row(painter);
            column = block->indent;
            gap = 0;
        }
        column += gap;
        column += painter_text(painter, row, column, end - column, spans->items[i].text, spans->items[i].style);
    }
}

/* On one line: the note is left out unless it fits, and what yields is cut. */
static void paint_line(struct painter *painter, const struct block *block)
{
    const struct spans *spans = &block->paragraph.spans;
    size_t row = painter_row(painter), room = painter_measure(painter, block->indent), column = block->indent, columns = 0, shown = 0;
    for (size_t i = 0; i < spans->count; i++) {
        size_t width = painter_columns(painter, spans->items[i].text);
        if (i >= block->paragraph.note && columns + width > room)
            break;
        columns += width;
        shown++;
    }
    size_t over = columns > room ? columns - room : 0;
    for (size_t i = 0; i < shown; i++) {
        size_t width = painter_columns(painter, spans->items[i].text), left = block->indent + room - column;
        size_t limit = i == block->paragraph.yields ? (width > over ? width - over : 1) : left;
        column += painter_text(painter, row, column, limit < left ? limit : left, spans->items[i].text, spans->items[i].style);
    }
}

void block_text_paint(struct painter *painter, const struct block *block)
{
    size_t column = block->indent, first = painter->row;
    const char *marker = block->kind == BLOCK_PARAGRAPH ? block->paragraph.marker : NULL;
    if (block->kind == BLOCK_PARAGRAPH && block->paragraph.strip) {
        (painter_scarce(painter) ? paint_strip : paint_strip_lines)(painter, block);
        return;
    }
    if (block->kind == BLOCK_PARAGRAPH && block->paragraph.note && painter_scarce(painter)) {
        paint_line(painter, block);
        return;
    }
    if (marker)
        column += painter_columns(painter, marker) + 1;
    const struct spans *spans = block->kind == BLOCK_HEADING ? &block->heading : &block->paragraph.spans;
    painter_spans(painter, column, painter_measure(painter, column), spans, true, false);
    if (marker)
        painter_text(painter, first, block->indent, column - block->indent, marker, STYLE_DIM);
}
