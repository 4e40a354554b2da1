#include "svg/svg.h"

#include "base/utf8.h"
#include "svg/page.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 400, BODY_SIZE = 13 };

/* All spans as one text, and where each ends in it. */
static void join(const struct spans *spans, struct str *text)
{
    for (size_t i = 0; i < spans->count; i++)
        str_add(text, spans->items[i].text);
}

/* The part of the spans from byte `from` to byte `to` of their joined text, as one line of coloured pieces. */
static void draw_line(struct page *page, const struct spans *spans, size_t from, size_t to, double x)
{
    size_t start = 0;
    str_addf(page->out, "<text x=\"%.1f\" y=\"%.1f\" xml:space=\"preserve\">", x, page->y + BODY_SIZE);
    for (size_t i = 0; i < spans->count; i++) {
        size_t length = strlen(spans->items[i].text), end = start + length;
        size_t left = from > start ? from : start, right = to < end ? to : end;
        if (left < right) {
            enum style style = spans->items[i].style;
            bool strong = style == STYLE_STRONG || style == STYLE_SELECTED || style == STYLE_TITLE;
            char *piece = str_print("%.*s", (int)(right - left), spans->items[i].text + (left - start));
            str_addf(page->out, "<tspan fill=\"%s\"%s>", page_color(style), strong ? " font-weight=\"bold\"" : "");
            page_escape(page->out, piece);
            str_add(page->out, "</tspan>");
            free(piece);
        }
        start = end;
    }
    str_add(page->out, "</text>\n");
    page->y += PAGE_LINE;
}

/* Wrapped text, the lines indented by `indent` columns. */
static void draw_spans(struct page *page, const struct spans *spans, unsigned indent)
{
    struct str text;
    size_t breaks[LINES_MAX], from = 0;
    str_init(&text);
    join(spans, &text);
    size_t lines = utf8_wrap(text.text, text.length, page_columns(indent), breaks, LINES_MAX);
    for (size_t i = 0; i < lines && i < LINES_MAX; i++) {
        draw_line(page, spans, from, breaks[i], page_left(indent));
        from = breaks[i];
    }
    str_release(&text);
}

static void draw_paragraph(struct page *page, const struct block *block)
{
    const char *marker = block->paragraph.marker;
    unsigned indent = block->indent;
    if (marker) {
        page_text(page, page_left(indent), page->y + BODY_SIZE, ANCHOR_START, STYLE_NORMAL, marker);
        indent += (unsigned)utf8_width_string(marker) + 1;
    }
    draw_spans(page, &block->paragraph.spans, indent);
}

static void draw_code(struct page *page, const struct block *block)
{
    for (const char *line = block->code.text; *line;) {
        size_t length = strcspn(line, "\n");
        const struct span span = {line, STYLE_CODE};
        const struct spans spans = {&span, 1};
        draw_line(page, &spans, 0, length, page_left(block->indent + 2));
        line += length + (line[length] == '\n');
    }
}

static void draw_gauge(struct page *page, const struct block *block)
{
    static const double width = 200, height = 9;
    double x = page_left(block->indent), y = page->y + BODY_SIZE;
    char *words = str_print("%s  %s", block->gauge.label, block->gauge.words);
    page_text(page, x, y, ANCHOR_START, STYLE_NORMAL, words);
    double bar = x + ((double)utf8_width_string(words) + 2) * PAGE_CHARACTER;
    page_box(page, bar, y - height, width, height, "#dddddd", 1);
    page_box(page, bar, y - height, width * block->gauge.share, height, page_color(block->gauge.style), 1);
    page->y += PAGE_LINE;
    free(words);
}

static void draw_block(struct page *page, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        draw_spans(page, &block->heading, block->indent);
        break;
    case BLOCK_PARAGRAPH:
        draw_paragraph(page, block);
        break;
    case BLOCK_CODE:
        draw_code(page, block);
        break;
    case BLOCK_GAUGE:
        draw_gauge(page, block);
        break;
    case BLOCK_TABLE:
        page_table(page, block);
        break;
    case BLOCK_PLOT:
        page_plot(page, block);
        break;
    case BLOCK_HISTOGRAM:
        page_histogram(page, block);
        break;
    case BLOCK_HEAT_MAP:
        page_heat_map(page, block);
        break;
    case BLOCK_SCATTER:
        page_scatter(page, block);
        break;
    case BLOCK_SPACE:
        page->y += PAGE_LINE / 2;
        break;
    default: /* what waits for an answer */
        break;
    }
}

static void draw_head(struct page *page, const struct view *view)
{
    double right = PAGE_WIDTH - PAGE_MARGIN;
    page_text(page, PAGE_MARGIN, page->y + BODY_SIZE, ANCHOR_START, STYLE_TITLE, view->title);
    page_text(page, right, page->y + BODY_SIZE, ANCHOR_END, STYLE_DIM, view->status);
    page->y += PAGE_LINE + 2;
    page_line(page, PAGE_MARGIN, page->y, right, page->y, "#bbbbbb");
    page->y += PAGE_LINE / 2;
}

void svg_render(const struct view *view, struct str *out)
{
    struct str body;
    struct page page = {.out = &body, .y = PAGE_MARGIN};
    str_init(&body);
    draw_head(&page, view);
    for (size_t i = 0; i < view->count; i++)
        draw_block(&page, &view->items[i]);
    double height = page.y + PAGE_MARGIN;
    str_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\"",
             PAGE_WIDTH, height, PAGE_WIDTH, height);
    str_addf(out, " font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"%d\">\n<title>", BODY_SIZE);
    page_escape(out, view->title ? view->title : "");
    str_addf(out, "</title>\n<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>\n", PAGE_WIDTH, height);
    str_add(out, body.text);
    str_add(out, "</svg>\n");
    str_release(&body);
}
