#include "view/view.h"

#include "base/vec.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void view_init(struct view *view)
{
    *view = (struct view){.title = "", .status = ""};
    arena_init(&view->arena);
}

void view_clear(struct view *view)
{
    arena_clear(&view->arena);
    view->title = view->status = "";
    view->count = view->essential = view->page = 0;
}

void view_essential(struct view *view)
{
    view->essential = view->count;
}

void view_pin(struct view *view)
{
    if (view->count)
        view->items[view->count - 1].pinned = true;
}

void view_release(struct view *view)
{
    arena_release(&view->arena);
    vec_release(view);
}

static const char *print(struct view *view, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = arena_new(&view->arena, length > 0 ? (size_t)length + 1 : 1, 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void view_title(struct view *view, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    view->title = print(view, format, arguments);
    va_end(arguments);
}

void view_status(struct view *view, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    view->status = print(view, format, arguments);
    va_end(arguments);
}

struct block *view_add(struct view *view, enum block_kind kind)
{
    struct block *block = vec_add(view);
    memset(block, 0, sizeof *block);
    block->kind = kind;
    return block;
}

static struct spans copy_spans(struct view *view, const struct span *spans, size_t count)
{
    struct span *copy = arena_new(&view->arena, count, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = (struct span){arena_string(&view->arena, spans[i].text), spans[i].style};
    return (struct spans){copy, count};
}

static struct spans one_span(struct view *view, const char *text, enum style style)
{
    struct span *span = arena_new(&view->arena, 1, sizeof *span);
    *span = (struct span){text, style};
    return (struct spans){span, 1};
}

void view_heading(struct view *view, const char *text)
{
    view_add(view, BLOCK_HEADING)->heading = one_span(view, arena_string(&view->arena, text), STYLE_TITLE);
}

void view_space(struct view *view)
{
    view_add(view, BLOCK_SPACE);
}

void view_text(struct view *view, enum style style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = print(view, format, arguments);
    va_end(arguments);
    view_add(view, BLOCK_PARAGRAPH)->paragraph.spans = one_span(view, text, style);
}

void view_spans(struct view *view, const struct span *spans, size_t count)
{
    view_add(view, BLOCK_PARAGRAPH)->paragraph.spans = copy_spans(view, spans, count);
}

void view_strip(struct view *view, const struct span *spans, size_t count, size_t selected)
{
    view_spans(view, spans, count);
    struct block *block = &view->items[view->count - 1];
    block->paragraph.strip = true;
    block->paragraph.selected = selected;
}

void view_line(struct view *view, const struct span *spans, size_t count, size_t yields, size_t note)
{
    view_spans(view, spans, count);
    struct block *block = &view->items[view->count - 1];
    block->paragraph.yields = yields;
    block->paragraph.note = note;
}

void view_late(struct view *view, size_t from)
{
    for (size_t i = from; i < view->count; i++)
        view->items[i].late = true;
}

static bool begins_with_number(const char *text)
{
    text += *text == '-' || *text == '+';
    return (*text >= '0' && *text <= '9') || !strcasecmp(text, "nan") || !strcasecmp(text, "inf");
}

bool view_column_is_numeric(const struct block *block, size_t column)
{
    for (size_t row = 1; block->table.numeric && column > 0 && row < block->table.rows; row++) {
        const char *text = block->table.cells[row * block->table.columns + column].text;
        if (text && begins_with_number(text))
            return true;
    }
    return false;
}
