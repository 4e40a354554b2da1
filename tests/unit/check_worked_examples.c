/*
 * Every number of the worked examples comes out of an experiment of the shipped course: as one of its results, or by a formula over
 * them.  The examples were computed in float64 by another program; the kernel keeps float32.
 */
#include "base/paths.h"
#include "course/diagnostics.h"
#include "experiment/parameters.h"
#include "experiment/results.h"
#include "runner.h"
#include "worked_examples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* From number `from` of the entry on, it is the value of `expression` over the results of `experiment`, turned so. */
struct reproduction {
    const char *path, *experiment, *turned, *expression;
    size_t from;
};

static const struct reproduction table[] = {
    {"W01_standardize.mean", "ages-and-incomes", "", "batch_mean", 0},
    {"W01_standardize.std", "ages-and-incomes", "", "sqrt(batch_var)", 0},
    {"W01_standardize.z_age", "ages-and-incomes", "", "[y[0], y[2], y[4], y[6]]", 0},
    {"W01_standardize.z_income", "ages-and-incomes", "", "[y[1], y[3], y[5], y[7]]", 0},
    {"W01_standardize.minmax_age", "ages-and-incomes", "",
     "([x[0], x[2], x[4], x[6]] - min(x[0], x[2], x[4], x[6])) / (max(x[0], x[2], x[4], x[6]) - min(x[0], x[2], x[4], x[6]))", 0},
    {"W01_standardize.hessian_eigs_and_cond_raw", "valley-of-people", "", "[eigenvalues_raw, condition_raw]", 0},
    {"W01_standardize.hessian_eigs_and_cond_std", "valley-of-people", "", "[eigenvalues, condition]", 0},
    {"W02_forward.mean", "four-values", "", "batch_mean", 0},
    {"W02_forward.var", "four-values", "", "batch_var", 0},
    {"W02_forward.y_eps0", "four-values", "epsilon=0", "y", 0},
    {"W02_forward.y_eps1e5", "four-values", "", "y", 0},
    {"W02_forward.y_eps1e3", "four-values", "epsilon=0.001", "y", 0},
    {"W02_forward.inv_std_1e5", "four-values", "", "invstd", 0},
    {"W02_forward.inv_std_1e3", "four-values", "epsilon=0.001", "invstd", 0},
    {"W03_affine.y_gamma2_beta1", "four-values-rescaled", "", "y", 0},
    {"W04_identity_recovered.gamma", "four-values-undone", "", "gamma", 0},
    {"W04_identity_recovered.beta", "four-values-undone", "", "beta", 0},
    {"W04_identity_recovered.y", "four-values-undone", "", "y", 0},
    {"W05_output_var.var_in", "shrinking-variance", "", "batch_var", 0},
    {"W05_output_var.out_var_eps1e3", "shrinking-variance", "", "y_var", 0},
    {"W05_output_var.out_var_eps1e5", "shrinking-variance", "epsilon=1e-5", "y_var", 0},
    {"W06_scale_shift_invariance.y_x", "four-values", "", "y", 0},
    {"W06_scale_shift_invariance.y_10x_plus7", "shifted-and-stretched", "", "[y[0], y[3], y[6], y[9]]", 0},
    {"W06_scale_shift_invariance.y_minus_x", "shifted-and-stretched", "", "[y[1], y[4], y[7], y[10]]", 0},
    {"W06_scale_shift_invariance.y_0p001x", "shifted-and-stretched", "", "[y[2], y[5], y[8], y[11]]", 0},
    {"W07_two_samples_all_pm1.y", "two-rows", "", "y", 0},
    {"W08_nchw_1x2x2x2.mean", "eight-numbers-first", "", "batch_mean", 0},
    {"W08_nchw_1x2x2x2.var", "eight-numbers-first", "", "batch_var", 0},
    {"W08_nchw_1x2x2x2.y", "eight-numbers-first", "", "y", 0},
    {"W08b_same_buffer_read_as_nhwc_axis3.mean", "eight-numbers-last", "", "batch_mean", 0},
    {"W08b_same_buffer_read_as_nhwc_axis3.var", "eight-numbers-last", "", "batch_var", 0},
    {"W08b_same_buffer_read_as_nhwc_axis3.y", "eight-numbers-last", "", "y", 0},
    {"W08c_nchw_2x2x2x2.mean", "sixteen-numbers", "", "batch_mean", 0},
    {"W08c_nchw_2x2x2x2.var", "sixteen-numbers", "", "batch_var", 0},
    {"W08c_nchw_2x2x2x2.y_first_channel_sample0", "sixteen-numbers", "", "[y[0], y[1], y[2], y[3]]", 0},
    {"W08c_nchw_2x2x2x2.y_first_channel_sample1", "sixteen-numbers", "", "[y[8], y[9], y[10], y[11]]", 0},
    {"W09_counts.keras_C3_params", "thirty-two-pictures", "", "n(gamma, beta, running_mean, running_var)", 0},
    {"W09_counts.pytorch_C64_trainable", "sixty-four-channels", "", "n(gamma, beta)", 0},
    {"W09_counts.pytorch_C64_buffers", "sixty-four-channels", "", "n(running_mean, running_var) + 1", 0},
    {"W09_counts.keras_C64_total", "sixty-four-channels", "", "n(gamma, beta, running_mean, running_var)", 0},
    {"W09_counts.elements_per_channel_32x28x28", "thirty-two-pictures", "", "count", 0},
    {"W11_train_then_eval_pytorch.running_mean", "pytorch-first-step", "", "running_mean", 0},
    {"W11_train_then_eval_pytorch.running_var", "pytorch-first-step", "", "running_var", 0},
    {"W11_train_then_eval_pytorch.y_train", "pytorch-first-step", "", "y", 0},
    {"W11_train_then_eval_pytorch.y_eval", "pytorch-first-step", "mode=inference steps=1", "y", 0},
    {"W11b_train_then_eval_keras.moving_mean", "keras-first-step", "", "running_mean", 0},
    {"W11b_train_then_eval_keras.moving_var", "keras-first-step", "", "running_var", 0},
    {"W11b_train_then_eval_keras.y_train", "keras-first-step", "", "y", 0},
    {"W11b_train_then_eval_keras.y_eval", "keras-first-step", "mode=inference steps=1", "y", 0},
    {"W12_eval_at_init.pytorch_2p5", "fresh-layer", "", "y", 0},
    {"W12_eval_at_init.keras_2p5", "fresh-layer", "epsilon=0.001", "y", 0},
    {"W13_batchmates.y_of_5_with_1", "batch-mates", "", "y[0]", 0},
    {"W13_batchmates.y_of_5_with_9", "batch-mates", "", "y[1]", 0},
    {"W13_batchmates.y_of_5_eval_mean5_var4", "batch-mates-at-inference", "", "y[0]", 0},
    {"W13b_batchmates3.five_with_4_6", "five-in-company", "", "[y[0], y[2], y[4]]", 0},
    {"W13b_batchmates3.five_with_1_0", "five-in-company", "", "[y[1], y[3], y[5]]", 0},
    {"W14_ema_from0_to10.k", "hundred-batches", "", "[1, 2, 10, 22, 44, n(batch_mean)]", 0},
    {"W14_ema_from0_to10.m01_pytorch", "hundred-batches", "",
     "[pytorch_mean[0], pytorch_mean[1], pytorch_mean[9], pytorch_mean[21], pytorch_mean[43], pytorch_mean[99]]", 0},
    {"W14_ema_from0_to10.m099_keras", "hundred-batches", "",
     "[keras_mean[0], keras_mean[1], keras_mean[9], keras_mean[21], keras_mean[43], keras_mean[99]]", 0},
    {"W14_ema_from0_to10.steps_to_99pct", "hundred-batches", "pytorch=0.1", "ceil(log(0.01) / log(1 - pytorch))", 0},
    {"W14_ema_from0_to10.steps_to_99pct", "hundred-batches", "pytorch=0.01", "ceil(log(0.01) / log(1 - pytorch))", 1},
    {"W14_ema_from0_to10.steps_to_99pct", "hundred-batches", "keras=0.999", "ceil(log(0.01) / log(keras))", 2},
    {"W14b_halflife.halflife_steps", "hundred-batches", "keras=0.9", "log(0.5) / log(keras)", 0},
    {"W14b_halflife.halflife_steps", "hundred-batches", "keras=0.99", "log(0.5) / log(keras)", 1},
    {"W14b_halflife.halflife_steps", "hundred-batches", "keras=0.999", "log(0.5) / log(keras)", 2},
    {"W15_three_batches_pytorch.mean_var_after", "three-batches", "",
     "[pytorch_mean[0], pytorch_var[0], pytorch_mean[1], pytorch_var[1], pytorch_mean[2], pytorch_var[2]]", 0},
    {"W15b_three_batches_keras3.mean_var_after", "three-batches", "",
     "[keras_mean[0], keras_var[0], keras_mean[1], keras_var[1], keras_mean[2], keras_var[2]]", 0},
    {"W16_momentum_misread.batch_mean", "momentum-misread", "", "batch_mean", 0},
    {"W16_momentum_misread.pytorch_0p1", "pytorch-first-step", "", "running_mean", 0},
    {"W16_momentum_misread.keras_0p1", "momentum-misread", "", "running_mean", 0},
    {"W16_momentum_misread.keras_0p99", "keras-first-step", "", "running_mean", 0},
    {"W16_momentum_misread.pytorch_0p99", "pytorch-first-step", "momentum=0.99", "running_mean", 0},
    {"W17_cumulative.mean_var_after", "three-batches", "pytorch=cumulative",
     "[pytorch_mean[0], pytorch_var[0], pytorch_mean[1], pytorch_var[1], pytorch_mean[2], pytorch_var[2]]", 0},
    {"W18_within_vs_total_variance.mean_of_biased_batch_vars", "merged-workers", "", "mean_of_vars", 0},
    {"W18_within_vs_total_variance.mean_of_unbiased", "merged-workers", "", "mean_of_unbiased", 0},
    {"W18_within_vs_total_variance.pooled_var_biased", "pooled-two-batches", "", "batch_var", 0},
    {"W18_within_vs_total_variance.var_of_batch_means", "merged-workers", "", "var_between", 0},
    {"W18_within_vs_total_variance.eval_y_of_12_with_rv2_rm6", "within-or-pooled", "", "y[0]", 0},
    {"W18_within_vs_total_variance.eval_y_of_12_pooled", "within-or-pooled", "", "y[1]", 0},
    {"W19_bessel.n", "bessel-one-batch", "batch=2", "count", 0},
    {"W19_bessel.n", "bessel-one-batch", "batch=4", "count", 1},
    {"W19_bessel.n", "bessel-one-batch", "batch=8", "count", 2},
    {"W19_bessel.n", "bessel-one-batch", "batch=32", "count", 3},
    {"W19_bessel.n", "bessel-one-batch", "batch=256", "count", 4},
    {"W19_bessel.n", "thirty-two-pictures", "", "count", 5},
    {"W19_bessel.factor", "bessel-one-batch", "batch=2", "running_var / batch_var", 0},
    {"W19_bessel.factor", "bessel-one-batch", "batch=4", "running_var / batch_var", 1},
    {"W19_bessel.factor", "bessel-one-batch", "batch=8", "running_var / batch_var", 2},
    {"W19_bessel.factor", "bessel-one-batch", "batch=32", "running_var / batch_var", 3},
    {"W19_bessel.factor", "bessel-one-batch", "batch=256", "running_var / batch_var", 4},
    {"W19_bessel.factor", "bessel-one-batch", "batch=25088", "running_var / batch_var", 5},
    {"W19_bessel.x1234_biased", "bessel-one-batch", "", "batch_var", 0},
    {"W19_bessel.x1234_unbiased", "bessel-one-batch", "", "running_var", 0},
    {"W19_bessel.keras22", "bessel-one-batch", "epsilon=0.001", "batch_var * count / (count - 1 - epsilon)", 0},
    {"W19b_gap_train_eval.y_train", "bessel-one-batch", "", "y", 0},
    {"W19b_gap_train_eval.y_eval", "bessel-same-values-at-inference", "", "y", 0},
    {"W19b_gap_train_eval.ratio", "bessel-same-values-at-inference", "epsilon=0", "y[0] * sqrt(batch_var) / (x[0] - batch_mean)",
     0},
    {"W20_batch1.keras_moving_var", "one-value-in-keras", "", "running_var", 0},
    {"W20_batch1.keras_moving_var", "one-value-in-keras", "steps=99", "running_var", 1},
    {"W20_batch1.keras_moving_var", "one-value-in-keras", "steps=499", "running_var", 2},
    {"W20_batch1.keras_moving_var", "one-value-in-keras", "steps=999", "running_var", 3},
    {"W20_batch1.gain_eps1e3", "one-value-in-keras", "mode=inference steps=1", "invstd", 0},
    {"W20_batch1.gain_eps1e3", "one-value-in-keras", "mode=inference steps=100", "invstd", 1},
    {"W20_batch1.gain_eps1e3", "one-value-in-keras", "mode=inference steps=500", "invstd", 2},
    {"W20_batch1.gain_eps1e3", "one-value-in-keras", "mode=inference steps=1000", "invstd", 3},
    {"W20_batch1.gain_limit", "float32-variance", "", "[largest_gain[0], largest_gain[2]]", 0},
    {"W21_noise.n", "batches-of-each-size", "", "[sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[7]]", 0},
    {"W21_noise.sd_of_mean_over_sigma", "batches-of-each-size", "",
     "[mean_formula[0], mean_formula[1], mean_formula[2], mean_formula[3], mean_formula[4], mean_formula[5], mean_formula[7]]", 0},
    {"W21_noise.rel_sd_of_std_gauss_approx", "batches-of-each-size", "",
     "[std_formula[0], std_formula[1], std_formula[2], std_formula[3], std_formula[4], std_formula[5], std_formula[7]]", 0},
    {"W07b_n2_gradient.half_diff", "two-rows-four-distances", "", "[x[0], x[1], x[2], x[3]]", 0},
    {"W07b_n2_gradient.y", "two-rows-four-distances", "", "[y[0], y[1], y[2], y[3]]", 0},
    {"W07b_n2_gradient.dy_dx_gain", "two-rows-four-distances", "", "[dx[0] - dx[4], dx[1] - dx[5], dx[2] - dx[6], dx[3] - dx[7]]",
     0},
    {"W07c_n2_backward.dx", "gradient-two-rows", "", "dx", 0},
    {"W07c_n2_backward.dgamma", "gradient-two-rows", "", "dgamma", 0},
    {"W07c_n2_backward.dbeta", "gradient-two-rows", "", "dbeta", 0},
    {"W22_backward.dx", "gradient-of-one", "", "dx", 0},
    {"W22_backward.dgamma", "gradient-of-one", "", "dgamma", 0},
    {"W22_backward.dbeta", "gradient-of-one", "", "dbeta", 0},
    {"W22_backward.sum_dx", "gradient-paths", "", "sum_dx", 0},
    {"W22_backward.dot_dx_xhat", "gradient-paths", "", "dot_dx_xhat", 0},
    {"W22b_backward_eps0.dx", "gradient-of-one", "epsilon=0", "dx", 0},
    {"W22b_backward_eps0.dgamma", "gradient-of-one", "epsilon=0", "dgamma", 0},
    {"W22b_backward_eps0.dbeta", "gradient-of-one", "epsilon=0", "dbeta", 0},
    {"W23_constant_dy.dx", "gradient-constant", "", "dx", 0},
    {"W23_constant_dy.dgamma", "gradient-constant", "", "dgamma", 0},
    {"W23_constant_dy.dbeta", "gradient-constant", "", "dbeta", 0},
    {"W23b_dy_equal_xhat.dx", "gradient-along-xhat", "", "dx", 0},
    {"W23b_dy_equal_xhat.dgamma", "gradient-along-xhat", "", "dgamma", 0},
    {"W23b_dy_equal_xhat.dbeta", "gradient-along-xhat", "", "dbeta", 0},
    {"W24_eval_backward.dx", "gradient-frozen", "", "dx", 0},
    {"W24_eval_backward.train_dx", "gradient-of-one", "", "dx", 0},
    {"W26_finite_difference.fd", "gradient-paths", "", "central", 0},
    {"W26_finite_difference.analytic", "gradient-paths", "", "dx_reference", 0},
    {"W25_backward_gamma2.dx", "gradient-gamma-two", "", "dx", 0},
    {"W25_backward_gamma2.dgamma", "gradient-gamma-two", "", "dgamma", 0},
    {"W25_backward_gamma2.dbeta", "gradient-gamma-two", "", "dbeta", 0},
    {"W27_weight_scale.pre", "tenfold-weights", "", "pre", 0},
    {"W27_weight_scale.y", "tenfold-weights", "", "y", 0},
    {"W27_weight_scale.y_w10", "tenfold-weights", "", "y_scaled", 0},
    {"W27_weight_scale.grad_w", "tenfold-weights", "", "gradient", 0},
    {"W27_weight_scale.grad_10w", "tenfold-weights", "", "gradient_scaled", 0},
    {"W27_weight_scale.w_dot_grad", "tenfold-weights", "", "w_dot_gradient", 0},
    {"W28_norm_growth.norm2_before", "tenfold-weights", "", "norm2_before", 0},
    {"W28_norm_growth.norm2_after", "tenfold-weights", "", "norm2_after", 0},
    {"W28_norm_growth.eta2_g2", "tenfold-weights", "", "step2", 0},
    {"W28_norm_growth.norm2_after_predicted", "tenfold-weights", "", "norm2_before + step2", 0},
    {"W28b_effective_lr.lr", "tenfold-weights", "", "rate", 0},
    {"W28b_effective_lr.lr_eff_at_norm", "tenfold-weights", "",
     "[norms[0], effective_rates[0], norms[1], effective_rates[1], norms[2], effective_rates[2]]", 0},
    {"W29_bias_cancels.y_b0", "bias-cancels", "", "[y[0], y[2], y[4], y[6]]", 0},
    {"W29_bias_cancels.y_b5", "bias-cancels", "", "[y[1], y[3], y[5], y[7]]", 0},
    {"W30_before_after.bn_then_relu", "before-relu", "", "(y + abs(y)) / 2", 0},
    {"W30_before_after.mean_var_bn_relu", "before-relu", "", "[mean((y + abs(y)) / 2), var((y + abs(y)) / 2)]", 0},
    {"W30_before_after.relu_then_bn", "after-relu", "", "y", 0},
    {"W30_before_after.mean_var_relu_bn", "after-relu", "", "[y_mean, y_var]", 0},
    {"W31_dropout_shift.train_var", "dropout-before", "", "var(x * [2, 0, 0, 2])", 0},
    {"W31_dropout_shift.test_var", "dropout-before", "", "batch_var", 0},
    {"W31_dropout_shift.eval_y_sd", "dropout-before", "", "sqrt(y_var)", 0},
    {"W31_dropout_shift.eval_y", "dropout-before", "", "y", 0},
    {"W32_zero_gamma.dgamma_for_dy_1000", "zero-gamma", "", "dgamma", 0},
    {"W32_zero_gamma.dx_branch", "zero-gamma", "", "dx", 0},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=0", "[offset, naive, two_pass, welford, shifted]", 0},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=100", "[offset, naive, two_pass, welford, shifted]",
     5},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=1000", "[offset, naive, two_pass, welford, shifted]",
     10},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=2000", "[offset, naive, two_pass, welford, shifted]",
     15},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=4000", "[offset, naive, two_pass, welford, shifted]",
     20},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=1e4", "[offset, naive, two_pass, welford, shifted]",
     25},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=1e5", "[offset, naive, two_pass, welford, shifted]",
     30},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=1e6", "[offset, naive, two_pass, welford, shifted]",
     35},
    {"W33_float32_variance_of_c_plus_0123.rows", "float32-variance", "offset=1e7", "[offset, naive, two_pass, welford, shifted]",
     40},
    {"W33_float32_variance_of_c_plus_0123.true", "float32-variance", "offset=1e7", "exact", 0},
    {"W33b_normalized_with_naive_var_eps1e5.rows", "float32-variance", "offset=1e4", "[offset, naive, y_naive]", 0},
    {"W33b_normalized_with_naive_var_eps1e5.rows", "float32-variance", "offset=1e6", "[offset, naive, y_naive]", 6},
    {"W34_eps_gain.max_gain_eps", "float32-variance", "",
     "[epsilons[0], largest_gain[0], epsilons[1], largest_gain[1], epsilons[2], largest_gain[2], epsilons[3], largest_gain[3], "
     "epsilons[4], largest_gain[4], epsilons[5], largest_gain[5]]",
     0},
    {"W34_eps_gain.dead_channel_x_1e4_spread", "nearly-constant", "", "y", 0},
    {"W34_eps_gain.dead_eps1e3", "nearly-constant", "epsilon=0.001", "y", 0},
    {"W35_fp16.sq_256", "float32-variance", "", "half_squares[2]", 0},
    {"W35_fp16.sq_255", "float32-variance", "", "half_squares[1]", 0},
    {"W35_fp16.sum4_of_150sq", "float32-variance", "", "half_sum", 0},
    {"W35_fp16.eps_1e8_in_fp16", "float32-variance", "", "half_epsilons[4]", 0},
    {"W35_fp16.eps_1e5_in_fp16", "float32-variance", "", "half_epsilons[2]", 0},
    {"W35_fp16.max", "float32-variance", "", "half_largest", 0},
    {"W36_fold_linear.scale", "folded-linear", "", "a", 0},
    {"W36_fold_linear.W_folded", "folded-linear", "", "folded_weight", 0},
    {"W36_fold_linear.b_folded", "folded-linear", "", "folded_bias", 0},
    {"W36_fold_linear.y_unfused", "folded-linear", "", "unfolded", 0},
    {"W36_fold_linear.y_folded", "folded-linear", "", "folded", 0},
    {"W37_scale_shift_form.a", "folded-linear", "", "a", 0},
    {"W37_scale_shift_form.b", "folded-linear", "", "b", 0},
    {"W38_bn_before_padded_conv.bn_then_conv_pad0", "folded-padding", "", "before", 0},
    {"W38_bn_before_padded_conv.folded_conv_bias3", "folded-padding", "", "before_folded", 0},
    {"W41_sync_bn.local", "merged-workers", "", "y_local", 0},
    {"W41_sync_bn.sync_mean_var", "merged-workers", "", "[merged_mean, merged_var]", 0},
    {"W41_sync_bn.sync", "merged-workers", "", "y_synced", 0},
    {"W41b_unequal_shards.wrong_mean_of_means", "unequal-workers", "", "mean_of_means", 0},
    {"W41b_unequal_shards.right_mean", "unequal-workers", "", "merged_mean", 0},
    {"W41b_unequal_shards.chan_var", "unequal-workers", "", "merged_var", 0},
    {"W41b_unequal_shards.check", "unequal-workers", "", "pooled_var", 0},
    {"W40_domain_shift.running_mean", "shifted-test-data", "", "running_mean", 0},
    {"W40_domain_shift.running_var", "shifted-test-data", "", "running_var", 0},
    {"W40_domain_shift.test_batch", "shifted-test-data", "", "x", 0},
    {"W40_domain_shift.eval_y", "shifted-test-data", "", "y", 0},
    {"W40_domain_shift.eval_mean", "shifted-test-data", "", "y_mean", 0},
    {"W40_domain_shift.adabn_y", "shifted-own-statistics", "", "y", 0},
    {"W43_norms_2x4.x", "family-rows", "", "x", 0},
    {"W43_norms_2x4.bn_axis0", "family-rows", "", "batch", 0},
    {"W43_norms_2x4.layer_norm", "family-rows", "", "layer", 0},
    {"W43_norms_2x4.group_norm_2", "family-rows", "", "group", 0},
    {"W43_norms_2x4.rms", "family-rows", "", "rms", 0},
    {"W44_norms_2x2x2x2.x", "family-pictures", "", "x", 0},
    {"W44_norms_2x2x2x2.bn", "family-pictures", "", "batch", 0},
    {"W44_norms_2x2x2x2.instance", "family-pictures", "", "instance", 0},
    {"W44_norms_2x2x2x2.layer_chw", "family-pictures", "", "layer", 0},
    {"W44_norms_2x2x2x2.n_stats.bn", "family-pictures", "", "statistics[0]", 0},
    {"W44_norms_2x2x2x2.n_stats.instance", "family-pictures", "", "statistics[1]", 0},
    {"W44_norms_2x2x2x2.n_stats.layer", "family-pictures", "", "statistics[2]", 0},
    {"W44_norms_2x2x2x2.equal_bn_instance_batch1", "family-pictures", "", "agreement_alone[1]", 0},
    {"W45_batch_renorm.r", "renorm-unclipped", "mode=training", "sqrt(batch_var / running_var_before)", 0},
    {"W45_batch_renorm.d", "renorm-unclipped", "mode=training", "(batch_mean - running_mean_before) / sqrt(running_var_before)", 0},
    {"W45_batch_renorm.y", "renorm-unclipped", "mode=training",
     "y * sqrt(batch_var[0] / running_var_before[0]) + (batch_mean[0] - running_mean_before[0]) / sqrt(running_var_before[0])", 0},
    {"W45_batch_renorm.eval_y", "renorm-unclipped", "", "y", 0},
    {"W45_batch_renorm.clipped_rmax1_dmax0", "renorm-unclipped", "mode=training", "y", 0},
    {"W39_update_bn.mean", "averaged-batches", "", "mean_of_means", 0},
    {"W39_update_bn.var_mean_of_unbiased", "averaged-batches", "", "mean_of_unbiased", 0},
    {"W39_update_bn.pooled_unbiased", "averaged-batches", "", "merged_unbiased", 0},
    {"W39_update_bn.pooled_biased", "averaged-batches", "", "merged_var", 0},
};

