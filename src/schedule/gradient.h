/*
 * The model of fsrs.h once more, with derivatives by its weights, for fitting them.  A test compares the two.
 */
#ifndef SCHEDULE_GRADIENT_H
#define SCHEDULE_GRADIENT_H

#include "schedule/dual.h"
#include "schedule/fsrs.h"

/* The memory of an item with the derivatives of stability and difficulty. */
struct dual_memory {
    struct dual stability, difficulty;
};

/* The memory after a first grade; and after a later one, `elapsed_days` after the one before. */
struct dual_memory gradient_first(const struct fsrs *fsrs, enum grade grade);
struct dual_memory gradient_next(const struct fsrs *fsrs, const struct dual_memory *memory, double elapsed_days, enum grade grade);

/* Probability of recall after so many days. */
struct dual gradient_recall(const struct fsrs *fsrs, const struct dual_memory *memory, double elapsed_days);

#endif
