#include "check_race.h"

#include "laboratory/dense.h"

#include <math.h>

static double feature(const struct points *points, size_t point, size_t index)
{
    return points->x[point * dense_stride(DATASET_INPUTS) + index];
}

START_TEST(features_are_raw_or_standardized)
{
    for (int kind = DATASET_CIRCLES; kind <= DATASET_XOR; kind++)
        for (int features = DATASET_RAW; features <= DATASET_STANDARDIZED; features++) {
            struct dataset dataset;
            struct rng rng;
            rng_init(&rng, 1);
            dataset_init(&dataset, (enum dataset_kind)kind, (enum dataset_features)features, 200, &rng);
            double mean[2] = {0}, square[2] = {0};
            size_t ones = 0;
            for (size_t i = 0; i < 200; i++) {
                ones += dataset.train.classes[i];
                for (size_t j = 0; j < 2; j++) {
                    mean[j] += feature(&dataset.train, i, j) / 200;
                    square[j] += pow(feature(&dataset.train, i, j), 2) / 200;
                    ck_assert(feature(&dataset.test, i, j) > dataset.low[j] && feature(&dataset.test, i, j) < dataset.high[j]);
                }
            }
            ck_assert_uint_eq(ones, 100);
            for (size_t j = 0; j < 2; j++)
                ck_assert_double_eq_tol(mean[j], features == DATASET_RAW ? 5 : 0, features == DATASET_RAW ? (j ? 4 : 0.2) : 1e-6);
            double spread = sqrt((square[1] - mean[1] * mean[1]) / (square[0] - mean[0] * mean[0]));
            ck_assert_double_eq_tol(spread, features == DATASET_RAW ? 20 : 1, features == DATASET_RAW ? 12 : 1e-5);
            dataset_release(&dataset);
        }
}
END_TEST

START_TEST(a_batch_holds_each_point_once_an_epoch)
{
    struct dataset dataset;
    struct training training;
    struct rng rng;
    rng_init(&rng, 1);
    dataset_init(&dataset, DATASET_MOONS, DATASET_STANDARDIZED, 50, &rng);
    const struct network_design design = {DATASET_INPUTS, 1, 4, NETWORK_RELU, NETWORK_BEFORE, NETWORK_HE};
    training_init(&training, &dataset, &design, &(struct descent){.learning_rate = 0.1}, 16, 1);
    unsigned seen[50] = {0};
    for (int i = 0; i < 3; i++) {
        training_step(&training);
        for (size_t j = 0; j < 16; j++)
            seen[training.order[training.next - 16 + j]]++;
    }
    size_t once = 0;
    for (size_t i = 0; i < 50; i++)
        once += seen[i] == 1;
    ck_assert_uint_eq(once, 48);
    ck_assert_uint_eq(training.steps, 3);
    training_release(&training);
    dataset_release(&dataset);
}
END_TEST

START_TEST(the_same_seed_runs_the_same_race)
{
    double values[MODEL_PARAMETERS_MAX];
    struct findings findings[2];
    race_values(values, "steps=40", "seeds=2", NULL);
    for (int i = 0; i < 2; i++) {
        findings_init(&findings[i]);
        ck_assert_int_eq(model_race.run(values, 5, NULL, &findings[i], NULL), 0);
    }
    ck_assert_uint_eq(findings[0].count, findings[1].count);
    for (size_t i = 0; i < findings[0].count; i++)
        for (size_t j = 0; j < findings[0].items[i].count; j++) {
            double a = findings[0].items[i].numbers[j], b = findings[1].items[i].numbers[j];
            ck_assert_msg(a == b || (isnan(a) && isnan(b)), "%s[%zu]: %g and %g", findings[0].items[i].name, j, a, b);
        }
    findings_release(&findings[0]);
    findings_release(&findings[1]);
}
END_TEST

START_TEST(a_race_in_pieces_is_the_same_race)
{
    double values[MODEL_PARAMETERS_MAX];
    struct race whole, pieces;
    race_values(values, "steps=100", NULL);
    race_init(&whole, values, 2, true);
    race_init(&pieces, values, 2, true);
    race_advance(&whole, 1000, NULL);
    for (int i = 0; i < 100; i++)
        race_advance(&pieces, 1, NULL);
    ck_assert_uint_eq(whole.steps, 100);
    ck_assert_uint_eq(pieces.steps, 100);
    ck_assert_uint_eq(whole.done, whole.records);
    for (size_t i = 0; i < RACERS; i++)
        for (size_t j = 1; j < whole.records; j++) {
            ck_assert_double_eq(whole.racers[i].losses[j], pieces.racers[i].losses[j]);
            ck_assert_double_eq(whole.racers[i].test_accuracies[j], pieces.racers[i].test_accuracies[j]);
        }
    race_release(&whole);
    race_release(&pieces);
}
END_TEST

/* The corners of the parameters: nothing to learn from, nothing left to learn. */
START_TEST(every_corner_can_be_run)
{
    static const char *const corners[] = {"batch=2", "batch=256",     "batch=100",      "depth=1",        "depth=16",
                                          "width=2", "width=64",      "rate=100",       "steps=1",        "steps=61",
                                          "decay=1", "init=large", "momentum=0.999", "activation=tanh"};
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        double values[MODEL_PARAMETERS_MAX];
        struct findings findings;
        findings_init(&findings);
        race_values(values, "steps=20", "seeds=1", corners[i], NULL);
        ck_assert_int_eq(model_race.run(values, 1, NULL, &findings, NULL), 0);
        ck_assert_ptr_nonnull(findings_find(&findings, "final_loss_with"));
        findings_release(&findings);
    }
}
END_TEST

START_TEST(divergence_is_told_and_ends_the_training)
{
    double values[MODEL_PARAMETERS_MAX];
    struct race race;
    race_values(values, "init=large", "rate=10", NULL);
    race_init(&race, values, 1, true);
    race_advance(&race, 600, NULL);
    const struct training *without = &race.racers[RACE_WITHOUT].training, *with = &race.racers[RACE_WITH].training;
    ck_assert(without->diverged);
    ck_assert(!isfinite(without->loss));
    ck_assert_uint_lt(without->steps, 600);
    ck_assert(!with->diverged);
    ck_assert_uint_eq(with->steps, 600);
    race_release(&race);
}
END_TEST

TCase *race_data_tests(void)
{
    TCase *tests = tcase_create("data");
    tcase_add_test(tests, features_are_raw_or_standardized);
    tcase_add_test(tests, a_batch_holds_each_point_once_an_epoch);
    tcase_add_test(tests, the_same_seed_runs_the_same_race);
    tcase_add_test(tests, a_race_in_pieces_is_the_same_race);
    tcase_add_test(tests, every_corner_can_be_run);
    tcase_add_test(tests, divergence_is_told_and_ends_the_training);
    return tests;
}
