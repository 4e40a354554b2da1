/*
 * Finding concepts in a learner's own words.
 */
#ifndef ACTIVITY_EXPLAIN_CONCEPT_H
#define ACTIVITY_EXPLAIN_CONCEPT_H

#include "course/course.h"

/*
 * True if every word group of `concept` has at least one word in `text` (UTF-8).  Case does not matter in Latin and Greek letters,
 * parts of words count, and any run of blanks, line ends and hyphens is the same as one blank.
 */
bool concept_found(const struct concept *concept, const char *text);

#endif
