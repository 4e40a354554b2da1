#include "plain/table.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_GAP = 2, MARK_WIDTH = 2 };

/* How wide a column is; numbers are aligned on the point, so that their two sides count apart. */
struct column {
    size_t left, right; /* left: the whole cell, or up to the point */
    bool numeric;
};

struct layout {
    char **texts; /* rows * columns, clean */
    struct column *columns;
    const struct block *block;
};

static const char *cell_text(const struct layout *layout, size_t row, size_t column)
{
    return layout->texts[row * layout->block->table.columns + column];
}

/* Columns of a number before its point, or before whatever follows its digits; a word is aligned at its end. */
static size_t integer_width(const char *text)
{
    size_t sign = *text == '-' || *text == '+', digits = strspn(text + sign, "0123456789");
    return digits ? sign + digits : utf8_width_string(text);
}

static void measure(struct layout *layout, size_t column)
{
    const struct block *block = layout->block;
    struct column *measured = &layout->columns[column];
    measured->numeric = view_column_is_numeric(block, column);
    for (size_t row = 0; row < block->table.rows; row++) {
        const char *text = cell_text(layout, row, column);
        size_t left = utf8_width_string(text), right = 0;
        if (measured->numeric && row > 0) {
            left = integer_width(text);
            right = utf8_width_string(text) - left;
        }
        measured->left = left > measured->left && (!measured->numeric || row > 0) ? left : measured->left;
        measured->right = right > measured->right ? right : measured->right;
    }
    if (measured->numeric) { /* the head stands over both sides */
        size_t head = utf8_width_string(cell_text(layout, 0, column));
        if (head > measured->left + measured->right)
            measured->left = head - measured->right;
    }
}

static void layout_init(struct layout *layout, const struct block *block, const struct render_options *options)
{
    size_t cells = block->table.rows * block->table.columns;
    *layout = (struct layout){.block = block};
    layout->texts = mem_new(cells, sizeof *layout->texts);
    layout->columns = mem_new(block->table.columns, sizeof *layout->columns);
    for (size_t i = 0; i < cells; i++) {
        struct str text;
        str_init(&text);
        render_clean(&text, block->table.cells[i].text ? block->table.cells[i].text : "", options);
        layout->texts[i] = str_take(&text);
    }
    for (size_t i = 0; i < block->table.columns; i++)
        measure(layout, i);
}

static void layout_release(struct layout *layout)
{
    for (size_t i = 0; i < layout->block->table.rows * layout->block->table.columns; i++)
        free(layout->texts[i]);
    free(layout->texts);
    free(layout->columns);
}

static size_t layout_width(const struct layout *layout)
{
    size_t width = layout->block->indent + (layout->block->table.selected ? MARK_WIDTH : 0);
    for (size_t i = 0; i < layout->block->table.columns; i++)
        width += layout->columns[i].left + layout->columns[i].right + (i ? COLUMN_GAP : 0);
    return width;
}

static void add_cell(struct str *out, const struct layout *layout, size_t row, size_t column)
{
    const struct column *measured = &layout->columns[column];
    const char *text = cell_text(layout, row, column);
    size_t width = utf8_width_string(text), before = 0;
    if (measured->numeric)
        before = row == 0 ? measured->left + measured->right - width : measured->left - integer_width(text);
    str_repeat(out, " ", before);
    str_add(out, text);
    str_repeat(out, " ", measured->left + measured->right - before - width);
}

static void end_line(struct str *out)
{
    while (out->length > 0 && out->text[out->length - 1] == ' ')
        str_remove(out, out->length - 1, 1);
    str_add_char(out, '\n');
}

static const char *row_mark(const struct block *block, size_t row)
{
    if (!block->table.selected)
        return "";
    return row == block->table.selected ? "> " : "  ";
}

static void add_columns(struct str *out, const struct layout *layout)
{
    for (size_t row = 0; row < layout->block->table.rows; row++) {
        str_repeat(out, " ", layout->block->indent);
        str_add(out, row_mark(layout->block, row));
        for (size_t column = 0; column < layout->block->table.columns; column++) {
            str_repeat(out, " ", column ? COLUMN_GAP : 0);
            add_cell(out, layout, row, column);
        }
        end_line(out);
    }
}

