/*
 * What each style looks like, by colour scheme: one table, no terminal.
 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include "tui/tui.h"
#include "view/view.h"

enum look_attribute { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_ITALIC = 4, LOOK_UNDERLINE = 8, LOOK_REVERSE = 16 };

/* The background is always the terminal's own. */
struct look {
    short color;         /* index among the terminal's colours, or -1 for its own foreground */
    unsigned attributes; /* of enum look_attribute */
};

/* The scheme that a terminal with `colors` colours can show for what is wanted; MONO where colour is not. */
enum tui_theme theme_choose(enum tui_theme wanted, bool color, int colors);

struct look theme_look(enum tui_theme theme, enum style style);

#endif
