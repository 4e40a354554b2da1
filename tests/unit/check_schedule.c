#include "check_schedule.h"

#include "base/rng.h"
#include "runner.h"

#include <math.h>
#include <string.h>

struct schedule_parameters utc_parameters(void)
{
    struct schedule_parameters parameters;
    schedule_defaults(&parameters);
    parameters.day_start_hour = 0;
    return parameters;
}

struct memory review_all(const struct schedule_parameters *parameters, const int *grades, const int *days, size_t count)
{
    struct memory memory = {0};
    int64_t now = START;
    for (size_t i = 0; i < count; i++) {
        now += days[i] * DAY;
        memory = schedule_review(parameters, &memory, (enum grade)grades[i], now, 1);
    }
    return memory;
}

static void in_step(const struct memory *memory, enum phase phase, int step, int64_t due)
{
    ck_assert_int_eq(memory->phase, phase);
    ck_assert_int_eq(memory->step, step);
    ck_assert_int_eq(memory->due, due);
    ck_assert_int_eq(memory->interval, 0);
}

START_TEST(learning_steps)
{
    struct schedule_parameters parameters = utc_parameters();
    struct memory fresh = {0};
    struct memory again = schedule_review(&parameters, &fresh, GRADE_AGAIN, START, 1);
    in_step(&again, PHASE_LEARNING, 0, START + MINUTE);
    struct memory hard = schedule_review(&parameters, &fresh, GRADE_HARD, START, 1);
    in_step(&hard, PHASE_LEARNING, 0, START + 6 * MINUTE);
    struct memory good = schedule_review(&parameters, &fresh, GRADE_GOOD, START, 1);
    in_step(&good, PHASE_LEARNING, 1, START + 10 * MINUTE);
    struct memory hard_again = schedule_review(&parameters, &good, GRADE_HARD, good.due, 1);
    in_step(&hard_again, PHASE_LEARNING, 1, good.due + 6 * MINUTE);
    struct memory back = schedule_review(&parameters, &good, GRADE_AGAIN, good.due, 1);
    in_step(&back, PHASE_LEARNING, 0, good.due + MINUTE);
    struct memory graduated = schedule_review(&parameters, &good, GRADE_GOOD, good.due, 1);
    ck_assert_int_eq(graduated.phase, PHASE_REVIEW);
    ck_assert_int_eq(graduated.interval, 2);
    ck_assert_int_eq(graduated.due, START + 2 * DAY);
    ck_assert_int_eq(schedule_review(&parameters, &again, GRADE_EASY, again.due, 1).phase, PHASE_REVIEW);
    parameters.learning_steps[1] = 0; /* a single step: Hard waits half as long again */
    parameters.learning_steps[0] = 10;
    hard = schedule_review(&parameters, &fresh, GRADE_HARD, START, 1);
    in_step(&hard, PHASE_LEARNING, 0, START + 15 * MINUTE);
}
END_TEST

START_TEST(relearning_steps)
{
    struct schedule_parameters parameters = utc_parameters();
    const int grades[] = {4, 1}, days[] = {0, 8};
    struct memory lapsed = review_all(&parameters, grades, days, 2);
    in_step(&lapsed, PHASE_RELEARNING, 0, START + 8 * DAY + 10 * MINUTE);
    ck_assert_int_eq(lapsed.lapses, 1);
    struct memory twice = schedule_review(&parameters, &lapsed, GRADE_AGAIN, lapsed.due, 1);
    in_step(&twice, PHASE_RELEARNING, 0, lapsed.due + 10 * MINUTE);
    ck_assert_int_eq(twice.lapses, 1);
    ck_assert_int_eq(schedule_review(&parameters, &lapsed, GRADE_GOOD, lapsed.due, 1).phase, PHASE_REVIEW);
    parameters.relearning_steps[0] = 0;
    struct memory direct = review_all(&parameters, grades, days, 2);
    ck_assert_int_eq(direct.phase, PHASE_REVIEW);
    ck_assert_int_ge(direct.interval, 1);
    parameters.relearning_steps[0] = 2 * 24 * 60; /* a step of days is a review */
    struct memory long_step = review_all(&parameters, grades, days, 2);
    ck_assert_int_eq(long_step.phase, PHASE_REVIEW);
    ck_assert_int_eq(long_step.interval, 2);
}
END_TEST

