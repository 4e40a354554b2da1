/*
 * How each kind of block is drawn: one file a kind, every one of them adding rows to a painter.
 */
#ifndef TUI_BLOCKS_H
#define TUI_BLOCKS_H

#include "tui/paint.h"

/* All blocks of a view, from the top down. */
void blocks_paint(struct painter *painter, const struct view *view);

/* Headings and paragraphs. */
void block_text_paint(struct painter *painter, const struct block *block);
void block_code_paint(struct painter *painter, const struct block *block);
void block_choices_paint(struct painter *painter, const struct block *block);
void block_field_paint(struct painter *painter, const struct block *block);

/* `count` gauges that stand under each other, with their bars aligned. */
void block_gauge_paint(struct painter *painter, const struct block *blocks, size_t count);
void block_table_paint(struct painter *painter, const struct block *block);
void block_plot_paint(struct painter *painter, const struct block *block);
void block_histogram_paint(struct painter *painter, const struct block *block);
void block_heat_map_paint(struct painter *painter, const struct block *block);
void block_scatter_paint(struct painter *painter, const struct block *block);

#endif
