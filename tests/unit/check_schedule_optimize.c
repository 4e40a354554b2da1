#include "check_schedule.h"

#include "base/vec.h"
#include "schedule/gradient.h"
#include "schedule/learner.h"
#include "schedule/optimize.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct past_reviews {
    struct past_review *items;
    size_t count, capacity;
};

/* A card from the day it is new to day `end`: asked when the schedule with default weights wants it, answered from the real memory.
 */
static void live_through(struct past_reviews *reviews, const struct schedule_parameters *real, int64_t start, int64_t end,
                         struct rng *rng)
{
    struct schedule_parameters believed = utc_parameters();
    struct learner habits;
    struct memory memory = {0}, truth = {0};
    learner_defaults(&habits);
    for (int64_t now = START + start * DAY + 12 * HOUR; now < START + end * DAY;) {
        int elapsed = memory.phase ? (int)(schedule_day(&believed, now) - schedule_day(&believed, memory.last_review)) : 0;
        enum grade grade = memory.phase == PHASE_NEW ? learner_first_grade(&habits, rng)
                           : elapsed ? learner_review_grade(&habits, schedule_retrievability(real, &truth, now), rng)
                                     : learner_step_grade(&habits, rng);
        *vec_add(reviews) = (struct past_review){now, elapsed, grade, memory.phase == PHASE_NEW};
        memory = schedule_review(&believed, &memory, grade, now, 1);
        truth = schedule_review(real, &truth, grade, now, 1);
        now = memory.phase == PHASE_REVIEW ? memory.due + 12 * HOUR : memory.due;
    }
}

static struct past_reviews a_year(const struct schedule_parameters *real, int items, uint64_t seed)
{
    struct past_reviews reviews = {0};
    struct rng rng;
    rng_init(&rng, seed);
    for (int i = 0; i < items; i++)
        live_through(&reviews, real, i * INT64_C(250) / items, 365, &rng);
    return reviews;
}

/* Learners whose memory is not that of the published weights. */
static struct schedule_parameters someone(int kind)
{
    struct schedule_parameters parameters = utc_parameters();
    double *w = parameters.weights;
    switch (kind) {
    case 0: /* forgets fast at first */
        for (int i = 0; i < 4; i++)
            w[i] *= 0.4;
        w[8] = 1.4;
        w[20] = 0.3;
        break;
    case 1: /* keeps what was learned */
        for (int i = 0; i < 4; i++)
            w[i] *= 3;
        w[8] = 2.4;
        break;
    case 2: /* loses a lot with each lapse, and finds hard things very hard */
        w[6] = 4;
        w[11] = 0.6;
        w[15] = 0.2;
        w[8] = 1.5;
        break;
    default:
        break;
    }
    return parameters;
}

static void same_to(double actual, double expected, double tolerance, const char *what, int index)
{
    ck_assert_msg(fabs(actual - expected) <= tolerance * fmax(1, fabs(expected)), "%s %d: %.10g is not %.10g", what, index, actual,
                  expected);
}

/* Recall, stability and difficulty at the end of a history, by the model that the schedule uses. */
static void plain_end(const struct schedule_parameters *parameters, const enum grade *grades, const int *days, size_t count,
                      double end[3])
{
    struct fsrs fsrs;
    fsrs_init(&fsrs, parameters);
    end[1] = fsrs_first_stability(&fsrs, grades[0]);
    end[2] = fsrs_first_difficulty(&fsrs, grades[0]);
    for (size_t i = 1; i < count; i++) {
        end[1] = fsrs_next_stability(&fsrs, end[1], end[2], days[i], grades[i]);
        end[2] = fsrs_next_difficulty(&fsrs, end[2], grades[i]);
    }
    end[0] = fsrs_retrievability(&fsrs, 9, end[1]);
}

static void check_history(const enum grade *grades, const int *days, size_t count)
{
    struct schedule_parameters parameters = utc_parameters(), turned;
    parameters.weights[7] = 0.2; /* away from the end of its range */
    struct fsrs fsrs;
    double end[3], low[3], high[3];
    fsrs_init(&fsrs, &parameters);
    struct dual_memory memory = gradient_first(&fsrs, grades[0]);
    for (size_t i = 1; i < count; i++)
        memory = gradient_next(&fsrs, &memory, days[i], grades[i]);
    struct dual ends[] = {gradient_recall(&fsrs, &memory, 9), memory.stability, memory.difficulty};
    plain_end(&parameters, grades, days, count, end);
    for (int i = 0; i < 3; i++)
        same_to(ends[i].value, end[i], 1e-12, "value", i);
    for (int w = 0; w < SCHEDULE_WEIGHTS; w++) {
        double step = 1e-6 * fmax(0.01, parameters.weights[w]);
        turned = parameters;
        turned.weights[w] += step;
        plain_end(&turned, grades, days, count, high);
        turned.weights[w] -= 2 * step;
        plain_end(&turned, grades, days, count, low);
        for (int i = 0; i < 3; i++)
            same_to(ends[i].slope[w], (high[i] - low[i]) / (2 * step), 1e-4, "slope by weight", w);
    }
}

START_TEST(derivatives_are_those_of_the_schedule)
{
    static const int days[] = {0, 0, 1, 4, 11, 3, 0, 2};
    check_history((const enum grade[]){1, 3, 3, 2, 1, 3, 4, 3}, days, 8);
    check_history((const enum grade[]){3, 4, 1, 1, 3, 4, 1, 2}, days, 8);
    check_history((const enum grade[]){2, 2, 2, 3, 3, 1, 2, 3}, days, 8);
    check_history((const enum grade[]){4}, days, 1);
}
END_TEST

