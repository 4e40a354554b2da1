#include "svg/page.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>

enum { TICKS = 5, BASELINE = 13, TICK_TEXT = 32 };
#define HEIGHT 210.0
#define LABELS 62.0 /* left of the y axis */

/* The picture's place on the page and in the numbers. */
struct frame {
    double left, top, width, height;
    double low, high; /* of y, low < high */
    double points;    /* the last x */
};

static void find_range(const struct block *block, struct frame *frame)
{
    bool given = block->plot.low < block->plot.high;
    frame->low = given ? block->plot.low : INFINITY;
    frame->high = given ? block->plot.high : -INFINITY;
    frame->points = 1;
    for (size_t i = 0; i < block->plot.count; i++) {
        const struct curve *curve = &block->plot.curves[i];
        frame->points = fmax(frame->points, (double)curve->count - 1);
        for (size_t k = 0; k < curve->count; k++) {
            if (!isfinite(curve->values[k]))
                continue;
            frame->low = fmin(frame->low, curve->values[k]);
            frame->high = fmax(frame->high, curve->values[k]);
        }
    }
    if (frame->low > frame->high)
        frame->low = frame->high = 0;
    if (frame->low == frame->high) {
        double room = frame->low == 0 ? 1 : fabs(frame->low) / 10;
        frame->low -= room;
        frame->high += room;
    }
}

/* The distance of ticks at 1, 2 or 5 times a power of ten, so that there are about TICKS. */
static double tick_distance(double span)
{
    double rough = span / TICKS, power = pow(10, floor(log10(rough))), share = rough / power;
    return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
}

static double x_at(const struct frame *frame, double x)
{
    return frame->left + x / frame->points * frame->width;
}

static double y_at(const struct frame *frame, double y)
{
    return frame->top + (frame->high - y) / (frame->high - frame->low) * frame->height;
}

static void draw_y_ticks(struct page *page, const struct block *block, const struct frame *frame)
{
    double right = frame->left + frame->width, distance = tick_distance(frame->high - frame->low);
    if (block->plot.powers && frame->high - frame->low >= 2)
        distance = fmax(1, rint(distance));
    for (double k = ceil(frame->low / distance); k * distance <= frame->high + distance * 1e-9; k++) {
        char text[TICK_TEXT];
        double value = k * distance + 0.0, y = y_at(frame, value); /* no minus before a zero */
        snprintf(text, sizeof text, "%.4g", block->plot.powers ? pow(10, value) : value);
        page_line(page, frame->left, y, right, y, "#e6e6e6");
        page_text(page, frame->left - 8, y + 4, ANCHOR_END, STYLE_DIM, text);
    }
}

static void draw_x_ticks(struct page *page, const struct block *block, const struct frame *frame, double y)
{
    double distance = fmax(1, tick_distance(frame->points));
    for (double at = 0; at <= frame->points; at += distance) {
        char text[TICK_TEXT];
        snprintf(text, sizeof text, "%.4g", block->plot.x_values ? block->plot.x_values[(size_t)at] : at);
        page_text(page, x_at(frame, at), y, ANCHOR_MIDDLE, STYLE_DIM, text);
    }
}

static void draw_axes(struct page *page, const struct block *block, const struct frame *frame)
{
    double bottom = frame->top + frame->height, right = frame->left + frame->width;
    draw_y_ticks(page, block, frame);
    draw_x_ticks(page, block, frame, bottom + 17);
    page_line(page, frame->left, frame->top, frame->left, bottom, "#888888");
    page_line(page, frame->left, bottom, right, bottom, "#888888");
    page_text(page, frame->left + frame->width / 2, bottom + 34, ANCHOR_MIDDLE, STYLE_DIM, block->plot.x_label);
}

/* Curves differ by their dashes too. */
static const char *dashes(size_t index)
{
    static const char *const patterns[] = {"", " stroke-dasharray=\"7 3\"", " stroke-dasharray=\"2 3\"",
                                           " stroke-dasharray=\"9 3 2 3\"", " stroke-dasharray=\"14 4\""};
    return patterns[index % (sizeof patterns / sizeof *patterns)];
}

static void draw_curve(struct page *page, const struct frame *frame, const struct curve *curve, size_t index)
{
    bool drawing = false;
    str_addf(page->out, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"%s d=\"", page_color(curve->style), dashes(index));
    for (size_t i = 0; i < curve->count; i++) {
        bool there = isfinite(curve->values[i]);
        if (there)
            str_addf(page->out, "%s%.1f %.1f", drawing ? " L" : " M", x_at(frame, (double)i), y_at(frame, curve->values[i]));
        drawing = there;
    }
    str_add(page->out, "\"/>\n");
}

static void draw_legend(struct page *page, const struct block *block, double x)
{
    static const double swatch = 28;
    for (size_t i = 0; i < block->plot.count; i++) {
        const struct curve *curve = &block->plot.curves[i];
        double y = page->y + BASELINE - 4;
        str_addf(page->out, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"%s d=\"M%.1f %.1f H%.1f\"/>\n",
                 page_color(curve->style), dashes(i), x, y, x + swatch);
        page_text(page, x + swatch + 6, page->y + BASELINE, ANCHOR_START, STYLE_NORMAL, curve->label);
        x += swatch + 6 + ((double)utf8_width_string(curve->label ? curve->label : "") + 2) * PAGE_CHARACTER;
    }
    page->y += PAGE_LINE;
}

void page_plot(struct page *page, const struct block *block)
{
    struct frame frame = {.left = page_left(block->indent) + LABELS, .height = HEIGHT};
    page->y += PAGE_LINE / 2;
    page_text(page, page_left(block->indent), page->y + BASELINE, ANCHOR_START, STYLE_STRONG, block->plot.title);
    page->y += PAGE_LINE + 6;
    frame.top = page->y;
    frame.width = PAGE_WIDTH - PAGE_MARGIN - frame.left - 8;
    find_range(block, &frame);
    draw_axes(page, block, &frame);
    for (size_t i = 0; i < block->plot.count; i++)
        draw_curve(page, &frame, &block->plot.curves[i], i);
    page->y += HEIGHT + 42;
    draw_legend(page, block, frame.left);
    page->y += PAGE_LINE / 2;
}
