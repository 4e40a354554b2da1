#include "svg/page.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { BASELINE = 13, GAP = 2 };

/* Columns that each column of the table takes, narrowed together where they are too many for the page. */
static double *column_widths(const struct block *block)
{
    size_t columns = block->table.columns;
    double *widths = mem_new(columns, sizeof *widths), sum = 0;
    for (size_t column = 0; column < columns; column++) {
        size_t widest = 0;
        for (size_t row = 0; row < block->table.rows; row++) {
            size_t width = utf8_width_string(block->table.cells[row * columns + column].text);
            widest = width > widest ? width : widest;
        }
        widths[column] = ((double)widest + GAP) * PAGE_CHARACTER;
        sum += widths[column];
    }
    double room = PAGE_WIDTH - PAGE_MARGIN - page_left(block->indent);
    for (size_t column = 0; sum > room && column < columns; column++)
        widths[column] *= room / sum;
    return widths;
}

void page_table(struct page *page, const struct block *block)
{
    double *widths = column_widths(block);
    for (size_t row = 0; row < block->table.rows; row++) {
        double x = page_left(block->indent);
        for (size_t column = 0; column < block->table.columns; column++) {
            const struct cell *cell = &block->table.cells[row * block->table.columns + column];
            bool number = view_column_is_numeric(block, column);
            double at = number ? x + widths[column] - GAP * PAGE_CHARACTER : x;
            page_text(page, at, page->y + BASELINE, number ? ANCHOR_END : ANCHOR_START, cell->style, cell->text);
            x += widths[column];
        }
        page->y += PAGE_LINE;
    }
    free(widths);
}
