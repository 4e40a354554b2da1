#include "tui/blocks.h"

enum { BAR_MAX = 20, BAR_MIN = 4 };

static size_t widest(struct painter *painter, const struct block *blocks, size_t count, bool labels)
{
    size_t width = 0;
    for (size_t i = 0; i < count; i++) {
        size_t columns = painter_columns(painter, labels ? blocks[i].gauge.label : blocks[i].gauge.words);
        width = columns > width ? columns : width;
    }
    return width;
}

/* Label, words, bar; on a narrow screen the bar shrinks first, then it is left out. */
void block_gauge_paint(struct painter *painter, const struct block *blocks, size_t count)
{
    size_t labels = widest(painter, blocks, count, true), words = widest(painter, blocks, count, false);
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &blocks[i];
        size_t row = painter_row(painter), room = painter_measure(painter, block->indent), column = block->indent, used = 0;
        bool plain = block->gauge.style == STYLE_NORMAL;
        if (labels) {
            painter_text(painter, row, column, room, block->gauge.label, STYLE_NORMAL);
            used = labels + GAP;
        }
        if (words && used < room) {
            painter_text(painter, row, column + used, room - used, block->gauge.words,
                         plain && labels ? STYLE_DIM : block->gauge.style);
            used += words + GAP;
        }
        if (used + BAR_MIN <= room)
            painter_bar(painter, row, column + used, room - used < BAR_MAX ? room - used : BAR_MAX, block->gauge.share,
                        plain ? STYLE_KEY : block->gauge.style);
    }
}
