#include "tui/paint.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { SCARCE_ROWS = 14 };

static const char tab[] = "    ";

void painter_init(struct painter *painter)
{
    *painter = (struct painter){0};
    canvas_init(&painter->canvas);
    arena_init(&painter->arena);
}

void painter_release(struct painter *painter)
{
    canvas_release(&painter->canvas);
    arena_release(&painter->arena);
}

void painter_start(struct painter *painter, const struct glyphs *glyphs, size_t columns, size_t height)
{
    arena_clear(&painter->arena);
    canvas_reset(&painter->canvas, 0, columns);
    painter->glyphs = glyphs;
    painter->row = 0;
    painter->width = columns > 2 * MARGIN ? columns - 2 * MARGIN : 1;
    painter->height = height;
    painter->spot = (struct spot){0};
    painter->essential = painter->pinned = 0;
}

size_t painter_row(struct painter *painter)
{
    canvas_grow(&painter->canvas, painter->row + 1);
    return painter->row++;
}

const char *painter_clean(struct painter *painter, const char *text)
{
    if (!text)
        return "";
    struct str clean;
    str_init(&clean);
    if (painter->glyphs->ascii)
        ascii_add(&clean, text);
    else
        str_add(&clean, text);
    for (size_t at = 0; at < clean.length; at++)
        if (clean.text[at] == '\t') {
            str_remove(&clean, at, 1);
            str_insert(&clean, at, tab);
        }
    const char *copy = arena_string_n(&painter->arena, clean.text, clean.length);
    str_release(&clean);
    return copy;
}

bool painter_scarce(const struct painter *painter)
{
    return painter->height < SCARCE_ROWS;
}

size_t painter_width(const struct painter *painter, size_t indent)
{
    return painter->width > indent + 1 ? painter->width - indent : 1;
}

size_t painter_measure(const struct painter *painter, size_t indent)
{
    size_t width = painter_width(painter, indent);
    size_t measure = MEASURE_MAX > indent ? MEASURE_MAX - indent : 1;
    return width < measure ? width : measure;
}

size_t painter_columns(struct painter *painter, const char *text)
{
    return utf8_width_string(painter_clean(painter, text));
}

size_t painter_text(struct painter *painter, size_t row, size_t column, size_t limit, const char *text, enum style style)
{
    const char *clean = painter_clean(painter, text);
    size_t length = strlen(clean), at = MARGIN + column;
    if (utf8_width(clean, length) <= limit)
        return canvas_put(&painter->canvas, row, at, limit, clean, length, style);
    if (limit == 0)
        return 0;
    size_t written = canvas_put(&painter->canvas, row, at, limit - 1, clean, utf8_fit(clean, length, limit - 1), style);
    return written + canvas_text(&painter->canvas, row, at + written, painter->glyphs->text[GLYPH_ELLIPSIS], style);
}

void painter_glyph(struct painter *painter, size_t row, size_t column, enum glyph glyph, enum style style)
{
    canvas_text(&painter->canvas, row, MARGIN + column, painter->glyphs->text[glyph], style);
}

void painter_title(struct painter *painter, size_t indent, const char *title)
{
    const struct span span = {title, STYLE_STRONG};
    if (title && title[0])
        painter_spans(painter, indent, painter_width(painter, indent), &(struct spans){&span, 1}, true, false);
}

enum style lit_style(enum style style, bool lit)
{
    if (!lit)
        return style;
    return style == STYLE_NORMAL ? STYLE_SELECTED : style == STYLE_DIM ? STYLE_NORMAL : style;
}

/* Spans as one clean text, with the byte at which each ends. */
struct joined {
    struct str text;
    size_t *ends;
};

static void join(struct painter *painter, const struct spans *spans, struct joined *joined)
{
    str_init(&joined->text);
    joined->ends = mem_new(spans->count, sizeof *joined->ends);
    for (size_t i = 0; i < spans->count; i++) {
        str_add(&joined->text, painter_clean(painter, spans->items[i].text));
        joined->ends[i] = joined->text.length;
    }
}

/* One line of joined spans, each part in its style. */
static void paint_line(struct painter *painter, size_t row, size_t column, size_t columns, const struct spans *spans,
                       const struct joined *joined, size_t start, size_t end, bool lit)
{
    while (end > start && (joined->text.text[end - 1] == '\n' || joined->text.text[end - 1] == ' '))
        end--;
    size_t written = 0;
    for (size_t i = 0; i < spans->count && start < end; i++) {
        size_t stop = joined->ends[i] < end ? joined->ends[i] : end;
        if (stop <= start)
            continue;
        written += canvas_put(&painter->canvas, row, MARGIN + column + written, columns - written, joined->text.text + start,
                              stop - start, lit_style(spans->items[i].style, lit));
        start = stop;
    }
}

void painter_spans(struct painter *painter, size_t column, size_t columns, const struct spans *spans, bool fresh, bool lit)
{
    struct joined joined;
    join(painter, spans, &joined);
    size_t *breaks = mem_new(joined.text.length + 1, sizeof *breaks);
    size_t lines = utf8_wrap(joined.text.text, joined.text.length, columns, breaks, joined.text.length + 1);
    for (size_t i = 0, start = 0; i < lines; start = breaks[i++]) {
        size_t row = fresh || i > 0 || painter->row == 0 ? painter_row(painter) : painter->row - 1;
        paint_line(painter, row, column, columns, spans, &joined, start, breaks[i], lit);
    }
    free(breaks);
    free(joined.ends);
    str_release(&joined.text);
}

void painter_mark(struct painter *painter, size_t list, size_t first, size_t last)
{
    painter->spot = (struct spot){.present = true, .list = list, .first = first, .last = last, .row = first};
    canvas_text(&painter->canvas, first, 0, painter->glyphs->text[GLYPH_MARK], STYLE_KEY);
}

void painter_bar(struct painter *painter, size_t row, size_t column, size_t cells, double share, enum style style)
{
    double inside = share > 0 ? (share < 1 ? share : 1) : 0; /* NaN counts as nothing */
    size_t full = (size_t)(inside * (double)cells + 0.5);
    if (inside > 0 && full == 0)
        full = 1; /* a beginning is seen, and so is what is missing */
    if (inside < 1 && full == cells && cells > 1)
        full = cells - 1;
    for (size_t i = 0; i < cells; i++)
        painter_glyph(painter, row, column + i, i < full ? GLYPH_FULL : GLYPH_EMPTY, i < full ? style : STYLE_DIM);
}
