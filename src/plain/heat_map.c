#include "plain/figure.h"

#include "plain/table.h"

#include <math.h>
#include <stdio.h>

/* A map of more than CELLS_MAX cells, of which at most one in SPARSE differs from the others, is told by those, at most OTHERS_MAX.
 */
enum { CELLS_MAX = 64, SPARSE = 5, OTHERS_MAX = 12 };

static const char *label_at(const char *const *labels, size_t index)
{
    return labels && labels[index] && labels[index][0] ? labels[index] : NULL;
}

/* Its name; else "row 2, column 3", with the labels where there are some; a column without one is told by the one before it, too. */
static void cell_name(struct str *out, const struct block *block, size_t cell, const struct render_options *options)
{
    size_t row = cell / block->heat_map.columns, column = cell % block->heat_map.columns, labelled = column;
    const char *row_label = label_at(block->heat_map.row_labels, row);
    const char *column_label = label_at(block->heat_map.column_labels, column), *name = label_at(block->heat_map.cell_names, cell);
    if (name) {
        render_clean(out, name, options);
        return;
    }
    if (row_label)
        render_clean(out, row_label, options);
    else
        str_addf(out, "row %zu", row);
    str_add(out, ", ");
    while (!column_label && labelled-- > 0)
        column_label = label_at(block->heat_map.column_labels, labelled);
    if (!column_label || labelled != column)
        str_addf(out, "column %zu", column);
    if (column_label && labelled != column)
        str_add(out, " after ");
    if (column_label)
        render_clean(out, column_label, options);
}

static void add_cell(struct str *out, const struct block *block, size_t cell, const struct render_options *options)
{
    str_addf(out, "%.4g (", block->heat_map.values[cell]);
    cell_name(out, block, cell, options);
    str_add_char(out, ')');
}

/* The cells that are not like most of the others, of a map that would be too long to hear. */
static void add_others(struct str *out, const struct block *block, double usual, const struct render_options *options)
{
    size_t cells = block->heat_map.rows * block->heat_map.columns, told = 0;
    for (size_t i = cells; i-- > 0;) {
        double value = block->heat_map.values[i];
        if (isnan(value) || value == usual)
            continue;
        str_add(out, told++ ? ", " : ", but for ");
        if (told > OTHERS_MAX) {
            str_add(out, "and more");
            break;
        }
        add_cell(out, block, i, options);
    }
}

static bool is_sparse(const struct block *block, double usual)
{
    size_t cells = block->heat_map.rows * block->heat_map.columns, others = 0;
    for (size_t i = 0; i < cells; i++)
        others += !isnan(block->heat_map.values[i]) && block->heat_map.values[i] != usual;
    return cells > CELLS_MAX && others * SPARSE <= cells;
}

/* The map in a sentence; true if that says it all. */
static bool add_summary(struct str *out, const struct block *block, const struct render_options *options)
{
    size_t cells = block->heat_map.rows * block->heat_map.columns;
    struct extremes at = figure_extremes(block->heat_map.values, cells);
    bool sparse = at.count > 0 && is_sparse(block, block->heat_map.values[at.low]);
    struct str text;
    str_init(&text);
    if (at.count == 0) {
        str_add(&text, "no values");
    } else if (sparse) {
        str_addf(&text, "%.4g everywhere", block->heat_map.values[at.low]);
        add_others(&text, block, block->heat_map.values[at.low], options);
    } else {
        str_add(&text, "lowest ");
        add_cell(&text, block, at.low, options);
        str_add(&text, ", highest ");
        add_cell(&text, block, at.high, options);
    }
    if (block->heat_map.selected < cells && !isnan(block->heat_map.values[block->heat_map.selected])) {
        str_add(&text, "; marked: ");
        add_cell(&text, block, block->heat_map.selected, options);
    }
    render_wrapped(out, "", text.text, options);
    str_release(&text);
    return sparse || at.count == 0;
}

static void set_heat_cell(struct grid *grid, const struct block *block, size_t row, size_t column)
{
    size_t cell = row * block->heat_map.columns + column;
    double value = block->heat_map.values[cell];
    char text[64];
    if (isnan(value))
        return;
    if (block->heat_map.groups) {
        snprintf(text, sizeof text, "%.4g [%u]", value, block->heat_map.groups[cell]);
        grid_text(grid, row + 1, column + 1, text);
    } else {
        grid_number(grid, row + 1, column + 1, value);
    }
}

static void add_cells(struct str *out, const struct block *block, const struct render_options *options)
{
    struct grid grid;
    char number[32];
    grid_init(&grid, block->heat_map.rows + 1, block->heat_map.columns + 1);
    for (size_t column = 0; column < block->heat_map.columns; column++) {
        snprintf(number, sizeof number, "%zu", column);
        grid_text(&grid, 0, column + 1, block->heat_map.column_labels ? block->heat_map.column_labels[column] : number);
    }
    for (size_t row = 0; row < block->heat_map.rows; row++) {
        snprintf(number, sizeof number, "row %zu", row);
        grid_text(&grid, row + 1, 0, block->heat_map.row_labels ? block->heat_map.row_labels[row] : number);
        for (size_t column = 0; column < block->heat_map.columns; column++)
            set_heat_cell(&grid, block, row, column);
    }
    grid_render(out, &grid, options);
    grid_release(&grid);
}

void figure_heat_map(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options)
{
    figure_title(words, block->heat_map.title, options);
    if (block->heat_map.rows == 0 || block->heat_map.columns == 0)
        return;
    bool complete = add_summary(words, block, options);
    figure_title(words, block->heat_map.legend, options);
    if (complete)
        return;
    if (block->heat_map.groups)
        figure_title(words, "Cells with the same number in brackets share mean and variance.", options);
    add_cells(numbers, block, options);
}