enum { REPRODUCTIONS = sizeof table / sizeof *table };

/* What float32 leaves of a number, and of numbers near 1 that cancel. */
static const double relative = 3e-6, absolute = 3e-7;

static struct worked worked;
static struct course *course;

static int turn(struct settings *settings, const struct experiment *experiment, const char *key, const char *value, struct err *err)
{
    const struct assignment assignment = {.key = key, .value = value};
    if (experiment->model)
        return settings_assign(experiment, settings, &assignment, err);
    double values[MODEL_PARAMETERS_MAX];
    int index = parameter_find(kernel_parameters, KERNEL_PARAMETERS, key);
    ck_assert_msg(index >= 0, "no parameter '%s'", key);
    kernel_values(settings, values);
    int code = parameter_read(&kernel_parameters[index], value, &values[index], err);
    kernel_settings(values, settings);
    return code;
}

static struct settings turned(const struct experiment *experiment, const char *words)
{
    struct settings settings = settings_of(experiment);
    char copy[128], *rest = NULL;
    struct err err = {0};
    ck_assert_uint_lt(strlen(words), sizeof copy);
    strcpy(copy, words);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        *equals = '\0';
        ck_assert_msg(turn(&settings, experiment, word, equals + 1, &err) == 0, "%s: %s", experiment->id, err.text);
    }
    return settings;
}

