/*
 * A view on a screen of a given size: head line, rule, the body or the part of it that fits, footer.  No terminal is needed for it.
 *
 * `struct screen_layout` owns its canvases until layout_release(), and remembers how far the body is scrolled from one update to
 * the next.
 */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include "tui/paint.h"
#include "view/action.h"

enum {
    SCREEN_ROWS_MIN = 12,
    SCREEN_COLUMNS_MIN = 40,
    SCREEN_DEPTH_MAX = 16,
    PAGE_COLUMNS_MAX = 100 /* on wider screens the page stands in the middle */
};

/* What is to be shown. */
struct frame {
    const struct view *view;
    const struct live_actions *live;
    const struct glyphs *glyphs;
    size_t rows, columns;
    unsigned page; /* another number: another page, read from its top */
    size_t depth;  /* of the screens that lie on each other: one that comes to light again is where it was */
    bool writing;
};

struct screen_layout {
    struct canvas screen; /* the result */
    size_t cursor_row, cursor_column;
    struct painter body;
    size_t top;         /* row of the body that stands first in the window */
    size_t window;      /* rows of the window; 0 when the screen is too small */
    size_t content;     /* rows of the body */
    size_t pinned;      /* its first rows, which stay in the window when it is scrolled and cover those that would stand there */
    struct canvas last; /* the body of the last update, and its rows with something on them */
    size_t last_content;
    unsigned page;
    size_t view_page;
    size_t depth;
    struct {
        unsigned page;
        size_t top;
    } covered[SCREEN_DEPTH_MAX]; /* how far the screens below were scrolled */
    struct spot before; /* where the selected thing was at the last update */
    size_t rows, columns;
};

void layout_init(struct screen_layout *layout);
void layout_release(struct screen_layout *layout);

/* Lays a frame out.  A selected thing that has moved is brought into the window. */
void layout_update(struct screen_layout *layout, const struct frame *frame);

/* True if the screen is too small to show anything but that. */
bool layout_too_small(size_t rows, size_t columns);

/*
 * Scrolls by ACTION_PAGE_UP, PAGE_DOWN, UP, DOWN, FIRST or LAST; true if that moved anything.  It shows with the next update.
 */
bool layout_scroll(struct screen_layout *layout, enum action action);

/* True if there is more of the body below the window. */
bool layout_more_below(const struct screen_layout *layout);

/* Brings a selected thing into the window that was scrolled, or never was, in it; false if there is nothing to bring. */
bool layout_show_spot(struct screen_layout *layout);

#endif
