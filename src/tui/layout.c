#include "tui/layout_inside.h"

#include "base/utf8.h"
#include "tui/blocks.h"
#include "tui/footer.h"
#include "tui/head.h"

#include <stdio.h>
#include <string.h>

enum {
    FOOT_ROWS = 2,      /* a row that tells of more, and the keys */
    AIRY_ROWS = 30,     /* screens from this height on have an empty row under the rule */
    NOTHING_BELOW = 2,  /* rows or columns with less are left alone */
    WORDY_COLUMNS = 60  /* pages from this width on have room for whole phrases */
};

void layout_init(struct screen_layout *layout)
{
    *layout = (struct screen_layout){0};
    canvas_init(&layout->screen);
    canvas_init(&layout->last);
    painter_init(&layout->body);
}

void layout_release(struct screen_layout *layout)
{
    canvas_release(&layout->screen);
    canvas_release(&layout->last);
    painter_release(&layout->body);
}

bool layout_too_small(size_t rows, size_t columns)
{
    return rows < SCREEN_ROWS_MIN || columns < SCREEN_COLUMNS_MIN;
}

static size_t page_columns(const struct frame *frame)
{
    return frame->columns < PAGE_COLUMNS_MAX ? frame->columns : PAGE_COLUMNS_MAX;
}

static size_t page_left(const struct frame *frame)
{
    return (frame->columns - page_columns(frame)) / 2;
}

static size_t head_rows(const struct frame *frame)
{
    return HEAD_ROWS + (frame->rows >= AIRY_ROWS);
}

/* The longest of `count` texts that fits, in the middle of `row`; the last of all is an ellipsis. */
static void say_in_middle(struct screen_layout *layout, const struct frame *frame, size_t row, const char *const *texts,
                          size_t count)
{
    const char *text = frame->glyphs->text[GLYPH_ELLIPSIS];
    for (size_t i = count; i-- > 0;)
        if (strlen(texts[i]) <= frame->columns)
            text = texts[i];
    canvas_text(&layout->screen, row, (frame->columns - utf8_width_string(text)) / 2, text, STYLE_NORMAL);
}

static void say_too_small(struct screen_layout *layout, const struct frame *frame)
{
    static const char what[] = "terminal too small";
    char all[64], need[24], size[16];
    snprintf(size, sizeof size, "%dx%d", SCREEN_COLUMNS_MIN, SCREEN_ROWS_MIN);
    snprintf(need, sizeof need, "need %s", size);
    snprintf(all, sizeof all, "%s (%zux%zu, %s)", what, frame->columns, frame->rows, need);
    const char *const texts[] = {all, need, size}, *const first[] = {what};
    layout->window = 0;
    layout->cursor_row = layout->cursor_column = 0;
    if (frame->rows < NOTHING_BELOW || frame->columns < NOTHING_BELOW)
        return;
    size_t row = frame->rows / 2;
    if (strlen(all) > frame->columns && strlen(what) <= frame->columns)
        say_in_middle(layout, frame, row - 1, first, 1);
    say_in_middle(layout, frame, row, texts, 3);
}

static void trim(struct screen_layout *layout)
{
    struct str text;
    str_init(&text);
    layout->content = layout->body.row;
    while (layout->content > 0) {
        str_clear(&text);
        canvas_row_text(&layout->body.canvas, layout->content - 1, &text);
        if (text.length || (layout->body.spot.present && layout->body.spot.last + 1 >= layout->content))
            break;
        layout->content--;
    }
    str_release(&text);
}

/* What was painted last is kept to be compared with. */
static void keep_last(struct screen_layout *layout)
{
    struct canvas last = layout->last;
    layout->last = layout->body.canvas;
    layout->last_content = layout->content;
    layout->body.canvas = last;
}

/* "↓ 13 more below": returns the columns written, with a gap. */
static size_t paint_count(struct screen_layout *layout, const struct frame *frame, size_t column, enum glyph glyph, size_t count,
                          const char *where)
{
    size_t row = frame->rows - FOOT_ROWS, start = column;
    const char *more = page_columns(frame) < WORDY_COLUMNS ? "" : "more ";
    const char *words = arena_print(&layout->body.arena, " %zu %s%s", count, more, where);
    column += canvas_text(&layout->screen, row, column, frame->glyphs->text[glyph], STYLE_KEY);
    column += canvas_text(&layout->screen, row, column, words, STYLE_DIM);
    return column - start + GAP;
}

/* How much stands above and below the window, and which key shows it. */
static void paint_more(struct screen_layout *layout, const struct frame *frame)
{
    size_t row = frame->rows - FOOT_ROWS, column = page_left(frame) + MARGIN;
    if (layout->top)
        column += paint_count(layout, frame, column, GLYPH_ABOVE, layout->top, "above");
    if (!layout_more_below(layout))
        return;
    column += paint_count(layout, frame, column, GLYPH_BELOW, layout->content - layout->top - layout->window, "below");
    bool space = !layout->body.spot.present && !frame->writing;
    const char *key =
        arena_print(&layout->body.arena, "%s %s", frame->glyphs->text[GLYPH_SEPARATOR], space ? "space" : "page down");
    canvas_text(&layout->screen, row, column - 1, key, STYLE_DIM);
}

/* What is pinned covers nothing before the rest is scrolled. */
/* On the selected thing, where readers of the screen look; without one on the keys. */
static void place_cursor(struct screen_layout *layout, const struct frame *frame)
{
    bool visible = layout_spot_visible(layout);
    layout->cursor_row = visible ? head_rows(frame) + layout->body.spot.row - layout->top : frame->rows - 1;
    layout->cursor_column = page_left(frame) + (visible ? layout->body.spot.column : MARGIN);
}

void layout_update(struct screen_layout *layout, const struct frame *frame)
{
    canvas_reset(&layout->screen, frame->rows, frame->columns);
    if (layout_too_small(frame->rows, frame->columns)) {
        say_too_small(layout, frame);
        return;
    }
    size_t left = page_left(frame), head = head_rows(frame);
    layout->window = frame->rows - head - FOOT_ROWS;
    keep_last(layout);
    painter_start(&layout->body, frame->glyphs, page_columns(frame), layout->window);
    blocks_paint(&layout->body, frame->view);
    trim(layout);
    layout->pinned = layout->body.pinned;
    layout_follow(layout, frame);
    head_paint(&layout->screen, &layout->body, left + MARGIN, page_columns(frame) - 2 * MARGIN, frame->view);
    canvas_copy(&layout->screen, head, left, &layout->body.canvas, layout->top,
                layout->content - layout->top < layout->window ? layout->content - layout->top : layout->window);
    canvas_copy(&layout->screen, head, left, &layout->body.canvas, 0, layout->pinned);
    paint_more(layout, frame);
    footer_paint(&layout->screen, frame->rows - 1, left + MARGIN, page_columns(frame) - 2 * MARGIN, frame->live, frame->writing,
                 &layout->body);
    place_cursor(layout, frame);
}
