/*
 * What terminfo knows about the terminal.
 */
#ifndef TUI_CAPABILITY_H
#define TUI_CAPABILITY_H

/* Pasted text comes between marks while this is on; a terminal that does not know it ignores it. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* Hands restore.h what endwin() would send, for the case that nobody can call that any more.  After newterm(). */
void capability_restoration(void);

#endif
