/*
 * Questions with fresh numbers, made from a seed: the same seed makes the same question.
 *
 * `struct made_question` owns the question, its texts and its experiment until made_question_release(); exercise and topic belong
 * to the course.
 */
#ifndef EXPERIMENT_EXERCISE_H
#define EXPERIMENT_EXERCISE_H

#include "base/arena.h"
#include "base/err.h"
#include "course/course.h"

#include <stdint.h>

struct made_question {
    const struct exercise *exercise;
    uint64_t seed;
    struct question question; /* id, level and topic of the exercise; `item.experiment` is what the kernel ran, or NULL */
    struct arena arena;
};

/*
 * Draws numbers until they are fit, runs the experiment on them, and makes EXERCISE_OPTIONS options: the right one from the answer,
 * the others from mistakes; a wrong option's `misconception` is the mistake's name.  With an experiment
 * options of numbers are `computed` over its results.  No two options read the same.
 * ERR_INVALID with words for the author if an expression is wrong, the experiment fails or EXERCISE_TRIES draws were not fit; then
 * `made` is empty and may be released.
 */
enum { EXERCISE_TRIES = 200 };
int exercise_make(const struct exercise *exercise, uint64_t seed, struct made_question *made, struct err *err);

void made_question_release(struct made_question *made);

#endif
