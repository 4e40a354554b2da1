/*
 * What is typed: the terminal's bytes as keys and pasted text.
 *
 * `struct input` owns what it has gathered until input_release().
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "base/str.h"

#include <stdbool.h>

struct _win_st;

enum { INPUT_PASTE_MAX = 1 << 20 }; /* bytes; what is pasted beyond is dropped */

enum input_kind {
    INPUT_NONE, /* nothing more at the moment */
    INPUT_KEY,
    INPUT_PASTE
};

struct input {
    struct _win_st *keys; /* a window of curses' that is never shown: reading from it draws nothing */
    struct str pasted;    /* INPUT_PASTE: the text, until the next call */
    bool pasting;
    unsigned char bytes[4]; /* of a character that is not complete */
    unsigned have, need;
    int ahead; /* read already, or negative */
};

/* After terminal_start(). */
void input_init(struct input *input);
void input_release(struct input *input);

/* The next key in *key (enum key, or a code point), or a whole pasted text.  Never waits, but for the rest of an escape sequence.
 */
enum input_kind input_next(struct input *input, unsigned *key);

#endif
