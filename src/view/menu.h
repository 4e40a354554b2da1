/*
 * A list of entries with a cursor: what home, the notes and the prompts have in common.
 */
#ifndef VIEW_MENU_H
#define VIEW_MENU_H

#include "view/action.h"
#include "view/view.h"

/* Moves `cursor` among `count` entries by UP, DOWN, FIRST or LAST; false if `action` is none of them. */
bool menu_move(size_t *cursor, size_t count, enum action action);

/* CONFIRM with `label` and the actions that move; nothing without entries. */
void menu_live(struct live_actions *live, size_t count, const char *label);

/* Room for `count` entries in the view's own memory, to be filled and handed to menu_add(). */
struct choice *menu_new(struct view *view, size_t count);
void menu_add(struct view *view, const struct choice *entries, size_t count, size_t cursor);

/* The same for a list that shows a part of many entries; `columns` outlives the view. */
void menu_add_list(struct view *view, const struct choice *entries, size_t count, size_t cursor,
                   const struct list_columns *columns);

/* An entry with these texts (copied); `detail` and `state` may be NULL, `share` is negative for none. */
struct choice menu_entry(struct view *view, const char *text, const char *detail, const char *state, double share);

#endif
