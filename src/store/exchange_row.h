/*
 * The columns of a row of the log as it travels, for exchange.c and salvage.c.
 */
#ifndef STORE_EXCHANGE_ROW_H
#define STORE_EXCHANGE_ROW_H

#include "store/exchange.h"

#include <sqlite3.h>

/* Those of the first format, and all of them. */
#define LOG_ROW_FIRST_COLUMNS                                                                                                      \
    "device, sequence, ordered_at, kind, item, at, utc_offset, grade, correct, took_ms, hints, attempts, seed, detail, undone"
#define LOG_ROW_COLUMNS LOG_ROW_FIRST_COLUMNS ", confidence, flag, overrides"

enum { LOG_ROW_COLUMN_COUNT = 18 };

/* Reads them from the first column on; strings belong to the statement until its next step. */
void log_row_read(sqlite3_stmt *statement, struct log_row *row);

#endif
