/*
 * How the table of states is read.
 */
#ifndef STORE_STATE_ROW_H
#define STORE_STATE_ROW_H

#include "store/database.h"
#include "store/state.h"

#define STATE_COLUMNS "suspended, flag, buried_until, kinds, answers, correct, last_correct, took_ms, last_at"

/* The columns from number `first` on, as STATE_COLUMNS names them. */
void read_state(sqlite3_stmt *row, int first, struct item_state *state);

#endif
