/*
 * One showing of a stack: what tui_run() holds from its beginning to its end, and what loop.c and showing_keys.c do with it.
 *
 * `struct showing` owns terminal, input, layout and view; stack, clock and options are tui_run()'s.
 */
#ifndef TUI_SHOWING_H
#define TUI_SHOWING_H

#include "base/signals.h"
#include "tui/input.h"
#include "tui/layout.h"
#include "tui/terminal.h"
#include "tui/tui.h"

struct showing {
    const struct tui_options *options;
    struct stack *stack;
    const struct clock *clock;
    struct signals signals;
    struct terminal terminal;
    struct input input;
    struct screen_layout layout;
    struct view view;
    struct live_actions live;
    bool laid_out, drawn; /* the layout, the screen are those of the present state */
    int64_t drawn_at;     /* steady time */
    int64_t ahead;        /* of the wall clock, to the steady one */
    bool gone;            /* the terminal has hung up */
};

/* An event of the present moment. */
struct event showing_event(const struct showing *showing, enum event_type type);

/* Tells the stack; what it shows is laid out and drawn anew if that changed anything. */
void showing_send(struct showing *showing, enum event_type type);
void showing_changed(struct showing *showing);

/* Whether the terminal is too small to show anything but that. */
bool showing_too_small(const struct showing *showing);

/* Brings the layout, and the screen, to the present state; nothing if they are. */
void showing_lay_out(struct showing *showing);
void showing_draw(struct showing *showing);

/* Takes one key; what was pasted last. */
void showing_key(struct showing *showing, unsigned key);
void showing_paste(struct showing *showing);

#endif
