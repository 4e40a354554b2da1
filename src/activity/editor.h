/*
 * A text of several lines being written: UTF-8 with a cursor that stands between user-perceived characters.
 *
 * `struct editor` owns its text until editor_release().
 */
#ifndef ACTIVITY_EDITOR_H
#define ACTIVITY_EDITOR_H

#include "base/str.h"
#include "view/action.h"

enum { EDITOR_BYTES_MAX = 16384 }; /* what does not fit any more is left out */

struct editor {
    struct str text;
    size_t cursor; /* byte in text */
};

void editor_init(struct editor *editor);
void editor_release(struct editor *editor);

/* Replaces the text and puts the cursor to its end. */
void editor_set(struct editor *editor, const char *text);

/* True if there is anything but white space. */
bool editor_has_words(const struct editor *editor);

/*
 * Applies what ACTION_TEXT carries: EVENT_TEXT is inserted (line ends become newlines, tabs blanks, other control characters and
 * bytes that are no UTF-8 are left out); EVENT_KEY is enter, backspace, delete, an arrow, home, end, or ctrl-a, -e, -u, -w as in a
 * shell.  False if nothing changed.
 */
bool editor_event(struct editor *editor, const struct event *event);

#endif
