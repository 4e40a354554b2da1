/* The ways through a tensor that use a kernel; passes.c picks one by the shape. */
#ifndef BATCHNORM_WAYS_H
#define BATCHNORM_WAYS_H

#include "batchnorm/kernel.h"
#include "batchnorm/plan.h"

/* planes.c: channels-first with planes that are long enough to be worth a function call each. */
void batchnorm_run_planes(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan,
                          const struct batchnorm_pass *pass);

/* runs.c: channels-first with shorter planes. */
void batchnorm_run_runs(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan,
                        const struct batchnorm_pass *pass);

/* rows.c: channels-last, and matrices. */
void batchnorm_run_rows(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan,
                        const struct batchnorm_pass *pass);

/* tiny.c: a hundred values, without any of that. */
void batchnorm_run_tiny(const struct batchnorm_kernel *kernel, const struct batchnorm_pass *pass);

/* Bytes of workspace that each way needs for a checked shape. */
size_t batchnorm_planes_workspace(const struct batchnorm_shape *shape);
size_t batchnorm_runs_workspace(const struct batchnorm_shape *shape);
size_t batchnorm_rows_workspace(const struct batchnorm_shape *shape);

/* Whether to write past the caches. */
bool batchnorm_past_caches(const struct batchnorm_plan *plan, const struct batchnorm_pass *pass);

/*
 * Coefficients of `channels` channels from `first` on, and all that is handed out for them, from sums: mean and sum of squares, or
 * sum(dy) and sum(dy * d), or nothing in inference.  false: some channel is beyond float and the reference has to do them all.
 */
bool batchnorm_finish_channels(const struct batchnorm_kernel *kernel, const struct batchnorm_pass *pass, size_t first,
                               size_t channels, double *const sums[2], const struct batchnorm_new_coefficients *to);

#endif
