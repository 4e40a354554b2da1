#include "tui/blocks.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { EDGE_WIDTH = 2 };

/* A text as it is written, and where the cursor is in it. */
struct field {
    const char *text;
    size_t length, cursor; /* bytes */
    size_t indent, columns;
};

static void prepare(struct painter *painter, const struct block *block, struct field *field)
{
    const char *text = block->field.text ? block->field.text : "";
    size_t length = strlen(text), cursor = block->field.cursor < length ? block->field.cursor : length;
    const char *before = painter_clean(painter, arena_string_n(&painter->arena, text, cursor));
    const char *after = painter_clean(painter, text + cursor);
    size_t label = block->field.beside ? painter_columns(painter, block->field.label) + 1 : 0;
    *field = (struct field){.cursor = strlen(before), .indent = block->indent + label};
    field->text = arena_print(&painter->arena, "%s%s", before, after);
    field->length = strlen(field->text);
    size_t room = painter_measure(painter, field->indent + EDGE_WIDTH);
    field->columns = room > 1 ? room - 1 : 1; /* the cursor stands behind the last character of a full line */
}

static bool holds_cursor(const struct field *field, size_t end, bool last)
{
    return field->cursor < end || last;
}

static void place_cursor(struct painter *painter, const struct field *field, size_t first, size_t row, size_t start)
{
    size_t column = utf8_width(field->text + start, field->cursor - start);
    if (column > field->columns) /* behind blanks that hang over the edge */
        column = field->columns;
    painter->spot = (struct spot){.present = true,
                                  .list = first,
                                  .first = row,
                                  .last = row,
                                  .row = row,
                                  .column = MARGIN + field->indent + EDGE_WIDTH + column};
}

static size_t paint_row(struct painter *painter, const struct field *field, size_t start, size_t end)
{
    size_t row = painter_row(painter);
    while (end > start && field->text[end - 1] == '\n')
        end--;
    painter_glyph(painter, row, field->indent, GLYPH_EDGE, STYLE_DIM);
    canvas_put(&painter->canvas, row, MARGIN + field->indent + EDGE_WIDTH, field->columns, field->text + start, end - start,
               STYLE_NORMAL);
    return row;
}

void block_field_paint(struct painter *painter, const struct block *block)
{
    struct field field;
    size_t first = painter->row;
    bool placed = !block->field.focused;
    prepare(painter, block, &field);
    if (block->field.label && block->field.label[0] && !block->field.beside)
        painter_text(painter, painter_row(painter), block->indent, painter_measure(painter, block->indent), block->field.label,
                     STYLE_DIM);
    size_t *breaks = mem_new(field.length + 2, sizeof *breaks);
    size_t lines = utf8_wrap(field.text, field.length, field.columns, breaks, field.length + 1);
    if (field.length && field.text[field.length - 1] == '\n') /* a line has begun in which nothing stands yet */
        breaks[lines++] = field.length;
    for (size_t i = 0, start = 0; i < lines; start = breaks[i++]) {
        size_t row = paint_row(painter, &field, start, breaks[i]);
        if (!placed && holds_cursor(&field, breaks[i], i + 1 == lines)) {
            place_cursor(painter, &field, first, row, start);
            placed = true;
        }
    }
    for (size_t i = lines; i < block->field.lines && i + 1 < painter->height; i++)
        painter_glyph(painter, painter_row(painter), field.indent, GLYPH_EDGE, STYLE_DIM);
    if (block->field.beside)
        painter_text(painter, first, block->indent, field.indent - block->indent, block->field.label, STYLE_DIM);
    free(breaks);
}
