/* A million values: models work on all of them, and list a part. */
#include "check_laboratory.h"

#include "laboratory/kernel_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 1 << 20, CHANNELS = 4, SPATIAL = 256, SAMPLES = MANY / CHANNELS / SPATIAL };

static double *values;

/* Channel c lies around c, and no two samples are alike. */
static void setup(void)
{
    values = malloc(MANY * sizeof *values);
    for (size_t i = 0; i < MANY; i++)
        values[i] = (double)(i / SPATIAL % CHANNELS) + sin((double)i * 0.7);
}

static void teardown(void)
{
    free(values);
}

static const struct finding *listed(const char *name)
{
    const struct finding *finding = findings_find(&findings, name);
    ck_assert_ptr_nonnull(finding);
    return finding;
}

START_TEST(whole_samples_are_listed_while_one_fits)
{
    size_t shape[FINDING_RANK_MAX];
    ck_assert_uint_eq(listed_shape((const size_t[]){8, 2}, 2, shape), 16);
    ck_assert_uint_eq(shape[0], 8);
    ck_assert_uint_eq(listed_shape((const size_t[]){SAMPLES, CHANNELS, 16, 16}, 4, shape), LISTED_MAX);
    ck_assert_uint_eq(shape[0], 64);
    ck_assert_uint_eq(shape[1], CHANNELS);
    ck_assert_uint_eq(listed_shape((const size_t[]){2, 3, 1 << 15, 4}, 4, shape), LISTED_MAX);
    ck_assert_uint_eq(shape[0], 1);
    ck_assert_uint_eq(shape[1], 1);
    ck_assert_uint_eq(shape[2], 1 << 14);
    ck_assert_uint_eq(shape[3], 4);
}
END_TEST

START_TEST(the_family_tells_statistics_of_all)
{
    const struct sample sample = {.x = values, .shape = {SAMPLES, CHANNELS, SPATIAL}, .rank = 3};
    run_model("family", "", &sample, NULL);
    ck_assert_uint_eq(listed("x")->count, LISTED_MAX);
    ck_assert_double_eq(listed("values_each")->numbers[0], SAMPLES * SPATIAL);
    ck_assert_double_eq(listed("statistics")->numbers[1], SAMPLES * CHANNELS);
    ck_assert_double_eq_tol(listed("batch")->numbers[SPATIAL], (values[SPATIAL] - 1) / sqrt(0.5 + 1e-5), 1e-3);
}
END_TEST

START_TEST(the_backward_pass_tells_sums_of_all)
{
    const struct sample sample = {.x = values, .shape = {SAMPLES, CHANNELS, SPATIAL}, .rank = 3};
    run_model("backward", "dy=constant", &sample, NULL);
    ck_assert_uint_eq(listed("dx")->count, LISTED_MAX);
    ck_assert_double_eq_tol(listed("batch_mean")->numbers[3], 3, 1e-3);
    ck_assert_double_eq(listed("dbeta")->numbers[2], SAMPLES * SPATIAL);
    ck_assert_double_le(found_number("kernel_error"), 1e-3);
}
END_TEST

START_TEST(one_sample_can_be_too_much_to_list)
{
    const struct sample sample = {.x = values, .shape = {2, CHANNELS, MANY / CHANNELS / 2}, .rank = 3};
    run_model("backward", "", &sample, NULL);
    ck_assert_uint_eq(listed("dx")->shape[1], 1);
    ck_assert_uint_eq(listed("batch_mean")->count, CHANNELS);
    run_model("family", "", &sample, NULL);
    ck_assert_uint_eq(listed("batch")->count, LISTED_MAX);
}
END_TEST

START_TEST(workers_share_a_million)
{
    const struct sample sample = {.x = values, .shape = {MANY, 1}, .rank = 2};
    run_model("merge", "", &sample, NULL);
    ck_assert_double_eq(found_number("merged_count"), MANY);
    ck_assert_uint_eq(listed("x")->count, LISTED_MAX);
    ck_assert_double_eq(listed("x")->numbers[1], (double)(float)values[MANY / LISTED_MAX]);
    ck_assert_double_eq(listed("worker")->numbers[LISTED_MAX - 1], 3);
    ck_assert_double_eq_tol(found_number("merged_var"), found_number("pooled_var"), 1e-6);
}
END_TEST

