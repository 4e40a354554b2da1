#include "tui/blocks.h"

#include "base/utf8.h"

#include <string.h>

enum { EDGE_WIDTH = 2, CODE_COLUMNS_MIN = 8 };

/* One line behind the edge.  What does not fit goes on below: the end of a line of code must not get lost. */
static void paint_line(struct painter *painter, size_t indent, const char *line, size_t length)
{
    size_t room = painter_width(painter, indent + EDGE_WIDTH);
    bool continued = false;
    if (room < CODE_COLUMNS_MIN)
        room = CODE_COLUMNS_MIN;
    do {
        size_t row = painter_row(painter), column = indent + EDGE_WIDTH, left = room;
        painter_glyph(painter, row, indent, GLYPH_EDGE, STYLE_DIM);
        if (continued) {
            painter_glyph(painter, row, column, GLYPH_CONTINUED, STYLE_DIM);
            column += 2;
            left -= 2;
        }
        size_t used = utf8_fit(line, length, left);
        if (used == 0)
            used = utf8_next(line, length);
        canvas_put(&painter->canvas, row, MARGIN + column, left, line, used, STYLE_CODE);
        line += used;
        length -= used;
        continued = true;
    } while (length > 0);
}

void block_code_paint(struct painter *painter, const struct block *block)
{
    size_t indent = block->indent + MARGIN, first = painter->row;
    const char *text = painter_clean(painter, block->code.text);
    size_t widest = 0;
    do {
        size_t length = strcspn(text, "\n"), width = utf8_width(text, length);
        widest = width > widest ? width : widest;
        paint_line(painter, indent, text, length);
        text += length;
    } while (*text++ == '\n' && *text);
    const char *language = block->code.language;
    size_t label = language ? painter_columns(painter, language) : 0, room = painter_measure(painter, 0);
    if (label && indent + EDGE_WIDTH + widest + GAP + label <= room) /* right above, where no line reaches */
        painter_text(painter, first, room - label, label, language, STYLE_DIM);
}
