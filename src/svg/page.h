/*
 * The page that a view is drawn on, from top to bottom: places in pixels, text in one fixed width.  It borrows `out`.
 */
#ifndef SVG_PAGE_H
#define SVG_PAGE_H

#include "base/str.h"
#include "view/view.h"

#define PAGE_WIDTH 760.0
#define PAGE_MARGIN 28.0
#define PAGE_LINE 19.0     /* from one line of text to the next */
#define PAGE_CHARACTER 7.8 /* advance of the font at its size, about */

struct page {
    struct str *out;
    double y; /* top of what comes next */
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* "#0b5c8c": the colour of a style on white. */
const char *page_color(enum style style);

/* Adds `text` with what means something to XML escaped; control characters are left out. */
void page_escape(struct str *out, const char *text);

/* One piece of text with its baseline at y. */
void page_text(struct page *page, double x, double y, enum anchor anchor, enum style style, const char *text);

/* A straight line. */
void page_line(struct page *page, double x1, double y1, double x2, double y2, const char *color);

/* A filled rectangle; `opacity` 0..1. */
void page_box(struct page *page, double x, double y, double width, double height, const char *color, double opacity);

/* Where text starts at this indent (columns), and how many columns there are from there on. */
double page_left(unsigned indent);
size_t page_columns(unsigned indent);

/* The figures of blocks, each moving page->y below itself. */
void page_plot(struct page *page, const struct block *block);
void page_histogram(struct page *page, const struct block *block);
void page_heat_map(struct page *page, const struct block *block);
void page_scatter(struct page *page, const struct block *block);
void page_table(struct page *page, const struct block *block);

#endif
