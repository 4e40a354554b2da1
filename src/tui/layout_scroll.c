/* Which part of the body is seen. */
#include "tui/layout_inside.h"

#include <string.h>

static size_t top_max(const struct screen_layout *layout)
{
    return layout->content > layout->window ? layout->content - layout->window : 0;
}

/* Scrolls no further than needed, and shows the beginning of the list, or of everything, where that is possible too. */
static void bring_in(struct screen_layout *layout)
{
    const struct spot *spot = &layout->body.spot;
    if (spot->last < layout->window)
        layout->top = 0;
    if (spot->last >= layout->top + layout->window)
        layout->top = spot->last + 1 - layout->window;
    if (spot->first < layout->top + layout->pinned) {
        size_t first = spot->last - spot->list < layout->window - layout->pinned ? spot->list : spot->first;
        layout->top = first > layout->pinned ? first - layout->pinned : 0;
    }
}

static bool same_row(const struct canvas *a, const struct canvas *b, size_t row)
{
    for (size_t column = 0; column < a->columns; column++)
        if (strcmp(canvas_at(a, row, column)->text, canvas_at(b, row, column)->text) != 0)
            return false;
    return true;
}

/*
 * A page that has grown, by an answer or a hint: the first new row comes into sight and what is essential with it, but the selected
 * thing stays.
 */
static void show_growth(struct screen_layout *layout)
{
    if (layout->content <= layout->last_content || layout->last.columns != layout->body.canvas.columns)
        return;
    size_t first = 0, wanted = top_max(layout), essential = layout->body.essential;
    if (essential && essential < wanted + layout->window)
        wanted = essential > layout->window ? essential - layout->window : 0;
    while (first < layout->last_content && same_row(&layout->last, &layout->body.canvas, first))
        first++;
    if (wanted + layout->pinned + 1 > first)
        wanted = first > layout->pinned ? first - layout->pinned - 1 : 0;
    if (layout->body.spot.present && wanted + layout->pinned > layout->body.spot.first)
        wanted = layout->body.spot.first > layout->pinned ? layout->body.spot.first - layout->pinned : 0;
    if (wanted > layout->top)
        layout->top = wanted;
}

/* Remembers the screen that another one covers; true if one that was covered comes to light again as it was. */
static bool comes_again(struct screen_layout *layout, const struct frame *frame)
{
    if (frame->depth > layout->depth && layout->depth < SCREEN_DEPTH_MAX) {
        layout->covered[layout->depth].page = layout->page;
        layout->covered[layout->depth].top = layout->top;
    }
    return frame->depth < layout->depth && frame->depth < SCREEN_DEPTH_MAX && layout->rows &&
           layout->covered[frame->depth].page == frame->page;
}

/* Whether another thing is selected, or the selected one was in sight and stands elsewhere: what is out of sight is left there. */
static bool has_moved(const struct screen_layout *layout)
{
    const struct spot *spot = &layout->body.spot, *before = &layout->before;
    bool seen = before->row >= layout->top + layout->pinned && before->row < layout->top + layout->window;
    if (!before->present || spot->first - spot->list != before->first - before->list)
        return true;
    return seen && spot->row != before->row;
}

void layout_follow(struct screen_layout *layout, const struct frame *frame)
{
    const struct spot *spot = &layout->body.spot;
    bool again = comes_again(layout, frame);
    bool turned = !again && (frame->page != layout->page || frame->view->page != layout->view_page || layout->rows == 0);
    bool resized = frame->rows != layout->rows || frame->columns != layout->columns;
    bool moved = spot->present && has_moved(layout);
    if (turned)
        layout->top = 0;
    if (again)
        layout->top = layout->covered[frame->depth].top;
    if (spot->present && (again ? resized : frame->writing || (turned ? spot->list < layout->window : moved || resized)))
        bring_in(layout);
    if (!turned && !again)
        show_growth(layout);
    if (layout->top > top_max(layout))
        layout->top = top_max(layout);
    layout->page = frame->page;
    layout->view_page = frame->view->page;
    layout->depth = frame->depth;
    layout->rows = frame->rows;
    layout->columns = frame->columns;
    layout->before = *spot;
}

bool layout_spot_visible(const struct screen_layout *layout)
{
    const struct spot *spot = &layout->body.spot;
    size_t covered = layout->top ? layout->pinned : 0;
    return spot->present && spot->row >= layout->top + covered && spot->row < layout->top + layout->window;
}

bool layout_scroll(struct screen_layout *layout, enum action action)
{
    size_t before = layout->top, seen = layout->window - layout->pinned, page = seen > 2 ? seen - 1 : 1, last = top_max(layout);
    switch (action) {
    case ACTION_PAGE_UP:
        layout->top -= layout->top < page ? layout->top : page;
        break;
    case ACTION_PAGE_DOWN:
        layout->top += page;
        break;
    case ACTION_UP:
        layout->top -= layout->top > 0;
        break;
    case ACTION_DOWN:
        layout->top++;
        break;
    case ACTION_FIRST:
        layout->top = 0;
        break;
    case ACTION_LAST:
        layout->top = last;
        break;
    default:
        break;
    }
    if (layout->top > last)
        layout->top = last;
    return layout->top != before;
}

bool layout_more_below(const struct screen_layout *layout)
{
    return layout->top < top_max(layout);
}

bool layout_show_spot(struct screen_layout *layout)
{
    if (!layout->body.spot.present || layout_spot_visible(layout))
        return false;
    bring_in(layout);
    return true;
}
