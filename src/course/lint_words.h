/* Texts as sequences of words, for lint: letters and digits, upper and lower case alike; everything between them is left out. */
#ifndef COURSE_LINT_WORDS_H
#define COURSE_LINT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The next word from *text on, as its hash; *text is moved behind it.  False at the end. */
bool lint_next_word(const char **text, uint64_t *hash);

size_t lint_count_words(const char *text);

/* Whether one of the words of `words` (ended by NULL, in lower case) stands in `text`. */
bool lint_has_word(const char *text, const char *const *words);

/* Whether the words of `phrase` stand in `text` one after the other. */
bool lint_has_phrase(const char *text, const char *phrase);

#endif
