/*
 * Reading rows of the log as answers, for answers.c and log.c.
 */
#ifndef STORE_ANSWERS_H
#define STORE_ANSWERS_H

#include "store/derived.h"

/* The columns of `answer AS a` that make a struct answer, with the grade that holds. */
#define ANSWER_COLUMNS                                                                                                             \
    "kind, item, at, utc_offset, " GRADE_THAT_HOLDS ", correct, took_ms, hints, attempts, seed, detail, sequence, undone,"         \
    " confidence, flag, overrides"

/*
 * Puts the one row of `sql`, a query of them with this device as ?1, `sequence` as ?2 and, if it has one, `item` as ?3, into
 * `answer`; ERR_NOT_FOUND.
 */
int find_answer(struct store *store, const char *sql, int64_t sequence, const char *item, struct answer *answer, struct err *err);

#endif
