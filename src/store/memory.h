/*
 * What is believed about items: kept in a table, always equal to the fold over the log.
 */
#ifndef STORE_MEMORY_H
#define STORE_MEMORY_H

#include "store/database.h"

/* Folds `item` anew from the log and keeps the result; within a write.  `memory` may be NULL. */
int memory_refresh(struct store *store, const char *item, struct memory *memory, struct err *err);

/* Folds everything anew if the file was last folded with other parameters, or by another revision of the schedule. */
int memory_follow_parameters(struct store *store, struct err *err);

/* SQL that holds for rows of `answer AS a` that no other row takes back. */
#define NOT_UNDONE "NOT EXISTS (SELECT 1 FROM answer AS u WHERE u.device = a.device AND u.undone = a.sequence)"

#endif
