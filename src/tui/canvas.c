#include "tui/canvas.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const struct canvas_cell blank = {.width = 1};

void canvas_init(struct canvas *canvas)
{
    *canvas = (struct canvas){0};
}

void canvas_release(struct canvas *canvas)
{
    free(canvas->cells);
    canvas_init(canvas);
}

void canvas_grow(struct canvas *canvas, size_t rows)
{
    if (rows <= canvas->rows)
        return;
    size_t used = canvas->rows * canvas->columns, needed = rows * canvas->columns;
    if (needed > canvas->capacity) {
        canvas->capacity = 2 * needed;
        canvas->cells = mem_resize(canvas->cells, canvas->capacity, sizeof *canvas->cells);
    }
    for (size_t i = used; i < needed; i++)
        canvas->cells[i] = blank;
    canvas->rows = rows;
}

void canvas_reset(struct canvas *canvas, size_t rows, size_t columns)
{
    canvas->rows = 0;
    canvas->columns = columns;
    canvas_grow(canvas, rows);
}

struct canvas_cell *canvas_at(const struct canvas *canvas, size_t row, size_t column)
{
    return &canvas->cells[row * canvas->columns + column];
}

static bool is_drawable(const char *text, size_t length)
{
    unsigned char first = (unsigned char)text[0], second = length > 1 ? (unsigned char)text[1] : 0;
    bool control = first < 0x20 || first == 0x7f || (length == 2 && first == 0xc2 && second < 0xa0);
    return !control && length < CANVAS_CELL_BYTES && utf8_valid(text, length);
}

/* A character that is overwritten in part leaves blanks. */
static void uncover(struct canvas *canvas, size_t row, size_t column)
{
    while (column > 0 && canvas_at(canvas, row, column)->width == 0)
        column--;
    size_t width = canvas_at(canvas, row, column)->width;
    for (size_t i = column; width > 1 && i < column + width; i++)
        *canvas_at(canvas, row, i) = (struct canvas_cell){.width = 1, .style = canvas_at(canvas, row, i)->style};
}

static void set(struct canvas *canvas, size_t row, size_t column, const char *text, size_t length, size_t width, enum style style)
{
    for (size_t i = 0; i < width; i++) {
        uncover(canvas, row, column + i);
        *canvas_at(canvas, row, column + i) = (struct canvas_cell){.style = (unsigned char)style};
    }
    struct canvas_cell *cell = canvas_at(canvas, row, column);
    memcpy(cell->text, text, length);
    cell->width = (unsigned char)width;
}

size_t canvas_put(struct canvas *canvas, size_t row, size_t column, size_t limit, const char *text, size_t length, enum style style)
{
    if (row >= canvas->rows || column >= canvas->columns)
        return 0;
    size_t room = canvas->columns - column, written = 0;
    room = limit < room ? limit : room;
    while (length > 0) {
        size_t used = utf8_next(text, length);
        bool drawable = is_drawable(text, used);
        size_t width = drawable ? utf8_width(text, used) : 1;
        if (written + width > room)
            break;
        if (width)
            set(canvas, row, column + written, drawable ? text : "?", drawable ? used : 1, width, style);
        written += width;
        text += used;
        length -= used;
    }
    return written;
}

size_t canvas_text(struct canvas *canvas, size_t row, size_t column, const char *text, enum style style)
{
    return canvas_put(canvas, row, column, canvas->columns, text, strlen(text), style);
}

void canvas_repeat(struct canvas *canvas, size_t row, size_t column, const char *text, size_t times, enum style style)
{
    for (size_t i = 0; i < times; i++)
        canvas_put(canvas, row, column + i, 1, text, strlen(text), style);
}

void canvas_copy(struct canvas *canvas, size_t to, size_t column, const struct canvas *source, size_t from, size_t count)
{
    for (size_t i = 0; i < count && from + i < source->rows && to + i < canvas->rows; i++)
        for (size_t j = 0; j < source->columns && column + j < canvas->columns; j++) {
            struct canvas_cell *cell = canvas_at(canvas, to + i, column + j);
            *cell = *canvas_at(source, from + i, j);
            if (column + j + cell->width > canvas->columns) /* a wide one at the edge */
                *cell = blank;
        }
}

void canvas_row_text(const struct canvas *canvas, size_t row, struct str *out)
{
    size_t end = out->length;
    for (size_t column = 0; column < canvas->columns; column++) {
        const struct canvas_cell *cell = canvas_at(canvas, row, column);
        if (cell->width)
            str_add(out, cell->text[0] ? cell->text : " ");
        if (cell->text[0] && strcmp(cell->text, " ") != 0)
            end = out->length;
    }
    str_remove(out, end, out->length - end);
}