/* A year of one learner, fitted; adds what the fit and what the true weights foretell better than the defaults, in log loss. */
static void fit_a_year(int kind, uint64_t seed, double *gained, double *possible)
{
    struct schedule_parameters real = someone(kind), defaults = utc_parameters();
    struct past_reviews reviews = a_year(&real, 250, seed);
    struct fit fit;
    size_t tested;
    clock_t began = clock();
    optimize_fit(&fit, reviews.items, reviews.count, &defaults);
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    struct foresight truth = optimize_foresight(reviews.items, reviews.count, &real, fit.split, &tested);
    ck_assert_uint_eq(tested, fit.tested);
    ck_assert(fit.tested > fit.trained / 5 && fit.tested < fit.trained / 3);
    if (getenv("SCHEDULE_FIGURES"))
        printf("# learner %d: %zu reviews, log loss %.4f -> %.4f (true weights %.4f), calibration error %.3f -> %.3f, %.2f s\n",
               kind, fit.trained + fit.tested, fit.before.loss, fit.after.loss, truth.loss, fit.before.rmse, fit.after.rmse,
               seconds);
    ck_assert_msg(fit.better, "learner %d, seed %d: log loss %g, before %g", kind, (int)seed, fit.after.loss, fit.before.loss);
    *gained += fit.before.loss - fit.after.loss;
    *possible += fit.before.loss - truth.loss;
    vec_release(&reviews);
}

START_TEST(other_memories_are_foretold_better_than_by_the_defaults)
{
    for (int kind = 0; kind < 3; kind++) {
        double gained = 0, possible = 0;
        for (uint64_t seed = 1; seed <= 3; seed++)
            fit_a_year(kind, seed, &gained, &possible);
        ck_assert_msg(gained > 0.6 * possible, "learner %d: gained %g of %g", kind, gained / 3, possible / 3);
    }
}
END_TEST

START_TEST(a_usual_memory_keeps_usual_weights)
{
    struct schedule_parameters usual = utc_parameters();
    struct past_reviews reviews = a_year(&usual, 250, 5);
    struct fit fit, again;
    optimize_fit(&fit, reviews.items, reviews.count, &usual);
    optimize_fit(&again, reviews.items, reviews.count, &usual);
    ck_assert_mem_eq(&fit, &again, sizeof fit); /* nothing is left to chance */
    if (getenv("SCHEDULE_FIGURES"))
        printf("# usual learner: log loss %.4f -> %.4f\n", fit.before.loss, fit.after.loss);
    ck_assert_double_le(fit.after.loss, fit.before.loss + 0.006);
    ck_assert(fit.better == (fit.after.loss < fit.before.loss));
    struct schedule_parameters fitted = usual;
    struct fsrs fsrs;
    memcpy(fitted.weights, fit.weights, sizeof fitted.weights);
    fsrs_init(&fsrs, &fitted);
    ck_assert_mem_eq(fsrs.w, fit.weights, sizeof fit.weights); /* within the ranges of the model */
    ck_assert(fit.weights[0] <= fit.weights[1] && fit.weights[1] <= fit.weights[2] && fit.weights[2] <= fit.weights[3]);
    vec_release(&reviews);
}
END_TEST

START_TEST(only_grades_on_later_days_tell_something)
{
    const struct past_review reviews[] = {
        {START, 0, GRADE_GOOD, true},        {START + MINUTE, 0, GRADE_GOOD, false}, {START + DAY, 1, GRADE_AGAIN, false},
        {START + DAY, 0, GRADE_GOOD, false}, {START, 5, GRADE_GOOD, true},           {START + 2 * DAY, 2, GRADE_GOOD, false},
    };
    struct schedule_parameters parameters = utc_parameters();
    size_t scored;
    ck_assert_uint_eq(optimize_usable(reviews, 6), 2);
    optimize_foresight(reviews, 6, &parameters, START + 2 * DAY, &scored);
    ck_assert_uint_eq(scored, 1);
    ck_assert_uint_eq(optimize_usable(NULL, 0), 0);
}
END_TEST

START_TEST(a_strange_log_gives_weights_all_the_same)
{
    struct past_reviews reviews = {0};
    struct schedule_parameters parameters = utc_parameters();
    struct fit fit;
    for (int i = 0; i < 3000; i++) /* always forgotten, once a century, all at one time */
        *vec_add(&reviews) = (struct past_review){START, 36500, GRADE_AGAIN, i % 10 == 0};
    optimize_fit(&fit, reviews.items, reviews.count, &parameters);
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        ck_assert(isfinite(fit.weights[i]));
    for (size_t i = 0; i < reviews.count; i++) /* always known, and an hour later on the next day */
        reviews.items[i] = (struct past_review){START + (int64_t)i * HOUR, 1, GRADE_EASY, i % 500 == 0};
    optimize_fit(&fit, reviews.items, reviews.count, &parameters);
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        ck_assert(isfinite(fit.weights[i]));
    ck_assert(isfinite(fit.after.loss));
    vec_release(&reviews);
}
END_TEST

TCase *optimize_tests(void)
{
    TCase *tests = tcase_create("optimize");
    tcase_add_test(tests, derivatives_are_those_of_the_schedule);
    tcase_add_test(tests, other_memories_are_foretold_better_than_by_the_defaults);
    tcase_add_test(tests, a_usual_memory_keeps_usual_weights);
    tcase_add_test(tests, only_grades_on_later_days_tell_something);
    tcase_add_test(tests, a_strange_log_gives_weights_all_the_same);
    return tests;
}
