/* Answers as JSON lines: into the log by set union, and out of it again. */
#ifndef EXCHANGE_HISTORY_H
#define EXCHANGE_HISTORY_H

#include "exchange/format.h"
#include "exchange/journal.h"

/* Adds the rows in import->source that are missing; lines that are no rows are reported and left out, *left counts them. */
int history_import(struct import *import, bool dry_run, struct str *said, size_t *left, struct err *err);

/* Takes back what the import of `entry` added. */
int history_take_back(const struct exchange *exchange, const struct journal_entry *entry, struct str *said, struct err *err);

#endif
