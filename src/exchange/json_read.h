/*
 * JSON (RFC 8259) as nodes with their places.  Numbers and words stay as they are written; null is an empty text.
 */
#ifndef EXCHANGE_JSON_READ_H
#define EXCHANGE_JSON_READ_H

#include "exchange/format.h"

/*
 * Reads the value at *text, and moves *text behind it.  NULL after a fault, of which `fault` (a text) and *text tell what and
 * where. `at` is the place that all nodes get; without it (NULL) each gets its own in import->source.
 */
struct node *json_read(struct import *import, const char **text, struct arena *arena, const struct span *at, const char **fault);

#endif
