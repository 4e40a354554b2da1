/*
 * What a model found: named lists of numbers.
 *
 * `struct findings` owns names and numbers until findings_clear() or findings_release().
 */
#ifndef LABORATORY_FINDINGS_H
#define LABORATORY_FINDINGS_H

#include "base/arena.h"
#include "laboratory/tape.h"

#include <stdbool.h>
#include <stddef.h>

enum { FINDING_RANK_MAX = 5 };

struct finding {
    const char *name; /* "batch_mean": as expressions, JSON and `proves:` call it */
    double *numbers;
    size_t count;
    size_t shape[FINDING_RANK_MAX]; /* their product is count; rank 0 = one number */
    size_t rank;
};

struct findings {
    struct arena arena;
    struct finding *items;
    size_t count, capacity;
    struct tape tape; /* what the model has drawn; findings_clear() rewinds it */
    const char *note; /* what a framework would say here (a warning, an exception), or NULL */
};

void findings_init(struct findings *findings);
void findings_clear(struct findings *findings);
void findings_release(struct findings *findings);

/* Room for a list of `count` numbers, or one of `rank` dimensions, under `name` (copied); to be filled by the caller.  Zeros at
 * first. */
double *findings_list(struct findings *findings, const char *name, size_t count);
double *findings_tensor(struct findings *findings, const char *name, const size_t *shape, size_t rank);

/* One number under `name`. */
void findings_number(struct findings *findings, const char *name, double number);

/* The list called `name`, or NULL. */
const struct finding *findings_find(const struct findings *findings, const char *name);

#endif
