/* The memory model alone, against the numbers that its authors published. */
#include "check_schedule.h"

#include "schedule/fsrs.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-4

static struct fsrs default_model(void)
{
    struct schedule_parameters parameters = utc_parameters();
    struct fsrs fsrs;
    fsrs_init(&fsrs, &parameters);
    return fsrs;
}

static void near(double actual, double expected)
{
    ck_assert_msg(fabs(actual - expected) <= TOLERANCE * fmax(1, fabs(expected)), "%.9g is not %.9g", actual, expected);
}

START_TEST(first_grades)
{
    struct fsrs fsrs = default_model();
    const double stability[] = {0.212, 1.2931, 2.3065, 8.2956}, difficulty[] = {6.4133, 5.11217071, 2.11810397, 1};
    for (enum grade grade = GRADE_AGAIN; grade <= GRADE_EASY; grade++) {
        near(fsrs_first_stability(&fsrs, grade), stability[grade - 1]);
        near(fsrs_first_difficulty(&fsrs, grade), difficulty[grade - 1]);
    }
    near(fsrs.factor, 0.98034649);
}
END_TEST

START_TEST(difficulty_after_each_grade)
{
    struct fsrs fsrs = default_model();
    const double expected[] = {8.341763, 6.665996, 4.990228, 3.3144615};
    for (enum grade grade = GRADE_AGAIN; grade <= GRADE_EASY; grade++)
        near(fsrs_next_difficulty(&fsrs, 5, grade), expected[grade - 1]);
}
END_TEST

START_TEST(stability_after_each_grade)
{
    struct fsrs fsrs = default_model();
    const double retrievability[] = {0.9, 0.8, 0.7, 0.6};
    const double recalled[] = {25.602541, 28.226582, 58.656002, 127.226685};
    const double forgotten[] = {1.0525396, 1.1894329, 1.3680838, 1.584989};
    const double same_day[] = {1.596818, 5, 5, 8.12961};
    for (enum grade grade = GRADE_AGAIN; grade <= GRADE_EASY; grade++) {
        int i = (int)grade - 1;
        near(fsrs_stability_recalled(&fsrs, 5, i + 1, retrievability[i], grade), recalled[i]);
        near(fsrs_stability_forgotten(&fsrs, 5, i + 1, retrievability[i]), forgotten[i]);
        near(fsrs_stability_same_day(&fsrs, 5, grade), same_day[i]);
    }
}
END_TEST

START_TEST(intervals_for_each_retention)
{
    struct fsrs fsrs = default_model();
    const double days[] = {3116769, 34793, 2508, 387, 90, 27, 9, 3, 1, 0};
    for (int i = 1; i <= 10; i++)
        ck_assert_double_eq(round(fsrs_interval(&fsrs, i / 10.0, 1)), days[i - 1]);
    const struct {
        double retention, interval;
    } exact[] = {{0.7, 9.288}, {0.8, 3.316}, {0.85, 1.906}, {0.9, 1}, {0.95, 0.4026}, {0.97, 0.2228}};
    for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
        ck_assert_double_eq_tol(fsrs_interval(&fsrs, exact[i].retention, 1), exact[i].interval, 5e-4);
    near(fsrs_retrievability(&fsrs, 7, 7), 0.9);
    near(fsrs_retrievability(&fsrs, 0, 7), 1);
}
END_TEST

START_TEST(a_history_with_and_without_same_day_memory)
{
    const int grades[] = {1, 3, 3, 3, 3, 3}, days[] = {0, 0, 1, 3, 8, 21};
    struct schedule_parameters parameters = utc_parameters();
    struct memory memory = review_all(&parameters, grades, days, 6);
    near(memory.stability, 53.62691);
    near(memory.difficulty, 6.3574867);
    ck_assert_int_eq(memory.repetitions, 6);
    parameters.same_day = false;
    near(review_all(&parameters, grades, days, 6).stability, 53.335106);
}
END_TEST

