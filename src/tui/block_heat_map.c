#include "tui/blocks.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { CHANNEL_STYLES = 4, CELL_COLUMNS = 2 };

struct grid {
    const struct block *block;
    size_t label;        /* columns of the row labels, with the gap */
    size_t cell;         /* columns of a cell: 2, or 1 where there is no room */
    size_t first, count; /* the columns of cells that are shown */
};

/* Of more than `room` columns: the last ones, as the newest days of a calendar, unless the marked cell is in a piece before them. */
static size_t first_column(const struct block *block, size_t room)
{
    size_t columns = block->heat_map.columns, marked = block->heat_map.selected, column = marked % columns;
    bool before = marked < block->heat_map.rows * columns && column < columns - room;
    return before ? column / room * room : columns - room;
}

static void measure(struct painter *painter, const struct block *block, struct grid *grid)
{
    size_t room = painter_width(painter, block->indent);
    *grid = (struct grid){.block = block, .cell = CELL_COLUMNS, .count = block->heat_map.columns};
    for (size_t i = 0; block->heat_map.row_labels && i < block->heat_map.rows; i++) {
        size_t label = painter_columns(painter, block->heat_map.row_labels[i]) + 1;
        grid->label = label > grid->label ? label : grid->label;
    }
    room = room > grid->label ? room - grid->label : 1;
    if (grid->count * grid->cell > room)
        grid->cell = 1;
    if (grid->count > room) {
        grid->first = first_column(block, room);
        grid->count = room;
    }
}

static enum style cell_style(const struct block *block, size_t cell)
{
    if (!block->heat_map.groups)
        return STYLE_BEGINNER;
    return (enum style)(STYLE_CHANNEL_0 + block->heat_map.groups[cell] % CHANNEL_STYLES);
}

static size_t shade_of(const struct block *block, double value)
{
    double span = block->heat_map.high - block->heat_map.low;
    double share = span > 0 ? (value - block->heat_map.low) / span : 0;
    if (!(share > 0))
        return 0;
    size_t shade = (size_t)ceil(share * (GLYPH_SHADES - 1));
    return shade < GLYPH_SHADES ? shade : GLYPH_SHADES - 1;
}

static void paint_cell(struct painter *painter, const struct grid *grid, size_t row, size_t column, size_t cell)
{
    double value = grid->block->heat_map.values[cell];
    size_t shade = shade_of(grid->block, value);
    const char *text = painter->glyphs->shades[shade];
    enum style style = shade ? cell_style(grid->block, cell) : STYLE_DIM;
    if (!isnan(value))
        canvas_repeat(&painter->canvas, row, MARGIN + column, text, shade ? grid->cell : 1, style);
    if (cell != grid->block->heat_map.selected)
        return;
    painter_glyph(painter, row, column, GLYPH_OPEN, STYLE_SELECTED);
    if (grid->cell > 1)
        painter_glyph(painter, row, column + 1, GLYPH_CLOSE, STYLE_SELECTED);
}

/* A label stands over the column where it begins, if the one before leaves room. */
static void paint_column_labels(struct painter *painter, const struct grid *grid)
{
    size_t row = painter_row(painter), free_from = 0;
    for (size_t i = 0; i < grid->count; i++) {
        const char *label = painter_clean(painter, grid->block->heat_map.column_labels[grid->first + i]);
        size_t at = grid->block->indent + grid->label + i * grid->cell, width = utf8_width_string(label);
        if (!width || at < free_from || at + width > painter->width)
            continue;
        painter_text(painter, row, at, width, label, STYLE_DIM);
        free_from = at + width + 1;
    }
}

void block_heat_map_paint(struct painter *painter, const struct block *block)
{
    struct grid grid;
    size_t indent = block->indent, wide = painter_width(painter, indent);
    measure(painter, block, &grid);
    painter_title(painter, indent, block->heat_map.title);
    if (block->heat_map.column_labels)
        paint_column_labels(painter, &grid);
    for (size_t i = 0; i < block->heat_map.rows; i++) {
        size_t row = painter_row(painter);
        if (block->heat_map.row_labels)
            painter_text(painter, row, indent, grid.label, block->heat_map.row_labels[i], STYLE_DIM);
        for (size_t j = 0; j < grid.count; j++)
            paint_cell(painter, &grid, row, indent + grid.label + j * grid.cell, i * block->heat_map.columns + grid.first + j);
    }
    if (block->heat_map.legend && block->heat_map.legend[0])
        painter_text(painter, painter_row(painter), indent, wide, block->heat_map.legend, STYLE_DIM);
}
