/*
 * Anki's collection, the SQLite file within an .apkg: of schema 11, which every version of Anki opens.
 */
#ifndef EXCHANGE_COLLECTION_H
#define EXCHANGE_COLLECTION_H

#include "exchange/format.h"

/* Makes a collection of new cards; its bytes go to `out`. */
int collection_write(const struct selection *selection, struct str *out, struct err *err);

/* Adds the notes of the collection in `bytes` as rows for anki_read_notes().  ERR_INVALID with words that follow a colon. */
int collection_read(const char *bytes, size_t length, struct str *rows, struct err *err);

#endif
