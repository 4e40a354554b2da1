/* The numbers were computed by PyTorch 1.13 and Keras 3.16, or follow from their formulas in float64. */
#include "check_laboratory.h"

#include <math.h>

static void run_batch(const char *settings, const double *x, size_t count)
{
    run_on("train-or-inference", settings, x, count);
}

START_TEST(the_same_value_minds_its_company)
{
    const double low[] = {5, 1}, high[] = {5, 9}, near[] = {5, 4, 6}, far[] = {5, 1, 0};
    run_batch("running_mean=5 running_var=4", low, 2);
    EXPECT("y_training", SINGLE, 0.9999987500023437);
    EXPECT("y_inference", SINGLE, 0);
    run_batch("", high, 2);
    EXPECT("y_training", SINGLE, -0.9999987500023437);
    run_batch("", near, 3);
    EXPECT("y_training", SINGLE, 0);
    run_batch("", far, 3);
    EXPECT("y_training", SINGLE, 1.3887286617360581);
}
END_TEST

START_TEST(a_new_layer_infers_nearly_the_identity)
{
    run_model("train-or-inference", "value=2.5 running_mean=0 running_var=1", NULL, NULL);
    ck_assert_double_eq_tol(found("framework_inference", 3)[0], 2.4999875000937495, 1e-6);
    ck_assert_double_eq_tol(found("framework_inference", 3)[1], 2.498750936719433, 1e-6);
    ck_assert_double_eq_tol(found("y_inference", 20)[7], 2.4999875000937495, 1e-6); /* in whatever company */
}
END_TEST

START_TEST(the_output_moves_with_the_value_less_in_training)
{
    const double four[] = {1, 2, 3, 4}, two[] = {1, 3};
    run_batch("running_mean=2.5 running_var=1.25", four, 4);
    EXPECT("slope_training", SINGLE, 0.268330304);
    EXPECT("slope_inference", SINGLE, 0.894423613);
    run_batch("", two, 2);
    ck_assert_double_eq_tol(found_number("slope_training"), 4.999925e-06, 5e-8); /* two values: next to nothing */
}
END_TEST

START_TEST(a_forgotten_eval_moves_the_running_statistics)
{
    const double four[] = {1, 2, 3, 4};
    run_batch("running_mean=0 running_var=1", four, 4);
    EXPECT("running_mean", SINGLE, 0.25);
    EXPECT("running_var", SINGLE, 1.0666666666666667);
    EXPECT("y_later", SINGLE, 0.7261809734485556);
    run_model("train-or-inference", "batches=3", NULL, NULL);
    const double *means = found("running_mean", 3), *batch = found("batch_mean", 3);
    ck_assert_double_eq_tol(means[2], 0.9 * means[1] + 0.1 * batch[2], 1e-6);
}
END_TEST

START_TEST(batches_of_one_are_refused_by_one_framework)
{
    run_model("train-or-inference", "batch=1 value=8", NULL, NULL);
    EXPECT("framework_refuses", SINGLE, 1, 0, 0);
    ck_assert_ptr_nonnull(findings.note);
    EXPECT("framework_training", SINGLE, NAN, 0, 0); /* beta, whatever x is */
    run_model("train-or-inference", "batch=1 positions=16", NULL, NULL);
    EXPECT("framework_refuses", SINGLE, 0, 0, 0);
    ck_assert_ptr_null(findings.note);
}
END_TEST

START_TEST(the_watched_sample_stays_the_same)
{
    run_model("train-or-inference", "positions=4 batch=2 batches=5", NULL, NULL);
    const double *x = found("x", 40);
    for (size_t batch = 1; batch < 5; batch++)
        for (size_t i = 0; i < 4; i++)
            ck_assert_double_eq(x[batch * 8 + i], x[i]);
    ck_assert_double_ne(x[8 + 4], x[4]);
}
END_TEST

TCase *laboratory_train_or_inference_tests(void)
{
    TCase *tests = tcase_create("training or inference");
    tcase_add_test(tests, the_same_value_minds_its_company);
    tcase_add_test(tests, a_new_layer_infers_nearly_the_identity);
    tcase_add_test(tests, the_output_moves_with_the_value_less_in_training);
    tcase_add_test(tests, a_forgotten_eval_moves_the_running_statistics);
    tcase_add_test(tests, batches_of_one_are_refused_by_one_framework);
    tcase_add_test(tests, the_watched_sample_stays_the_same);
    return tests;
}
