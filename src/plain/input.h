/*
 * What can be typed at a prompt, and what a typed line means.
 */
#ifndef PLAIN_INPUT_H
#define PLAIN_INPUT_H

#include "plain/render.h"
#include "view/action.h"

/* A line understood: an action, and for a menu the entry it is meant for. */
struct input {
    enum action action;
    unsigned index; /* of CHOOSE or GRADE */
    size_t entry;   /* in the menu: select it first; otherwise INPUT_NO_ENTRY */
};

#define INPUT_NO_ENTRY ((size_t)-1)

/* The list of options in `view` that can be chosen from, or NULL. */
const struct block *input_choices(const struct view *view);

/* The text field of `view` that has the focus, or NULL. */
const struct block *input_field(const struct view *view);

/* True where a letter both chooses and answers: then an empty line, often typed by mistake, answers nothing. */
bool input_wants_letter(const struct live_actions *live, const struct block *choices);

/*
 * Finds out what `line` means among `live` and the entries of `choices` (NULL if there are none): empty is CONFIRM, a key or
 * its name, the word, name or label of an action, the number or name of a menu entry.  False if it means nothing here.
 */
bool input_parse(const char *line, const struct live_actions *live, const struct block *choices, struct input *input);

/* The live action, or NULL; and its label, the activity's own or the table's. */
const struct live_action *input_find(const struct live_actions *live, enum action action);
const char *input_label(const struct live_action *action);

/*
 * The entries that a line of several letters or numbers names, such as "a c" or "3, 1, 2", where a row of keys with a label of its
 * own is live; 0 if the line is no such thing, or names an entry twice.
 */
size_t input_parse_row(const char *line, const struct live_actions *live, unsigned *places, size_t most);

#endif
