#include "tui/capability.h"

#include "tui/restore.h"
#include "tui/tui.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <term.h> /* its macros take common words, so that it has this file for itself */
#include <unistd.h>

static int no_terminal(struct err *reason, const char *what)
{
    return err_set(reason, ERR_IO, "%s is not a terminal; use --plain, or a subcommand (bntutor --help)", what);
}

/* What terminfo has for `terminal`: words for a person if that is too little. */
static bool terminal_known(const char *terminal, struct err *reason)
{
    int found = 0;
    if (setupterm(terminal, STDOUT_FILENO, &found) != OK) {
        err_set(reason, ERR_IO, "terminal '%s' is not known here (%s); use --plain, or set TERM to what the terminal is", terminal,
                found < 0 ? "there is no terminfo database" : "Debian's package ncurses-term knows more");
        return false;
    }
    const char *address = tigetstr("cup");
    bool able = address && address != (const char *)-1;
    del_curterm(cur_term);
    if (!able)
        err_set(reason, ERR_IO, "terminal '%s' cannot place the cursor; use --plain", terminal);
    return able;
}

bool tui_possible(struct err *reason)
{
    const char *terminal = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        no_terminal(reason, isatty(STDIN_FILENO) ? "standard output" : "standard input");
        return false;
    }
    if (!terminal || !*terminal) {
        err_set(reason, ERR_IO, "TERM is not set; use --plain, or set TERM to what the terminal is");
        return false;
    }
    return terminal_known(terminal, reason);
}

/* tputs() hands out single characters. */
static int remember_character(int character)
{
    char text[2] = {(char)character, '\0'};
    restore_add(text);
    return character;
}

static void remember_capability(const char *name)
{
    char copy[16];
    snprintf(copy, sizeof copy, "%s", name);
    const char *sequence = tigetstr(copy);
    if (sequence && sequence != (const char *)-1)
        tputs(sequence, 1, remember_character);
}

void capability_restoration(void)
{
    restore_add(PASTE_OFF);
    remember_capability("sgr0");
    remember_capability("rmkx");
    remember_capability("cnorm");
    remember_capability("rmcup");
}