START_TEST(fuzz_spreads_within_the_published_ranges)
{
    const struct {
        double stability;
        int low, high;
    } ranges[] = {{3, 2, 4}, {7, 5, 9}, {10, 8, 12}, {30, 27, 33}, {100, 93, 107}};
    struct schedule_parameters parameters = utc_parameters();
    parameters.learning_steps[0] = 0;
    parameters.fuzz = true;
    struct memory fresh = {0};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        int lowest = INT32_MAX, highest = 0;
        parameters.weights[2] = ranges[i].stability; /* of a first Good */
        for (uint64_t seed = 0; seed < 2000; seed++) {
            int interval = schedule_review(&parameters, &fresh, GRADE_GOOD, START, seed).interval;
            lowest = interval < lowest ? interval : lowest;
            highest = interval > highest ? interval : highest;
            ck_assert_int_eq(interval, schedule_review(&parameters, &fresh, GRADE_GOOD, START + HOUR, seed).interval);
        }
        ck_assert_int_eq(lowest, ranges[i].low);
        ck_assert_int_eq(highest, ranges[i].high);
    }
}
END_TEST

static void check_bounds(const struct schedule_parameters *parameters, const struct memory *memory, int64_t now)
{
    ck_assert(memory->stability >= 0.001 && memory->stability <= 36500);
    ck_assert(memory->difficulty >= 1 && memory->difficulty <= 10);
    ck_assert_int_gt(memory->due, now);
    ck_assert_int_ge(memory->interval, 0);
    ck_assert_int_le(memory->interval, parameters->maximum_interval);
    ck_assert_int_eq(memory->interval == 0, memory->phase != PHASE_REVIEW);
    double now_recall = schedule_retrievability(parameters, memory, now);
    double later = schedule_retrievability(parameters, memory, now + 40 * DAY);
    ck_assert(now_recall <= 1 && later < now_recall && later >= 0);
}

static void check_button_order(const struct schedule_parameters *parameters, const struct memory *memory, int64_t now,
                               uint64_t seed)
{
    int last = 0;
    for (enum grade grade = GRADE_HARD; grade <= GRADE_EASY && memory->phase == PHASE_REVIEW; grade++) {
        int interval = schedule_review(parameters, memory, grade, now, seed).interval;
        ck_assert(interval > last || interval == parameters->maximum_interval);
        last = interval;
    }
}

START_TEST(any_history_stays_within_bounds)
{
    struct rng rng;
    rng_init(&rng, 7);
    for (int round = 0; round < 2000; round++) {
        struct schedule_parameters parameters;
        schedule_defaults(&parameters);
        parameters.fuzz = rng_below(&rng, 2);
        parameters.same_day = rng_below(&rng, 4) > 0;
        parameters.desired_retention = 0.7 + 0.29 * rng_uniform(&rng);
        parameters.maximum_interval = (int)(5 + rng_below(&rng, 36496));
        parameters.utc_offset_minutes = (int)rng_below(&rng, 1560) - 720;
        for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
            parameters.weights[i] *= 0.2 + 2 * rng_uniform(&rng);
        struct memory memory = {0};
        int64_t now = START;
        for (int i = 0; i < 30; i++) {
            now += (int64_t)(exp(rng_uniform(&rng) * 22) * (double)(rng_below(&rng, 10) ? 1 : -1));
            check_button_order(&parameters, &memory, now, (uint64_t)round);
            memory = schedule_review(&parameters, &memory, (enum grade)(1 + rng_below(&rng, 4)), now, (uint64_t)round);
            check_bounds(&parameters, &memory, now);
        }
    }
}
END_TEST

START_TEST(days_begin_at_the_local_hour)
{
    struct schedule_parameters parameters;
    schedule_defaults(&parameters);
    parameters.utc_offset_minutes = -300; /* New York in winter: the day begins at 09:00 UTC */
    int64_t day = START / DAY;
    ck_assert_int_eq(schedule_day(&parameters, START + 9 * HOUR), day);
    ck_assert_int_eq(schedule_day(&parameters, START + 9 * HOUR - 1), day - 1);
    ck_assert_int_eq(schedule_day(&parameters, 0), -1);
    struct memory fresh = {0};
    struct memory easy = schedule_review(&parameters, &fresh, GRADE_EASY, START + 20 * HOUR, 1);
    ck_assert_int_eq(easy.due, START + 8 * DAY + 9 * HOUR);
    ck_assert_int_eq(schedule_day(&parameters, INT64_MIN), schedule_day(&parameters, INT64_MIN + 1));
    ck_assert_int_eq(schedule_day(&parameters, INT64_MAX), schedule_day(&parameters, INT64_MAX - 1));
}
END_TEST

