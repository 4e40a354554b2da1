/*
 * Random numbers that a model draws, kept for its next run: what is drawn from the same place again is not drawn again.
 *
 * `struct tape` owns the numbers until tape_release(); what it gave stays as it is until the tape is rewound.
 */
#ifndef LABORATORY_TAPE_H
#define LABORATORY_TAPE_H

#include "base/rng.h"

struct drawing {
    struct rng before, after;
    void *numbers;            /* double or float */
    size_t count, size, room; /* size: of one of them; room: in bytes */
};

struct tape {
    struct drawing *items; /* all zero at first */
    size_t count, capacity;
    size_t next;
};

/*
 * The next `count` normal numbers of `rng`, which goes on behind them as if rng_normal() had been called that often.  Kept ones are
 * found if the run asks for the same in the same order as the one before.
 */
const double *tape_normals(struct tape *tape, struct rng *rng, size_t count);

/* The same numbers rounded to float, for tensors that the kernel reads as they are. */
const float *tape_normal_floats(struct tape *tape, struct rng *rng, size_t count);

/* A new run begins. */
void tape_rewind(struct tape *tape);

void tape_release(struct tape *tape);

#endif
