/*
 * What the files of the layout share: how far its body is scrolled, once it has been painted.
 */
#ifndef TUI_LAYOUT_INSIDE_H
#define TUI_LAYOUT_INSIDE_H

#include "tui/layout.h"

/*
 * A new page is read from its top, unless it is a long list (then its selected entry counts) or is written on.  Later the selected
 * thing is followed when it moves.
 */
void layout_follow(struct screen_layout *layout, const struct frame *frame);

/* Whether the selected thing is in the window, and not below what is pinned. */
bool layout_spot_visible(const struct screen_layout *layout);

#endif
