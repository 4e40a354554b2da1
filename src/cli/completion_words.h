/*
 * What the writers of completions for the three shells have in common.
 */
#ifndef CLI_COMPLETION_WORDS_H
#define CLI_COMPLETION_WORDS_H

#include "cli/command.h"

#include <stdio.h>

/* The list that `bntutor completions` prints for an argument ("topics"), or NULL if it is not one of the course's. */
const char *completions_list(enum argument argument);

/* Writes `text` with the characters of `special` behind a backslash, as part of a word in single quotes. */
void completions_quote(FILE *out, const char *text, const char *special);

/* Writes "a b c" for "a|b|c". */
void completions_words(FILE *out, const char *words);

#endif
