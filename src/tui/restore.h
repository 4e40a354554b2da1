/*
 * The way out that always works: putting the terminal back when the program crashes or runs out of memory.
 */
#ifndef TUI_RESTORE_H
#define TUI_RESTORE_H

/* Remembers the terminal on `fd` as it is now, before curses changes it. */
void restore_remember(int fd);

/* Adds to what is written to restore it. */
void restore_add(const char *sequence);

/* Catches crashes from now on: the terminal is restored, then the signal takes its course.  restore_disarm() ends that. */
void restore_arm(void);
void restore_disarm(void);

/* Restores at once; safe in a signal handler. */
void restore_now(void);

#endif