static bool is_index(const char *head)
{
    return *head && strspn(head, "0123456789") == strlen(head);
}

/* How many columns from `column` on are told at once: they hold the same, and are counted, or have no heads of their own. */
static size_t run_length(const struct layout *layout, size_t row, size_t column)
{
    bool counted = is_index(cell_text(layout, 0, column));
    size_t length = 1;
    for (; column + length < layout->block->table.columns; length++) {
        const char *head = cell_text(layout, 0, column + length);
        if ((counted ? !is_index(head) : *head) || strcmp(cell_text(layout, row, column), cell_text(layout, row, column + length)) != 0)
            break;
    }
    return length;
}

/* "batch mean 3.0214"; "at 3 = 0.25", "at 1 to 10 = 0.25"; "sample 0 = 0.25 4 times". */
static void add_run(struct str *text, const struct layout *layout, size_t row, size_t column, size_t length)
{
    const char *head = cell_text(layout, 0, column);
    bool counted = is_index(head), digit = head[0] && isdigit((unsigned char)head[strlen(head) - 1]);
    str_addf(text, "%s%s", counted ? "at " : "", head);
    if (counted && length > 1)
        str_addf(text, " to %s", cell_text(layout, 0, column + length - 1));
    str_addf(text, "%s%s", digit ? " = " : head[0] ? " " : "", cell_text(layout, row, column));
    if (!counted && length > 1)
        str_addf(text, " %zu times", length);
}

/* A row as a sentence: "ch 0: batch mean 3.0214, batch var 4.0973". */
static void add_sentence(struct str *out, const struct layout *layout, size_t row, const struct render_options *options)
{
    struct str first, text;
    str_init(&first), str_init(&text);
    str_repeat(&first, " ", layout->block->indent);
    str_add(&first, row_mark(layout->block, row));
    str_add(&text, cell_text(layout, row, 0));
    if (text.length && text.text[text.length - 1] == '.') /* a sentence that goes on */
        str_remove(&text, text.length - 1, 1);
    const char *separator = text.length ? ": " : "";
    for (size_t column = 1, length; column < layout->block->table.columns; column += length) {
        length = run_length(layout, row, column);
        if (!cell_text(layout, row, column)[0])
            continue;
        str_add(&text, separator);
        add_run(&text, layout, row, column, length);
        separator = ", ";
    }
    render_wrapped(out, first.text, text.text, options);
    str_release(&first), str_release(&text);
}

void table_render(struct str *out, const struct block *block, const struct render_options *options)
{
    struct layout layout;
    if (block->table.rows == 0 || block->table.columns == 0)
        return;
    layout_init(&layout, block, options);
    if (layout_width(&layout) <= options->width) {
        add_columns(out, &layout);
    } else {
        for (size_t row = 1; row < block->table.rows; row++)
            add_sentence(out, &layout, row, options);
    }
    layout_release(&layout);
}

void grid_init(struct grid *grid, size_t rows, size_t columns)
{
    *grid = (struct grid){.rows = rows, .columns = columns};
    arena_init(&grid->arena);
    grid->cells = arena_new(&grid->arena, rows * columns, sizeof *grid->cells);
    for (size_t i = 0; i < rows * columns; i++)
        grid->cells[i].text = "";
}

void grid_release(struct grid *grid)
{
    arena_release(&grid->arena);
}

void grid_text(struct grid *grid, size_t row, size_t column, const char *text)
{
    grid->cells[row * grid->columns + column].text = arena_string(&grid->arena, text ? text : "");
}

void grid_number(struct grid *grid, size_t row, size_t column, double value)
{
    if (!isnan(value))
        grid->cells[row * grid->columns + column].text = arena_print(&grid->arena, "%.4g", value == 0 ? 0 : value); /* no "-0" */
}

void grid_render(struct str *out, const struct grid *grid, const struct render_options *options)
{
    struct block block = {.kind = BLOCK_TABLE};
    block.table.cells = grid->cells;
    block.table.rows = grid->rows;
    block.table.columns = grid->columns;
    block.table.numeric = true;
    table_render(out, &block, options);
}
