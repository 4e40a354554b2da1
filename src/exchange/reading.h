/* A file, its bytes and its format, before anything is made of it. */
#ifndef EXCHANGE_READING_H
#define EXCHANGE_READING_H

#include "exchange/format.h"

/*
 * Reads the file at `path` ("-" is standard input) into import->source.  `*format`, if NULL, is found out from its bytes and its
 * name.  Text is made ready for readers: UTF-8, line breaks as \n, control characters as blanks.  ERR_INVALID for what is no text
 * though the format wants it, or is of no known format.
 */
int reading_open(struct import *import, const char *path, const struct format **format, struct diagnostics *diagnostics,
                 struct err *err);

#endif
