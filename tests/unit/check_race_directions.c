#include "check_race.h"

#include <math.h>

/* One grid run over several seeds. */
static void run_grid(const double *values, struct findings *findings)
{
    findings_init(findings);
    ck_assert_int_eq(model_race_grid.run(values, 1, NULL, findings, NULL), 0);
}

static double mean_at(const struct findings *findings, const char *network, double value)
{
    const struct finding *values = findings_find(findings, "value"), *means = findings_find(findings, network);
    for (size_t i = 0; i < values->count; i++)
        if (values->numbers[i] == value)
            return means->numbers[i];
    ck_abort_msg("%g is not in the row", value);
    return NAN;
}

/* How the norm of the gradient changes from a hidden layer to the one below, the geometric mean over seeds. */
static double growth(const double *values, size_t racer)
{
    enum { SEEDS = 3 };
    double product = 1;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct race race;
        struct findings findings;
        race_init(&race, values, seed, true);
        findings_init(&findings);
        race_report(&race, &findings);
        product *= findings_find(&findings, race_finding_name(&findings.arena, "gradient_growth", racer))->numbers[0];
        findings_release(&findings);
        race_release(&race);
    }
    return pow(product, 1.0 / SEEDS);
}

/* S1: in a deep ReLU network batch norm makes gradients grow towards the input, by about 1.21 a layer; He's start alone does not.
 */
START_TEST(gradients_grow_through_batch_norm)
{
    double values[MODEL_PARAMETERS_MAX];
    race_values(values, "init=he", NULL);
    ck_assert_double_gt(growth(values, RACE_WITH), 1.1);
    ck_assert_double_eq_tol(growth(values, RACE_WITHOUT), 1, 0.1);
    race_values(values, "init=he", "depth=16", "width=64", "batch=128", "features=standardized", NULL);
    ck_assert_double_eq_tol(growth(values, RACE_WITH), 1.2112, 0.05);
    ck_assert_double_eq_tol(growth(values, RACE_WITHOUT), 1, 0.06);
}
END_TEST

/* S2: batch norm learns over three decades of learning rates; without it small ones are slow and large ones fail. */
START_TEST(batch_norm_widens_the_range_of_learning_rates)
{
    double values[MODEL_PARAMETERS_MAX];
    struct findings findings;
    race_values(values, NULL);
    run_grid(values, &findings);
    for (size_t i = 0; i < findings_find(&findings, "value")->count; i++)
        ck_assert_double_gt(findings_find(&findings, "mean_with")->numbers[i],
                            findings_find(&findings, "mean_without")->numbers[i]);
    ck_assert_double_gt(mean_at(&findings, "mean_with", 0.001), mean_at(&findings, "mean_without", 0.001) + 0.2);
    ck_assert_double_gt(mean_at(&findings, "mean_with", 3), mean_at(&findings, "mean_without", 3) + 0.15);
    ck_assert_double_gt(mean_at(&findings, "mean_without", 0.1), mean_at(&findings, "mean_without", 0.001) + 0.1);
    ck_assert_double_gt(mean_at(&findings, "mean_without", 0.1), mean_at(&findings, "mean_without", 3) + 0.1);
    double failed = 0;
    for (size_t i = 0; i < findings_find(&findings, "value")->count; i++) {
        ck_assert_double_eq(findings_find(&findings, "diverged_with")->numbers[i], 0);
        failed += findings_find(&findings, "diverged_without")->numbers[i] + findings_find(&findings, "stuck_without")->numbers[i];
    }
    ck_assert_double_ge(failed, 1);
    findings_release(&findings);
}
END_TEST

/* S3 and S4: with batch norm the accuracy grows with the batch; without it hardly; with batches of 2 batch norm loses. */
START_TEST(batch_norm_needs_batches_and_loses_without)
{
    static const struct {
        const char *rate, *steps;
    } settings[] = {{"rate=0.1", "steps=300"}, {"rate=0.03", "steps=600"}};
    for (size_t i = 0; i < 2; i++) {
        double values[MODEL_PARAMETERS_MAX];
        struct findings findings;
        race_values(values, "over=batch", settings[i].rate, settings[i].steps, NULL);
        run_grid(values, &findings);
        ck_assert_double_lt(mean_at(&findings, "mean_with", 2), mean_at(&findings, "mean_without", 2) - 0.03);
        ck_assert_double_gt(mean_at(&findings, "mean_with", 64), mean_at(&findings, "mean_without", 64) + 0.05);
        ck_assert_double_lt(mean_at(&findings, "mean_with", 2), mean_at(&findings, "mean_with", 8) - 0.1);
        ck_assert_double_lt(mean_at(&findings, "mean_with", 8), mean_at(&findings, "mean_with", 64) - 0.05);
        double gain = mean_at(&findings, "mean_with", 64) - mean_at(&findings, "mean_with", 2);
        ck_assert_double_lt(mean_at(&findings, "mean_without", 64) - mean_at(&findings, "mean_without", 2), gain / 2);
        findings_release(&findings);
    }
}
END_TEST

/* The mixed picture: one hidden layer, or features and weights that are fine already, and batch norm has little to give. */
START_TEST(batch_norm_has_little_to_give_where_all_is_well)
{
    double values[MODEL_PARAMETERS_MAX];
    struct findings findings;
    race_values(values, "depth=1", "init=he", "features=standardized", "rate=0.3", NULL);
    findings_init(&findings);
    model_race.run(values, 1, NULL, &findings, NULL);
    double with = findings_find(&findings, "mean_with")->numbers[0], without = findings_find(&findings, "mean_without")->numbers[0];
    ck_assert_double_gt(without, 0.97);
    ck_assert_double_lt(with, without + 0.01);
    findings_release(&findings);
    race_values(values, "depth=1", "rate=0.01", NULL);
    findings_init(&findings);
    model_race.run(values, 1, NULL, &findings, NULL);
    ck_assert_double_lt(findings_find(&findings, "mean_with")->numbers[0],
                        findings_find(&findings, "mean_without")->numbers[0] - 0.05);
    findings_release(&findings);
}
END_TEST

TCase *race_direction_tests(void)
{
    TCase *tests = tcase_create("directions");
    tcase_add_test(tests, gradients_grow_through_batch_norm);
    tcase_add_test(tests, batch_norm_widens_the_range_of_learning_rates);
    tcase_add_test(tests, batch_norm_needs_batches_and_loses_without);
    tcase_add_test(tests, batch_norm_has_little_to_give_where_all_is_well);
    return tests;
}
