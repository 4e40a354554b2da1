/* Points over regions, on the page. */
#include "svg/page.h"

#include "view/scatter.h"

enum { BASELINE = 13 };
#define PANEL_GAP 24.0
#define PANEL_SHAPE 0.62 /* height for width */
#define POINT 3.0        /* radius */

static void draw_regions(struct page *page, const struct scatter_panel *panel, double left, double width, double height)
{
    double cell_width = width / (double)panel->columns, cell_height = height / (double)panel->rows;
    for (size_t i = 0; panel->shares && i < panel->rows * panel->columns; i++)
        if (panel->shares[i] > 0.02)
            page_box(page, left + (double)(i % panel->columns) * cell_width, page->y + (double)(i / panel->columns) * cell_height,
                     cell_width, cell_height, page_color(STYLE_CHANNEL_1), 0.3 * panel->shares[i]);
}

static void draw_point(struct page *page, const struct scatter_point *point, double x, double y)
{
    const char *color = page_color(point->group ? STYLE_CHANNEL_1 : STYLE_CHANNEL_0);
    if (point->group) {
        page_line(page, x - POINT, y - POINT, x + POINT, y + POINT, color);
        page_line(page, x - POINT, y + POINT, x + POINT, y - POINT, color);
    } else {
        str_addf(page->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"none\" stroke=\"%s\"/>\n", x, y, POINT, color);
    }
}

static void draw_panel(struct page *page, const struct block *block, size_t index, double left, double width)
{
    const struct scatter_panel *panel = &block->scatter.panels[index];
    double height = PANEL_SHAPE * width, top = page->y;
    page_text(page, left, top + BASELINE, ANCHOR_START, STYLE_STRONG, panel->label);
    page_text(page, left + width, top + BASELINE, ANCHOR_END, STYLE_NORMAL, panel->detail);
    page->y += PAGE_LINE + 3;
    draw_regions(page, panel, left, width, height);
    for (size_t i = 0; i < block->scatter.point_count; i++) {
        struct scatter_place place = scatter_place(block, &block->scatter.points[i]);
        if (scatter_inside(place))
            draw_point(page, &block->scatter.points[i], left + place.across * width, page->y + place.down * height);
    }
    str_addf(page->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" stroke=\"#888888\"/>\n", left,
             page->y, width, height);
    page->y = top;
}

void page_scatter(struct page *page, const struct block *block)
{
    double left = page_left(block->indent), room = PAGE_WIDTH - PAGE_MARGIN - left;
    double width = (room + PANEL_GAP) / (double)block->scatter.count - PANEL_GAP;
    page->y += PAGE_LINE / 2;
    for (size_t i = 0; i < block->scatter.count; i++)
        draw_panel(page, block, i, left + (double)i * (width + PANEL_GAP), width);
    page->y += PAGE_LINE + 3 + PANEL_SHAPE * width;
    if (block->scatter.legend) {
        page_text(page, left, page->y + BASELINE + 3, ANCHOR_START, STYLE_DIM, block->scatter.legend);
        page->y += PAGE_LINE;
    }
    page->y += PAGE_LINE / 2;
}
