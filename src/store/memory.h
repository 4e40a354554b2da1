/*
 * What is believed about items, as it is kept in the table of memories.
 */
#ifndef STORE_MEMORY_H
#define STORE_MEMORY_H

#include "store/database.h"
#include "store/state.h"
#include "store/statistics.h"

/* The columns of a memory, and reading them from column `first` on. */
#define MEMORY_COLUMNS "phase, stability, difficulty, step, repetitions, lapses, interval, due, last_review"
void read_memory(sqlite3_stmt *row, int first, struct memory *memory);

#endif