START_TEST(a_value_among_a_million)
{
    const struct sample sample = {.x = values, .shape = {MANY, 1}, .rank = 2};
    run_model("train-or-inference", "", &sample, NULL);
    ck_assert_double_eq(found_number("samples"), MANY);
    ck_assert_uint_eq(listed("x")->count, LISTED_MAX);
    ck_assert_double_eq_tol(listed("batch_mean")->numbers[0], 1.5, 1e-3);
    run_model("train-or-inference", "batch=64 positions=64 batches=200", NULL, NULL);
    ck_assert_uint_le(listed("x")->count, LISTED_MAX);
    ck_assert_uint_eq(listed("x")->shape[0], 200);
}
END_TEST

START_TEST(variances_of_many_values)
{
    const struct sample sample = {.x = values, .shape = {SAMPLES, CHANNELS, SPATIAL}, .rank = 3};
    run_model("numerics", "offset=0", &sample, NULL); /* the first channel */
    ck_assert_double_eq_tol(found_number("exact"), 0.5, 1e-3);
    ck_assert_double_eq_tol(found_number("kernel"), found_number("exact"), 1e-6);
    run_model("numerics", "data=normal values=65536 offset=10000", NULL, NULL);
    ck_assert_double_eq_tol(found_number("kernel"), 1, 0.05);
    ck_assert_double_gt(fabs(found_number("naive") - 1), 0.5);
}
END_TEST

/* Channels are inputs, samples and positions rows: the first row is that of a tensor with nothing else in it. */
START_TEST(a_linear_layer_of_many_rows_folds)
{
    const struct sample planes = {.x = values, .shape = {SAMPLES, CHANNELS, SPATIAL}, .rank = 3};
    double first[CHANNELS], between = 0;
    run_model("folding", "", &planes, NULL);
    ck_assert_double_eq(found_number("row_count"), SAMPLES * SPATIAL);
    ck_assert_double_eq(found_number("inputs"), CHANNELS);
    ck_assert_double_lt(found_number("linear_error"), 1e-4);
    ck_assert_double_gt(found_number("relu_error"), 0.1);
    ck_assert(isnan(found_number("columns_error")));
    for (size_t i = 0; i < CHANNELS; i++) {
        first[i] = found("u", CHANNELS)[i];
        ck_assert_double_eq(first[i], (double)(float)values[i * SPATIAL]);
        between += found("weight", 2 * CHANNELS)[i] * first[i];
    }
    ck_assert_double_eq_tol(found("between", 2)[0], between + found("bias", 2)[0], 1e-5);
    ck_assert_double_eq_tol(found("folded", 2)[1], found("unfolded", 2)[1], 1e-4);
}
END_TEST

START_TEST(more_rows_begin_with_the_first_one)
{
    double single[2], columns;
    run_model("folding", "", NULL, NULL);
    memcpy(single, found("unfolded", 2), sizeof single);
    columns = found_number("columns_error");
    run_model("folding", "rows=100000", NULL, NULL);
    for (size_t i = 0; i < 2; i++)
        ck_assert_double_eq_tol(found("unfolded", 2)[i], single[i], 1e-6);
    ck_assert_double_gt(found_number("columns_error"), columns);
    ck_assert_double_lt(found_number("linear_error"), 1e-5 * found_number("linear_magnitude"));
}
END_TEST

/* The weights of many inputs, and the rows behind the first one. */
START_TEST(a_new_seed_draws_everything_anew)
{
    const struct sample planes = {.x = values, .shape = {SAMPLES, CHANNELS, SPATIAL}, .rank = 3};
    const struct model *folding = model_find("folding");
    double parameters[MODEL_PARAMETERS_MAX], weight[2];
    model_defaults(folding, parameters);
    for (uint64_t seed = 0; seed < 2; seed++) {
        findings_clear(&findings);
        ck_assert_int_eq(folding->run(parameters, seed, &planes, &findings, NULL), 0);
        weight[seed] = listed("weight")->numbers[2 * CHANNELS - 1];
    }
    ck_assert_double_ne(weight[0], weight[1]);
}
END_TEST

TCase *laboratory_large_tests(void)
{
    TCase *tests = tcase_create("large");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, whole_samples_are_listed_while_one_fits);
    tcase_add_test(tests, the_family_tells_statistics_of_all);
    tcase_add_test(tests, the_backward_pass_tells_sums_of_all);
    tcase_add_test(tests, one_sample_can_be_too_much_to_list);
    tcase_add_test(tests, workers_share_a_million);
    tcase_add_test(tests, a_value_among_a_million);
    tcase_add_test(tests, variances_of_many_values);
    tcase_add_test(tests, a_linear_layer_of_many_rows_folds);
    tcase_add_test(tests, more_rows_begin_with_the_first_one);
    tcase_add_test(tests, a_new_seed_draws_everything_anew);
    return tests;
}
