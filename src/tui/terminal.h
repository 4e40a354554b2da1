/*
 * The terminal through curses: getting it, giving it back, showing a canvas on it.
 *
 * One terminal at a time; `struct terminal` is the loop's own.
 */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include "tui/canvas.h"
#include "tui/glyphs.h"
#include "tui/tui.h"

struct screen;

struct terminal {
    struct screen *screen; /* curses' own */
    enum tui_theme theme;
    const struct glyphs *glyphs;
    size_t rows, columns;
};

/* Takes the terminal; ERR_IO with a reason if curses cannot.  Signals must have been taken before, or curses takes them. */
int terminal_start(struct terminal *terminal, const struct tui_options *options, struct err *err);
void terminal_stop(struct terminal *terminal);

/* Gives the terminal back for a while, to the shell, and takes it again. */
void terminal_leave(struct terminal *terminal);
void terminal_enter(struct terminal *terminal);

/* Asks for the size anew; true if it has changed. */
bool terminal_fit(struct terminal *terminal);

/* The next terminal_draw() sends everything, not only what has changed. */
void terminal_forget(struct terminal *terminal);

/* Shows the canvas, which has the terminal's size, with the cursor at (row, column). */
void terminal_draw(struct terminal *terminal, const struct canvas *canvas, size_t row, size_t column);

#endif
