/*
 * What frameworks mean by momentum, as the kernel's rule for running statistics.
 */
#ifndef EXPERIMENT_FRAMEWORK_H
#define EXPERIMENT_FRAMEWORK_H

#include "batchnorm/batchnorm.h"
#include "course/course.h"

/*
 * The update after a batch that `batches_before` others came before; `momentum` in the framework's own meaning, negative = the
 * cumulative average, which PyTorch alone has.  A status of batchnorm.h.
 */
int framework_update(enum framework framework, double momentum, uint64_t batches_before, struct batchnorm_update *update);

#endif
