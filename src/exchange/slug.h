/* Texts as names for ids and files. */
#ifndef EXCHANGE_SLUG_H
#define EXCHANGE_SLUG_H

#include "base/str.h"

/* Adds `text` as a name of a-z, 0-9 and '-', at most `most` characters; nothing if nothing is left. */
void slug_add(struct str *out, const char *text, size_t most);

#endif