static void compare(const struct reproduction *row, struct quantity value)
{
    const struct worked_entry *entry = worked_find(&worked, row->path);
    ck_assert_msg(entry != NULL, "the worked examples have no %s", row->path);
    ck_assert_msg(row->from + value.count <= entry->count, "%s has %zu numbers", row->path, entry->count);
    for (size_t i = 0; i < value.count; i++) {
        double expected = entry->numbers[row->from + i], room = relative * fabs(expected) + absolute;
        bool same = isnan(expected) ? isnan(value.items[i]) : value.items[i] == expected || fabs(value.items[i] - expected) <= room;
        ck_assert_msg(same, "%s[%zu]: experiment %s %s yields %.12g, not %.12g", row->path, row->from + i, row->experiment,
                      row->turned, value.items[i], expected);
    }
}

static struct quantity evaluate(const struct reproduction *row, struct arena *arena, struct scope *scope)
{
    const struct experiment *experiment = course_experiment(course, row->experiment);
    struct outcome outcome = {.count = 0};
    struct quantity value;
    struct err err = {0};
    ck_assert_msg(experiment != NULL, "the course has no experiment '%s'", row->experiment);
    struct settings settings = turned(experiment, row->turned);
    ck_assert_msg(experiment_run(experiment, &settings, &outcome, &err) == 0, "%s: %s", row->experiment, err.text);
    results_name(experiment, &outcome, &settings, arena, scope);
    ck_assert_msg(expression_evaluate(row->expression, scope, arena, &value, &err) == 0, "%s: %s", row->experiment, err.text);
    outcome_release(&outcome);
    return value;
}

