/* The numbers were computed by PyTorch 1.13 and Keras 3.16, or follow from their formulas in float64. */
#include "check_laboratory.h"

static const double three[] = {1, 3, 5, 7, 0, 12};
static const struct sample three_batches = {.x = three, .shape = {3, 2}, .rank = 2};

/* Number `index` of the finding, of which there may be any number. */
static void expect_at(const char *name, size_t index, double expected)
{
    const struct finding *finding = findings_find(&findings, name);
    ck_assert_msg(finding && index < finding->count, "there is no %s[%zu]", name, index);
    ck_assert_double_eq_tol(finding->numbers[index], expected, 2e-6 * (expected > 1 ? expected : 1));
}

static double at(const char *name, size_t index)
{
    return findings_find(&findings, name)->numbers[index];
}

START_TEST(each_framework_remembers_three_batches_its_own_way)
{
    run_model("time-machine", "", &three_batches, NULL);
    EXPECT("pytorch_mean", SINGLE, 0.2, 0.78, 1.302);
    EXPECT("pytorch_var", SINGLE, 1.1, 1.19, 8.271);
    EXPECT("keras_mean", SINGLE, 0.02, 0.0798, 0.139002);
    EXPECT("keras_var", SINGLE, 1, 1, 1.35);
    EXPECT("onnx_mean", SINGLE, 0.2, 0.78, 1.302);
    EXPECT("onnx_var", SINGLE, 1, 1, 4.5); /* biased: 0.9 + 0.1 * 36 */
}
END_TEST

START_TEST(a_cumulative_average_weighs_all_batches_alike)
{
    run_model("time-machine", "pytorch=cumulative", &three_batches, NULL);
    EXPECT("pytorch_mean", SINGLE, 2, 4, 14.0 / 3);
    EXPECT("pytorch_var", SINGLE, 2, 2, 76.0 / 3);
}
END_TEST

/* A constant stream of ten, from mean 0. */
START_TEST(averages_approach_a_constant)
{
    run_model("time-machine", "std=0 shift_at=never", NULL, NULL);
    const size_t after[] = {1, 2, 10, 22, 44, 100};
    const double fast[] = {1, 1.9, 6.513215599, 9.015229097816388, 9.903022627021247, 9.999734386011124};
    const double slow[] = {0.1, 0.199, 0.9561792499119559, 1.9836941046095424, 3.5738839791528187, 6.339676587267709};
    for (size_t i = 0; i < 6; i++) {
        expect_at("pytorch_mean", after[i] - 1, fast[i]);
        expect_at("onnx_mean", after[i] - 1, fast[i]);
        expect_at("keras_mean", after[i] - 1, slow[i]);
    }
}
END_TEST

START_TEST(batches_of_one_empty_the_variance_of_keras)
{
    run_model("time-machine", "batch=1 batches=1000", NULL, NULL);
    expect_at("keras_var", 0, 0.99);
    expect_at("keras_var", 99, 0.3660323412732292);
    expect_at("keras_var", 499, 0.006570483042414603);
    expect_at("keras_var", 999, 4.317124741065786e-05);
    ck_assert_ptr_nonnull(findings.note); /* PyTorch raises a ValueError */
}
END_TEST

/* Two batches whose means differ: an average of variances misses what lies between them. */
START_TEST(the_variance_between_batches_is_missed)
{
    static const double two[] = {0, 2, 10, 12};
    const struct sample batches = {.x = two, .shape = {2, 2}, .rank = 2};
    run_model("time-machine", "pytorch=cumulative value=12", &batches, NULL);
    expect_at("pytorch_var", 1, 2);
    expect_at("pooled_mean", 1, 6);
    expect_at("pooled_var", 1, 26);
    expect_at("y_pytorch", 1, 4.242630080557341);
}
END_TEST

START_TEST(nothing_moves_after_the_stop)
{
    run_model("time-machine", "stop_at=2", &three_batches, NULL);
    EXPECT("pytorch_mean", SINGLE, 0.2, 0.2, 0.2);
    EXPECT("keras_var", SINGLE, 1, 1, 1);
    expect_at("y_layer", 0, at("y_batch", 0));
    expect_at("y_layer", 2, at("y_pytorch", 2)); /* inference uses the running statistics */
    run_model("time-machine", "stop_at=2 stop=freeze", &three_batches, NULL);
    expect_at("y_layer", 2, at("y_batch", 2));
}
END_TEST

START_TEST(a_shift_changes_nothing_before_it)
{
    run_model("time-machine", "shift_at=never", NULL, NULL);
    double before = at("batch_mean", 58), mean = at("batch_mean", 59), var = at("batch_var", 59);
    run_model("time-machine", "shift_at=60 mean=10 shift_mean=4", NULL, NULL);
    expect_at("batch_mean", 58, before);
    expect_at("batch_mean", 59, mean - 6);
    expect_at("batch_var", 59, var);
}
END_TEST

TCase *laboratory_time_machine_tests(void)
{
    TCase *tests = tcase_create("time machine");
    tcase_add_test(tests, each_framework_remembers_three_batches_its_own_way);
    tcase_add_test(tests, a_cumulative_average_weighs_all_batches_alike);
    tcase_add_test(tests, averages_approach_a_constant);
    tcase_add_test(tests, batches_of_one_empty_the_variance_of_keras);
    tcase_add_test(tests, the_variance_between_batches_is_missed);
    tcase_add_test(tests, nothing_moves_after_the_stop);
    tcase_add_test(tests, a_shift_changes_nothing_before_it);
    return tests;
}
