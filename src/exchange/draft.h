/*
 * Items on their way in, as nodes of a course file: whatever format an item comes from, it is checked by the tables that check
 * course files, and its messages name the place it has in the file it came from.
 *
 * Nodes and texts belong to the arena that is given.
 */
#ifndef EXCHANGE_DRAFT_H
#define EXCHANGE_DRAFT_H

#include "course/node.h"

struct node *draft_map(struct arena *arena, struct span at);
struct node *draft_list(struct arena *arena, struct span at);
struct node *draft_text(struct arena *arena, const char *text, struct span at);

/* Puts `value` at `key`, in place of what stood there. */
void draft_put(struct arena *arena, struct node *map, const char *key, struct node *value);

/* The same for a text without blanks around it, at the map's own place; NULL and what is blank puts nothing. */
void draft_put_text(struct arena *arena, struct node *map, const char *key, const char *text);

void draft_add(struct node *list, struct node *value);
void draft_remove(struct node *map, const char *key);

/* The text at `key`, or NULL. */
const char *draft_value(const struct node *map, const char *key);

#endif
