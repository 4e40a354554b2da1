/*
 * A file handed to the learner's own editor.
 */
#ifndef BASE_EDIT_H
#define BASE_EDIT_H

#include "base/err.h"

#include <signal.h>
#include <stddef.h>

/*
 * Runs $VISUAL, else $EDITOR, else vi on `file` at `line` (from 1; only editors that are known to take it hear of it) and waits for
 * its end.  The editor gets the signal mask `mask`; what is typed to interrupt or stop it does not reach this program.
 * ERR_IO if it cannot be run or ends with an error, ERR_USAGE where standard input is no terminal.
 */
int edit_file(const char *file, size_t line, const sigset_t *mask, struct err *err);

#endif
