/*
 * A kernel for one instruction set.  A file that includes this has set BATCHNORM_VECTOR_BYTES and allowed the compiler to use the
 * instructions, and names the table that comes out of it KERNEL_TABLE and KERNEL_NAME.
 */
#include "batchnorm/finish.h"
#include "batchnorm/sweep.h"
#include "batchnorm/sweep_rows.h"

static void kernel_order_stores(void)
{
    order_stores();
}

const struct batchnorm_kernel KERNEL_TABLE = {
    .name = KERNEL_NAME,
    .sweep = kernel_sweep,
    .order_stores = kernel_order_stores,
    .collect = kernel_collect,
    .mean_of_rows = kernel_mean_of_rows,
    .measure_rows = kernel_measure_rows,
    .apply_rows = kernel_apply_rows,
    .settle = kernel_settle,
    .merge = kernel_merge,
    .fold = kernel_fold,
    .publish = kernel_publish,
    .fold_gradient = kernel_fold_gradient,
};
