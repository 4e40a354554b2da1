/* A terminal as the files of the harness share it. */
#ifndef TESTS_TUI_VT_INSIDE_H
#define TESTS_TUI_VT_INSIDE_H

#include "base/str.h"
#include "vt.h"

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct vt {
    VTerm *terminal;
    VTermScreen *screen;
    pid_t process;
    int master; /* -1 once hung up */
    int life;   /* the reading end of a pipe that only the program holds open: its end is the program's end */
    bool ended; /* the program has been waited for; `status` is how it ended */
    int status;
    bool closed; /* nothing holds the terminal open any more */
    bool altscreen, cursor_visible;
    struct termios modes; /* before the program started */
    struct str output;    /* all that the program wrote */
    struct str row;       /* of vt_row_text() */
};

/* Takes in what is there, waiting for it up to `milliseconds`; false if nothing came. */
bool vt_take(struct vt *vt, int milliseconds);

/* Prints the screen below a headline to standard error and into failed/ID.txt. */
void vt_report(struct vt *vt, const char *what);

#endif