START_TEST(intervals_when_every_grade_is_given_at_due)
{
    const int grades[] = {3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3};
    const int expected[] = {0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21};
    struct schedule_parameters parameters = utc_parameters();
    struct memory memory = {.due = START};
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        memory = schedule_review(&parameters, &memory, (enum grade)grades[i], memory.due, 1);
        ck_assert_int_eq(memory.interval, expected[i]);
    }
    ck_assert_int_eq(memory.lapses, 1);
    ck_assert_int_eq(memory.phase, PHASE_REVIEW);
}
END_TEST

START_TEST(first_intervals_without_steps)
{
    struct schedule_parameters parameters = utc_parameters();
    struct memory fresh = {0};
    for (enum grade grade = GRADE_AGAIN; grade <= GRADE_GOOD; grade++)
        ck_assert_int_eq(schedule_review(&parameters, &fresh, grade, START, 1).interval, 0);
    struct memory easy = schedule_review(&parameters, &fresh, GRADE_EASY, START, 1);
    ck_assert_int_eq(easy.interval, 8);
    ck_assert_int_eq(easy.phase, PHASE_REVIEW);
    parameters.learning_steps[0] = 0;
    ck_assert_int_eq(schedule_review(&parameters, &fresh, GRADE_GOOD, START, 1).interval, 2);
    parameters.same_day = false; /* days even for the first grade, in order */
    const int expected[] = {1, 2, 3, 8};
    for (enum grade grade = GRADE_AGAIN; grade <= GRADE_EASY; grade++)
        ck_assert_int_eq(schedule_review(&parameters, &fresh, grade, START, 1).interval, expected[grade - 1]);
}
END_TEST

START_TEST(weights_are_kept_in_their_ranges)
{
    struct schedule_parameters parameters = utc_parameters();
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        parameters.weights[i] = i % 2 ? -1e9 : NAN;
    struct fsrs fsrs;
    fsrs_init(&fsrs, &parameters);
    ck_assert_double_eq(fsrs.w[0], 0.001);
    ck_assert_double_eq(fsrs.w[19], 0.01);
    ck_assert_double_eq(fsrs.w[20], 0.1);
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        parameters.weights[i] = 1e9;
    fsrs_init(&fsrs, &parameters);
    ck_assert_double_eq(fsrs.w[4], 10);
    ck_assert_double_eq(fsrs.w[17], 2);
    ck_assert_double_eq(fsrs.w[20], 0.8);
    schedule_defaults(&parameters);
    parameters.weights[17] = parameters.weights[18] = 2;
    parameters.relearning_steps[1] = 20;
    fsrs_init(&fsrs, &parameters);
    double room = -(log(1.4835) + log(pow(2, 0.2629) - 1) + 0.3 * 1.6483) / 2;
    near(fsrs.w[17], sqrt(room));
    near(fsrs.w[18], sqrt(room));
}
END_TEST

START_TEST(weights_of_older_versions_are_converted)
{
    double old[SCHEDULE_WEIGHTS], weights[SCHEDULE_WEIGHTS];
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        old[i] = i + 1;
    ck_assert(fsrs_adopt_weights(old, 21, weights));
    ck_assert_mem_eq(old, weights, sizeof weights);
    ck_assert(fsrs_adopt_weights(old, 19, weights));
    near(weights[18], 19);
    near(weights[19], 0);
    near(weights[20], 0.5);
    ck_assert(fsrs_adopt_weights(old, 17, weights));
    near(weights[4], 5 + 2 * 6);
    near(weights[5], log(3 * 6 + 1) / 3);
    near(weights[6], 7.5);
    near(weights[17], 0);
    near(weights[20], 0.5);
    ck_assert(!fsrs_adopt_weights(old, 20, weights));
}
END_TEST

TCase *model_tests(void)
{
    TCase *tests = tcase_create("model");
    tcase_add_test(tests, first_grades);
    tcase_add_test(tests, difficulty_after_each_grade);
    tcase_add_test(tests, stability_after_each_grade);
    tcase_add_test(tests, intervals_for_each_retention);
    tcase_add_test(tests, a_history_with_and_without_same_day_memory);
    tcase_add_test(tests, intervals_when_every_grade_is_given_at_due);
    tcase_add_test(tests, first_intervals_without_steps);
    tcase_add_test(tests, weights_are_kept_in_their_ranges);
    tcase_add_test(tests, weights_of_older_versions_are_converted);
    return tests;
}
