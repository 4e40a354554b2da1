/*
 * What a learner holds against what the kernel finds: a wrong answer above the demo that refutes it.
 *
 * `struct claim` is a plain value; question, option, mistake and text belong to who made it and outlive the demo.
 */
#ifndef DEMO_CLAIM_H
#define DEMO_CLAIM_H

#include "course/course.h"
#include "view/view.h"

struct demo_run;

struct claim {
    const struct question *question;    /* NULL = nothing is claimed */
    const struct option *option;        /* that was chosen and is wrong, or NULL */
    const struct wrong_answer *mistake; /* that was typed or sorted, or NULL */
    const char *typed;                  /* what was typed, or NULL */
    bool open;                          /* the question can still be answered: what is right is not told */
};

/*
 * Both sides, each on a line of its own: "You answered: (x[3] - μ) / σ² = 0.667 (divide by variance)", "The kernel: y[3] = 4; they
 * differ by 3.333".  What is computed is computed from what `run` shows now.  Nothing without a claim.  Where rows
 * are scarce a calculation is cut to one line, unless it is to be shown in `full`.
 */
void claim_view(const struct demo_run *run, struct view *view, bool full);

/* Makes it the claim of `run`, and selects the value that it is about. */
void claim_open(struct demo_run *run, const struct claim *claim);

#endif
