/*
 * A look at a file before anything may write to it: whose it is, and of which format.
 */
#ifndef STORE_INSPECT_H
#define STORE_INSPECT_H

#include "base/err.h"

#include <stdbool.h>

/*
 * Whether the file at `path` may be opened as progress of a format up to `newest`.  *is_new: it does not exist or is empty.
 * ERR_NEWER, ERR_FOREIGN, ERR_CORRUPT (too short to be whole), ERR_INVALID (a folder) with words that tell the way out.
 * Reads only, and takes no lock.
 */
int inspect(const char *path, int newest, bool *is_new, struct err *err);

#endif
