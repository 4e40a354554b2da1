/* The ways through a tensor that use a kernel; fast.c picks one by the shape. */
#ifndef BATCHNORM_FAST_H
#define BATCHNORM_FAST_H

#include "batchnorm/kernel.h"
#include "batchnorm/plan.h"

/* Does the whole pass, forward or backward, and returns true; false: there is no kernel, and nothing has been written. */
bool batchnorm_run_fast(const struct batchnorm_plan *plan, const struct batchnorm_pass *pass);

/* planes.c: channels-first with planes that are long enough to be worth a function call each. */
void batchnorm_run_planes(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan,
                          const struct batchnorm_pass *pass);

/* rows.c: channels-last, matrices, and short planes, as a matrix. */
void batchnorm_run_rows(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan,
                        const struct batchnorm_pass *pass);

/* tiny.c: without any of that; the scalar reference would do the same in more steps. */
void batchnorm_run_tiny(const struct batchnorm_pass *pass);

/* Bytes of workspace that each way needs for a checked shape. */
size_t batchnorm_planes_workspace(const struct batchnorm_shape *shape);
size_t batchnorm_rows_workspace(const struct batchnorm_shape *shape);

/* Whether planes are that long. */
bool batchnorm_has_planes(const struct batchnorm_shape *shape);

/* The whole pass by the reference, for the channels first..end-1: for data beyond the range of float. */
void batchnorm_run_reference(const struct batchnorm_pass *pass, size_t first, size_t end);

/* Whether to write past the caches. */
bool batchnorm_past_caches(const struct batchnorm_plan *plan, const struct batchnorm_pass *pass);

#endif