START_TEST(a_clock_set_back_is_no_time)
{
    struct schedule_parameters parameters = utc_parameters();
    const int grades[] = {4, 3}, same[] = {0, 0}, back[] = {0, -3650};
    struct memory expected = review_all(&parameters, grades, same, 2), actual = review_all(&parameters, grades, back, 2);
    ck_assert(expected.stability == actual.stability && expected.interval == actual.interval);
    ck_assert_int_eq(actual.due, expected.due - 3650 * DAY); /* counted from the clock as it is now */
}
END_TEST

START_TEST(no_grade_changes_nothing)
{
    struct schedule_parameters parameters = utc_parameters();
    struct memory fresh = {0}, memory = schedule_review(&parameters, &fresh, GRADE_GOOD, START, 1);
    struct memory none = schedule_review(&parameters, &memory, GRADE_NONE, START + DAY, 1);
    struct memory odd = schedule_review(&parameters, &memory, (enum grade)9, START + DAY, 1);
    ck_assert_int_eq(none.repetitions, 1);
    ck_assert_int_eq(odd.due, memory.due);
    ck_assert_double_eq(schedule_retrievability(&parameters, &fresh, START), 0);
}
END_TEST

START_TEST(spans_are_told_in_words)
{
    const struct {
        int64_t span;
        const char *text;
    } cases[] = {
        {-1, "now"},
        {0, "now"},
        {1000, "1 min"},
        {MINUTE, "1 min"},
        {10 * MINUTE, "10 min"},
        {59 * MINUTE + 50000, "1 h"},
        {90 * MINUTE, "2 h"},
        {23 * HOUR + 40 * MINUTE, "1 d"},
        {DAY, "1 d"},
        {3 * DAY, "3 d"},
        {60 * DAY, "60 d"},
        {122 * DAY, "4 mo"},
        {340 * DAY, "11 mo"},
        {364 * DAY, "1.0 y"},
        {767 * DAY, "2.1 y"},
        {36500 * DAY, "100 y"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[16];
        schedule_interval_text(cases[i].span, text, sizeof text);
        ck_assert_str_eq(text, cases[i].text);
    }
    char small[3] = "xx";
    schedule_interval_text(36500 * DAY, small, sizeof small);
    ck_assert_str_eq(small, "10");
    struct schedule_parameters parameters;
    schedule_defaults(&parameters);
    struct memory fresh = {0}, good = schedule_review(&parameters, &fresh, GRADE_GOOD, START + 20 * HOUR, 1);
    ck_assert_int_eq(schedule_span(&good), 10 * MINUTE);
    struct memory easy = schedule_review(&parameters, &fresh, GRADE_EASY, START + 20 * HOUR, 1);
    ck_assert_int_eq(schedule_span(&easy), 8 * DAY);
}
END_TEST

START_TEST(seeds_are_stable)
{
    ck_assert(schedule_seed("") == UINT64_C(0xCBF29CE484222325)); /* FNV-1a's published values */
    ck_assert(schedule_seed("a") == UINT64_C(0xAF63DC4C8601EC8C));
    ck_assert(schedule_seed("foobar") == UINT64_C(0x85944171F73967E8));
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("schedule");
    TCase *tests = tcase_create("schedule");
    tcase_add_test(tests, learning_steps);
    tcase_add_test(tests, relearning_steps);
    tcase_add_test(tests, fuzz_spreads_within_the_published_ranges);
    tcase_add_test(tests, any_history_stays_within_bounds);
    tcase_add_test(tests, days_begin_at_the_local_hour);
    tcase_add_test(tests, a_clock_set_back_is_no_time);
    tcase_add_test(tests, no_grade_changes_nothing);
    tcase_add_test(tests, spans_are_told_in_words);
    tcase_add_test(tests, seeds_are_stable);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, calibration_tests());
    suite_add_tcase(suite, model_tests());
    suite_add_tcase(suite, optimize_tests());
    suite_add_tcase(suite, plan_tests());
    suite_add_tcase(suite, queue_tests());
    return suite;
}
