#include "tui/terminal.h"

#include "tui/capability.h"
#include "tui/restore.h"
#include "tui/theme.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ESCAPE_DELAY_MS = 25 };

static bool wants_color(enum tui_color color)
{
    const char *forbidden = getenv("NO_COLOR");
    if (color == TUI_COLOR_AUTO)
        return !forbidden || !*forbidden;
    return color == TUI_COLOR_ALWAYS;
}

static void start_colors(struct terminal *terminal, const struct tui_options *options)
{
    bool color = wants_color(options->color) && has_colors();
    if (color) {
        start_color();
        color = use_default_colors() == OK;
    }
    terminal->theme = theme_choose(options->theme, color, color ? COLORS : 0);
    if (terminal->theme == TUI_THEME_MONO)
        return;
    for (int style = 0; style < STYLE_COUNT; style++)
        init_pair((short)(style + 1), theme_look(terminal->theme, (enum style)style).color, -1);
}

static void send(const char *sequence)
{
    fputs(sequence, stdout);
    fflush(stdout);
}

/* Numbers are read and written as in C everywhere; characters as the locale has them. */
static bool locale_has_utf8(void)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int terminal_start(struct terminal *terminal, const struct tui_options *options, struct err *err)
{
    const char *name = getenv("TERM");
    bool ascii = !locale_has_utf8() || options->ascii;
    *terminal = (struct terminal){.glyphs = glyphs_for(name, ascii)};
    restore_remember(STDOUT_FILENO);
    terminal->screen = newterm(NULL, stdout, stdin);
    if (!terminal->screen)
        return err_set(err, ERR_IO, "cannot use terminal '%s'", name ? name : "");
    capability_restoration();
    restore_arm();
    if (!getenv("ESCDELAY"))
        set_escdelay(ESCAPE_DELAY_MS);
    raw();
    noecho();
    nonl();
    leaveok(stdscr, FALSE);
    curs_set(1);
    start_colors(terminal, options);
    send(PASTE_ON);
    terminal->rows = (size_t)LINES;
    terminal->columns = (size_t)COLS;
    return 0;
}

void terminal_stop(struct terminal *terminal)
{
    terminal_leave(terminal);
    restore_disarm();
    delscreen(terminal->screen);
}

void terminal_leave(struct terminal *terminal)
{
    (void)terminal;
    send(PASTE_OFF);
    endwin();
}

void terminal_enter(struct terminal *terminal)
{
    reset_prog_mode();
    doupdate();
    send(PASTE_ON);
    terminal_fit(terminal);
    terminal_forget(terminal);
}

bool terminal_fit(struct terminal *terminal)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col)
        return false;
    if (size.ws_row == terminal->rows && size.ws_col == terminal->columns)
        return false;
    resizeterm(size.ws_row, size.ws_col);
    terminal->rows = size.ws_row;
    terminal->columns = size.ws_col;
    return true;
}

void terminal_forget(struct terminal *terminal)
{
    (void)terminal;
    clearok(curscr, TRUE);
}
