/*
 * "did you mean": the known word that is closest to a mistyped one.
 */
#ifndef COURSE_SUGGEST_H
#define COURSE_SUGGEST_H

#include <stddef.h>

/* Starts as {.word = mistyped}; `best` is NULL while nothing is close. */
struct suggestion {
    const char *word, *best;
    size_t distance;
};

/*
 * Takes `candidate` for the best if it is within two typing errors (and fewer than it has letters) and closer than the ones before;
 * of equals the first in the alphabet is kept.
 */
void suggestion_offer(struct suggestion *suggestion, const char *candidate);

/*
 * The number of typing errors (a letter too many, missing, wrong, or two neighbours exchanged) between two words: the distance of
 * Damerau and Levenshtein in its optimal string alignment form.  Words of more than 64 bytes are infinitely (SIZE_MAX) far.
 */
size_t suggest_distance(const char *a, const char *b);

#endif