START_TEST(comes_out_of_an_experiment)
{
    struct arena arena;
    struct scope scope = {.count = 0};
    arena_init(&arena);
    compare(&table[_i], evaluate(&table[_i], &arena, &scope));
    scope_release(&scope);
    arena_release(&arena);
}
END_TEST

/* No number of the file is left out. */
START_TEST(nothing_is_left_out)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < REPRODUCTIONS; i++) {
        struct scope scope = {.count = 0};
        struct worked_entry *entry = worked_find(&worked, table[i].path);
        size_t count = evaluate(&table[i], &arena, &scope).count;
        for (size_t k = 0; entry && k < count && table[i].from + k < entry->count; k++)
            entry->met[table[i].from + k] = true;
        scope_release(&scope);
    }
    for (size_t i = 0; i < worked.count; i++) {
        bool race = worked.items[i].path[0] == 'S'; /* tested where the race is */
        for (size_t k = 0; k < worked.items[i].count; k++)
            ck_assert_msg(race || worked.items[i].met[k], "no experiment yields %s[%zu]", worked.items[i].path, k);
    }
    arena_release(&arena);
}
END_TEST

static bool find_examples(void)
{
    const char *named = getenv("BNTUTOR_WORKED_EXAMPLES"), *source = getenv("abs_top_srcdir");
    char path[4096];
    snprintf(path, sizeof path, "%s/../shared/reference/worked-examples.json", source ? source : ".");
    return worked_read(&worked, named ? named : path);
}

static void load(void)
{
    struct diagnostics diagnostics;
    struct err err = {0};
    char *content = paths_content();
    diagnostics_init(&diagnostics);
    ck_assert_msg(course_load(&course, content, NULL, &diagnostics, &err) == 0, "%s", err.text);
    diagnostics_release(&diagnostics);
    free(content);
}

static void release(void)
{
    course_free(&course);
    worked_release(&worked);
}

Suite *program_suite(void)
{
    if (!find_examples()) {
        printf("1..0 # SKIP the worked examples are absent (set BNTUTOR_WORKED_EXAMPLES to their file)\n");
        return NULL;
    }
    Suite *suite = suite_create("worked examples");
    TCase *examples = tcase_create("examples");
    tcase_add_unchecked_fixture(examples, load, release);
    tcase_add_loop_test(examples, comes_out_of_an_experiment, 0, REPRODUCTIONS);
    tcase_add_test(examples, nothing_is_left_out);
    suite_add_tcase(suite, examples);
    return suite;
}
