/*
 * Programs in a pseudo-terminal, with their screen read back through libvterm.
 *
 * Nothing here sleeps: what is waited for is looked for on the screen while the terminal's output is taken in, until it is there
 * or a deadline has passed.  Then the screen is printed, saved in failed/ below the working directory, and the test fails.
 *
 * A `struct vt` owns the program it runs and the terminal; vt_free() ends both.  Each test starts with vt_home_make(), which gives
 * the programs of this test a home of their own, and ends with vt_home_remove(); both fit a Check fixture.
 */
#ifndef TESTS_TUI_VT_H
#define TESTS_TUI_VT_H

#include <check.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

struct vt;

enum { VT_COLOR_DEFAULT = -1 };

/* One character cell; colours are indexes into the 256, or VT_COLOR_DEFAULT. */
struct vt_cell {
    char text[32]; /* UTF-8, with its combining marks; "" = nothing was written here */
    int foreground, background;
    bool bold, underline, italic, reverse, strike;
};

/* A fresh, empty home folder with HOME and XDG_* pointing into it, and a clock that stands still (BNTUTOR_CLOCK). */
void vt_home_make(void);
void vt_home_remove(void);

/* The home's path, and the path of a file in it that the caller frees; vt_home_make() must have been called. */
const char *vt_home(void);
char *vt_home_file(const char *name);

/* Where the learner's answers are stored; the caller frees it. */
char *vt_home_database(void);

/* Lets `milliseconds` pass on the clock of all programs with this home.  A program sees it when it next looks. */
void vt_home_let_pass(long milliseconds);

/*
 * Runs the program argv[0] (found along PATH) in a terminal of this size, which may be as small as 1x1.  `environment` is NULL or a
 * NULL-ended list of "NAME=VALUE" to set and "NAME" to unset, on top of what all programs get: the home, TERM=xterm-256color,
 * LC_ALL=C.UTF-8, TZ=UTC, BNTUTOR_NOW=2026-11-21T09:00:00Z, BNTUTOR_SEED=1.
 */
struct vt *vt_spawn(const char *const *argv, int rows, int columns, const char *const *environment);

/* $BNTUTOR with the arguments that follow, ended by NULL, in that way. */
struct vt *vt_tutor(int rows, int columns, const char *const *environment, ...) __attribute__((sentinel));

/* Kills the program if it still runs. */
void vt_free(struct vt **vt);

int vt_process(const struct vt *vt);

/* True once the program's end has been noticed. */
bool vt_ended(const struct vt *vt);

/*
 * Keys as a terminal sends them in its present mode: "enter", "esc", "tab", "backtab", "backspace", "delete", "up", "down", "left",
 * "right", "home", "end", "pageup", "pagedown", "space", "ctrl-x", or one character in UTF-8.
 */
void vt_key(struct vt *vt, const char *name);

/* The keys of a list separated by blanks. */
void vt_keys(struct vt *vt, const char *names);

/* Characters one after the other; newlines are sent as enter. */
void vt_type(struct vt *vt, const char *text);

/* Text as the terminal pastes it, bracketed if the program asked for that. */
void vt_paste(struct vt *vt, const char *text);

/* Bytes as they are. */
void vt_send(struct vt *vt, const void *bytes, size_t length);

/* The screen is never smaller than 2x2 for the emulator, whatever the program is told. */
void vt_resize(struct vt *vt, int rows, int columns);

void vt_signal(struct vt *vt, int signal);

/* Closes the terminal, as a window that is closed; the program may live on. */
void vt_hang_up(struct vt *vt);

/* Takes in what the program writes for `milliseconds`. */
void vt_pump(struct vt *vt, int milliseconds);

/* Takes in what the program writes until it has been silent for `milliseconds`. */
void vt_settle(struct vt *vt, int milliseconds);

/* The present screen.  Rows and columns count from 0; a row's text ends after its last visible character and is good until the next
   call. */
const char *vt_row_text(struct vt *vt, int row);
struct vt_cell vt_cell(struct vt *vt, int row, int column);
int vt_rows(const struct vt *vt);
int vt_columns(const struct vt *vt);
void vt_cursor(const struct vt *vt, int *row, int *column);
bool vt_cursor_visible(const struct vt *vt);
bool vt_altscreen(const struct vt *vt);

/* The row that holds `text`, or -1; *column (may be NULL) is where it starts. */
int vt_find(struct vt *vt, const char *text, int *column);

/* All bytes that the program wrote so far. */
const char *vt_output(const struct vt *vt, size_t *length);

/* True if the terminal's modes are what they were before the program started. */
bool vt_modes_restored(const struct vt *vt);

/* Prints the screen to standard error, for a failing test. */
void vt_print(struct vt *vt);

/* Steady milliseconds, of the real clock. */
long vt_clock(void);

/* Milliseconds that anything may take before a test fails; more under sanitizers. */
int vt_patience(void);

/* Waiting, each up to vt_patience(): false after that, with the screen printed and saved. */
bool vt_comes(struct vt *vt, const char *text);
bool vt_goes(struct vt *vt, const char *text);
bool vt_cursor_comes(struct vt *vt, const char *row_text);
bool vt_altscreen_comes(struct vt *vt, bool on);
bool vt_golden_comes(struct vt *vt, const char *name);

/* Any other condition, looked at after every piece of output. */
bool vt_waits(struct vt *vt, bool (*condition)(struct vt *vt, const void *argument), const void *argument, const char *what);

#define vt_wait_text(vt, text) ck_assert_msg(vt_comes(vt, text), "'%s' did not come", text)
#define vt_wait_gone(vt, text) ck_assert_msg(vt_goes(vt, text), "'%s' did not go", text)
#define vt_wait_cursor_row_text(vt, text) ck_assert_msg(vt_cursor_comes(vt, text), "the cursor did not come to '%s'", text)
#define vt_wait_altscreen(vt, on) ck_assert_msg(vt_altscreen_comes(vt, on), "the screen was not switched")

/*
 * The screen equals tests/data/tui/NAME.txt: its text, and below it the styles (a letter a cell, explained at the end) and the
 * place of the cursor.  With UPDATE_GOLDEN=1 the file is written anew.
 */
#define vt_expect_golden(vt, name) ck_assert_msg(vt_golden_comes(vt, name), "the screen differs from '%s'", name)

/* Waits for the program's end: its exit status, 128 + N if signal N ended it, -1 if it does not end. */
int vt_exit_status(struct vt *vt);

/* Processor time the program has used so far, in milliseconds; -1 if unknown. */
long vt_cpu_ms(const struct vt *vt);

#endif
