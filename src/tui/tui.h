/*
 * The full-screen front end: any stack of activities on a terminal.
 *
 * It knows no activity by name: what is shown is a view, what can be done are live actions.  The caller owns the stack and the
 * clock.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "activity/stack.h"
#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>

enum tui_color {
    TUI_COLOR_AUTO, /* unless NO_COLOR is set and not empty, or the terminal has none */
    TUI_COLOR_ALWAYS,
    TUI_COLOR_NEVER
};

/*
 * AUTO: the terminal's own 16 colours on its own background.  DARK, LIGHT: from the 256 colours, for such a background; AUTO where
 * there are fewer.  MONO: none.  The words are those of --theme.
 */
#define TUI_THEME_LIST(THEME)                                                                                                      \
    THEME(AUTO, "auto")                                                                                                            \
    THEME(DARK, "dark")                                                                                                            \
    THEME(LIGHT, "light")                                                                                                          \
    THEME(MONO, "mono")

enum tui_theme {
#define THEME_ID(id, word) TUI_THEME_##id,
    TUI_THEME_LIST(THEME_ID)
#undef THEME_ID
        TUI_THEME_COUNT
};

struct tui_options {
    enum tui_color color;
    enum tui_theme theme;
    bool ascii;         /* nothing but ASCII characters; also taken when the locale has no UTF-8 */
    bool reduce_motion; /* a running clock is drawn anew every few seconds only */
};

/*
 * True if standard input and output are a terminal that curses can drive.  Otherwise `reason` (may be NULL) says why not, for a
 * person, and what else there is.
 */
bool tui_possible(struct err *reason);

/*
 * Shows the stack until it is done.  SIGINT, SIGTERM, SIGHUP and the end of the terminal end it as well, after the activities have
 * saved what they must; then the number of the signal is returned, to be raised again once everything is closed.  Otherwise 0, or
 * ERR_IO with a reason when the terminal cannot be used.  In every case, a crash included, the terminal is left as it was found,
 * and so are the signal handlers.
 */
int tui_run(const struct tui_options *options, struct stack *stack, const struct clock *clock, struct err *err);

#endif
