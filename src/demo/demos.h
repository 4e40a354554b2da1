/*
 * The demos of the laboratory, one file each, for the table.
 */
#ifndef DEMO_DEMOS_H
#define DEMO_DEMOS_H

#include "demo/demo.h"

/* In the order of the laboratory; anatomy, which is the demo of the kernel itself, stands before them. */
#define DEMO_LIST(DEMO)                                                                                                            \
    DEMO(time_machine)                                                                                                             \
    DEMO(train_or_inference)                                                                                                       \
    DEMO(backward)                                                                                                                 \
    DEMO(numerics)                                                                                                                 \
    DEMO(scale_invariance)                                                                                                         \
    DEMO(folding)                                                                                                                  \
    DEMO(merge)                                                                                                                    \
    DEMO(family)                                                                                                                   \
    DEMO(batch_noise)                                                                                                              \
    DEMO(loss_valley)                                                                                                              \
    DEMO(race)                                                                                                                     \
    DEMO(race_grid)

#define DEMO_DECLARATION(name) extern const struct demo demo_##name;
DEMO_LIST(DEMO_DECLARATION)
#undef DEMO_DECLARATION

#endif
