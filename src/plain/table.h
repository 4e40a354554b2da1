/*
 * Tables and pictures as text: columns where they fit, otherwise one sentence a row.
 */
#ifndef PLAIN_TABLE_H
#define PLAIN_TABLE_H

#include "plain/passage.h"

/* Adds the lines of a BLOCK_TABLE. */
void table_render(struct str *out, const struct block *block, const struct render_options *options);

/* A table that is being filled with numbers, for the pictures. */
struct grid {
    struct arena arena;
    struct cell *cells; /* rows * columns, the first row is the head */
    size_t rows, columns;
};

void grid_init(struct grid *grid, size_t rows, size_t columns);
void grid_release(struct grid *grid);
void grid_text(struct grid *grid, size_t row, size_t column, const char *text);
void grid_number(struct grid *grid, size_t row, size_t column, double value);
void grid_render(struct str *out, const struct grid *grid, const struct render_options *options);

#endif
