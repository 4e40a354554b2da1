#include "check_schedule.h"

#include "schedule/optimize.h"
#include "schedule/plan.h"
#include "schedule/queue.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS = 150, LOG_MAX = 40 };

/* Someone whose memory follows the model with weights of their own, which the planner knows or not. */
struct student {
    struct schedule_parameters believed, real;
    struct learner habits;
    struct rng rng;
    struct queue_candidate items[ITEMS]; /* as the schedule believes */
    struct memory memories[ITEMS];       /* as they are */
    size_t count;
    struct past_review log[ITEMS][LOG_MAX]; /* what was answered so far, as far as it is needed */
    size_t logged[ITEMS];
};

static struct student *student_new(const struct schedule_parameters *believed, const struct schedule_parameters *real, size_t count,
                                   uint64_t seed)
{
    struct student *student = calloc(1, sizeof *student);
    ck_assert_ptr_nonnull(student);
    student->believed = *believed;
    student->real = *real;
    student->count = count;
    learner_defaults(&student->habits);
    rng_init(&student->rng, seed);
    return student;
}

static int64_t noon(int64_t day)
{
    return START + day * DAY + 12 * HOUR;
}

static int64_t exam_in(int days)
{
    return START / DAY + days;
}

/* The plan as of the morning of day `day`, counted from the start; its parameters hold from now on. */
static struct plan plan_on(struct student *student, struct plan_goal *goal, int64_t day)
{
    struct plan_item items[ITEMS];
    struct plan plan;
    for (size_t i = 0; i < student->count; i++)
        items[i] = (struct plan_item){student->items[i].memory, i};
    plan_make(&plan, items, student->count, goal, &student->believed, &student->habits, noon(day));
    goal->window = plan.window;
    goal->pace = plan.minutes;
    return plan;
}

static void answer(struct student *student, const struct schedule_parameters *planned, struct queue *queue, size_t item,
                   int64_t now)
{
    struct memory *memory = &student->items[item].memory, *real = &student->memories[item];
    bool later = schedule_day(planned, memory->last_review) < schedule_day(planned, now);
    enum grade grade =
        memory->phase == PHASE_NEW ? learner_first_grade(&student->habits, &student->rng)
        : later ? learner_review_grade(&student->habits, schedule_retrievability(&student->real, real, now), &student->rng)
                : learner_step_grade(&student->habits, &student->rng);
    if (student->logged[item] < LOG_MAX)
        student->log[item][student->logged[item]++] =
            (struct past_review){now, later ? (int)(schedule_day(planned, now) - schedule_day(planned, memory->last_review)) : 0,
                                 grade, memory->phase == PHASE_NEW};
    *memory = schedule_review(planned, memory, grade, now, item);
    *real = schedule_review(&student->real, real, grade, now, item);
    queue_answered(queue, item, memory);
}

/* A day as the plan asks for it, in the order of the review queue. */
static void study(struct student *student, const struct plan *plan, const struct plan_goal *goal, int64_t day, size_t index)
{
    struct schedule_parameters planned = plan_parameters(&student->believed, goal->day, plan->retention, plan->window);
    struct queue_options options = {.new_limit = (size_t)lround(plan->items[index].fresh),
                                    .review_limit = (size_t)lround(plan->items[index].reviews)};
    struct queue queue;
    int64_t now = noon(day);
    size_t item;
    for (size_t i = 0; i < student->count; i++)
        if (student->items[i].memory.phase == PHASE_REVIEW) /* as a fold under the plan's parameters would leave it */
            student->items[i].memory.due = schedule_day_start(&planned, schedule_due_day(&planned, &student->items[i].memory, i));
    queue_build(&queue, student->items, student->count, NULL, 1, &options, &planned, now, &student->rng);
    for (now += MINUTE / 6; queue_left(&queue, NULL) && now < noon(day) + 10 * HOUR; now += MINUTE / 6)
        if (queue_next(&queue, now, &item))
            answer(student, &planned, &queue, item, now);
    queue_release(&queue);
}

/* The share of items that is recalled on the exam's day, tried out with the real memories. */
static double examine(struct student *student, const struct plan_goal *goal)
{
    double recall = 0;
    int64_t now = goal->day * DAY + 12 * HOUR;
    for (size_t i = 0; i < student->count; i++)
        recall += rng_uniform(&student->rng) < schedule_retrievability(&student->real, &student->memories[i], now);
    return recall / (double)student->count;
}

/* Learns to the exam and plans anew every `every` days; days from `away` to `back` are missed.  What the last plan made by day
   `until` predicted, less what came true. */
static double prediction_error(struct student *student, struct plan_goal goal, int days, int every, int away, int back)
{
    struct plan plan = {0};
    double predicted = 0;
    for (int day = 0, made = 0; day < days; day++) {
        if (day % every == 0 || day == back) {
            plan_release(&plan);
            plan = plan_on(student, &goal, day);
            made = day;
            if (day <= back)
                predicted = plan.recall;
        }
        if (day < away || day >= back)
            study(student, &plan, &goal, day, (size_t)(day - made));
    }
    plan_release(&plan);
    return predicted - examine(student, &goal);
}

/* Fits the weights to what was answered so far, and folds every memory anew. */
static void believe_in_fitted_weights(struct student *student)
{
    static struct past_review reviews[ITEMS * LOG_MAX];
    struct fit fit;
    size_t count = 0;
    for (size_t item = 0; item < student->count; item++)
        for (size_t i = 0; i < student->logged[item]; i++)
            reviews[count++] = student->log[item][i];
    ck_assert_uint_ge(optimize_usable(reviews, count), OPTIMIZE_MINIMUM);
    optimize_fit(&fit, reviews, count, &student->believed);
    if (fit.better)
        memcpy(student->believed.weights, fit.weights, sizeof fit.weights);
    for (size_t item = 0; item < student->count; item++) {
        struct memory *memory = &student->items[item].memory;
        *memory = (struct memory){0};
        for (size_t i = 0; i < student->logged[item]; i++)
            *memory = schedule_review(&student->believed, memory, student->log[item][i].grade, student->log[item][i].at, item);
    }
}

/* Learns for `fit_day` days as if with a usual memory, then with fitted weights; what was predicted then, less what came true. */
static double error_after_fit(struct student *student, struct plan_goal goal, int days, int fit_day)
{
    struct plan plan = {0};
    double predicted = 0;
    for (int day = 0; day < days; day++) {
        if (day == fit_day)
            believe_in_fitted_weights(student);
        plan_release(&plan);
        plan = plan_on(student, &goal, day);
        if (day <= fit_day)
            predicted = plan.recall;
        study(student, &plan, &goal, day, 0);
    }
    plan_release(&plan);
    return predicted - examine(student, &goal);
}

static double mean_error(const struct schedule_parameters *real, const struct plan_goal *goal, int days, int every, int away,
                         int back)
{
    enum { STUDENTS = 12 };
    double sum = 0;
    for (uint64_t seed = 1; seed <= STUDENTS; seed++) {
        struct student *student = student_new(real, real, ITEMS, seed);
        sum += prediction_error(student, *goal, days, every, away, back);
        free(student);
    }
    return sum / STUDENTS;
}

static void within_three_points(const char *who, double error)
{
    if (getenv("SCHEDULE_FIGURES"))
        printf("# %s: predicted %+.2f points more than came true\n", who, 100 * error);
    ck_assert_msg(fabs(error) <= 0.03, "%s: predicted %+.1f points more than came true", who, 100 * error);
}

/* Someone who forgets faster, and finds things hard. */
static struct schedule_parameters forgetful(void)
{
    struct schedule_parameters parameters = utc_parameters();
    for (int i = 0; i < 4; i++)
        parameters.weights[i] *= 0.5;
    parameters.weights[8] = 1.5;
    parameters.weights[20] = 0.25;
    return parameters;
}

START_TEST(the_prediction_is_met)
{
    struct schedule_parameters parameters = utc_parameters();
    const struct plan_goal goal = {exam_in(30), 0.9, 0, 0, 0}, strict = {exam_in(30), 0.95, 0, 0, 0},
                           limited = {exam_in(12), 0.95, 5, 0, 0};
    within_three_points("one plan, followed", mean_error(&parameters, &goal, 30, 30, 30, 0));
    within_three_points("planned anew each day", mean_error(&parameters, &goal, 30, 1, 30, 0));
    within_three_points("a high goal", mean_error(&parameters, &strict, 30, 5, 30, 0));
    within_three_points("a goal out of reach", mean_error(&parameters, &limited, 12, 3, 12, 0));
}
END_TEST

START_TEST(the_prediction_is_met_by_other_memories)
{
    struct schedule_parameters parameters = forgetful();
    const struct plan_goal goal = {exam_in(40), 0.9, 0, 0, 0}, limited = {exam_in(20), 0.9, 6, 0, 0};
    within_three_points("forgetful", mean_error(&parameters, &goal, 40, 4, 40, 0));
    within_three_points("forgetful, with little time", mean_error(&parameters, &limited, 20, 4, 20, 0));
}
END_TEST

START_TEST(the_prediction_is_met_once_the_weights_are_fitted)
{
    struct schedule_parameters usual = utc_parameters(), real = forgetful();
    const struct plan_goal goal = {exam_in(90), 0.95, 0, 0, 0};
    double sum = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct student *student = student_new(&usual, &real, ITEMS, seed);
        sum += error_after_fit(student, goal, 90, 70);
        free(student);
    }
    within_three_points("forgetful, with fitted weights", sum / 6);
}
END_TEST

START_TEST(after_missed_days_the_new_plan_is_met)
{
    struct schedule_parameters parameters = utc_parameters();
    const struct plan_goal goal = {exam_in(30), 0.9, 0, 0, 0};
    within_three_points("eight days missed", mean_error(&parameters, &goal, 30, 5, 8, 16));
}
END_TEST

static struct plan plan_for_new(size_t count, struct plan_goal goal)
{
    struct schedule_parameters parameters = utc_parameters();
    struct student *student = student_new(&parameters, &parameters, count, 1);
    struct plan plan = plan_on(student, &goal, 0);
    free(student);
    return plan;
}

START_TEST(the_load_is_spread)
{
    struct plan plan = plan_for_new(ITEMS, (struct plan_goal){exam_in(30), 0.9, 0, 0, 0});
    double fresh = 0, most = 0;
    ck_assert(plan.reached);
    ck_assert_uint_eq(plan.count, 30);
    for (size_t i = 0; i < plan.count; i++) {
        ck_assert_int_eq(plan.items[i].day, START / DAY + (int64_t)i);
        fresh += plan.items[i].fresh;
        most = fmax(most, plan.items[i].minutes);
        ck_assert(i < plan.count - (size_t)plan.window || plan.items[i].fresh < 1);
    }
    ck_assert_double_eq_tol(fresh, ITEMS, 1);
    ck_assert(most <= plan.minutes + 0.5);
    plan_release(&plan);
}
END_TEST

START_TEST(what_cannot_be_reached_is_told_with_what_it_would_take)
{
    struct plan_goal goal = {exam_in(8), 0.9, 3, 0, 0};
    struct plan plan = plan_for_new(ITEMS, goal);
    ck_assert(!plan.reached);
    ck_assert(plan.recall > 0.2 && plan.recall < 0.85);
    ck_assert(plan.needed_minutes > 3 && plan.needed_minutes < 60);
    goal.minutes = plan.needed_minutes;
    struct plan enough = plan_for_new(ITEMS, goal);
    ck_assert_msg(enough.recall > 0.88, "%g minutes give only %g", goal.minutes, enough.recall);
    plan_release(&plan);
    plan_release(&enough);
    goal = (struct plan_goal){exam_in(1), 0.999, 0, 0, 0};
    plan = plan_for_new(ITEMS, goal);
    ck_assert(!plan.reached && plan.needed_minutes == 0);
    plan_release(&plan);
}
END_TEST

START_TEST(no_day_takes_longer_than_the_limit)
{
    static const double limits[] = {1, 3, 10, 30};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct plan plan = plan_for_new(ITEMS, (struct plan_goal){exam_in(12), 0.95, limits[i], 0, 0});
        double fresh = 0, minutes = 0;
        for (size_t day = 0; day < plan.count; day++) {
            ck_assert_msg(plan.items[day].minutes <= limits[i], "day %zu takes %.17g of %g minutes", day, plan.items[day].minutes,
                          limits[i]);
            fresh += plan.items[day].fresh;
            minutes += plan.items[day].minutes;
        }
        ck_assert(i > 1 || minutes > 0.98 * limits[i] * 12); /* and it is made use of */
        ck_assert_double_eq_tol(fresh + plan.unmet, ITEMS, 1);
        ck_assert(i > 0 || plan.unmet > ITEMS / 2);
        plan_release(&plan);
    }
}
END_TEST

START_TEST(retention_is_raised_only_as_needed)
{
    struct plan easy = plan_for_new(60, (struct plan_goal){exam_in(20), 0.85, 10, 0, 0});
    ck_assert(easy.reached);
    ck_assert_double_eq(easy.retention, 0.9);
    struct plan hard = plan_for_new(60, (struct plan_goal){exam_in(60), 0.985, 60, 0, 0});
    ck_assert(hard.retention > 0.9);
    plan_release(&easy);
    plan_release(&hard);
}
END_TEST

START_TEST(nothing_to_learn_needs_no_time)
{
    struct plan plan = plan_for_new(0, (struct plan_goal){exam_in(5), 0.9, 0, 0, 0});
    ck_assert(plan.reached);
    ck_assert_uint_eq(plan.count, 5);
    ck_assert_double_eq(plan.items[0].minutes, 0);
    plan_release(&plan);
}
END_TEST

START_TEST(no_interval_leads_past_the_exam)
{
    struct schedule_parameters parameters = utc_parameters();
    int64_t exam = exam_in(40);
    parameters = plan_parameters(&parameters, exam, 0.9, 6);
    int seen[40] = {0};
    for (uint64_t seed = 0; seed < 600; seed++) {
        struct memory memory = {0};
        memory = schedule_review(&parameters, &memory, GRADE_EASY, noon(0), seed);
        while (schedule_day(&parameters, memory.due) < exam - 6)
            memory = schedule_review(&parameters, &memory, GRADE_GOOD, memory.due, seed);
        int64_t last = schedule_day(&parameters, memory.due);
        ck_assert_int_lt(last, exam);
        ck_assert_int_eq(last, schedule_due_day(&parameters, &memory, seed));
        seen[last - START / DAY]++;
        memory = schedule_review(&parameters, &memory, GRADE_GOOD, memory.due, seed);
        ck_assert_int_gt(schedule_day(&parameters, memory.due), exam); /* that was the last time before it */
    }
    for (int day = 34; day < 40; day++)
        ck_assert_int_gt(seen[day], 50);
}
END_TEST

START_TEST(habits_are_measured)
{
    struct learner_grade grades[400];
    struct learner learner, usual;
    for (int i = 0; i < 400; i++)
        grades[i] = (struct learner_grade){
            .grade = i % 2 ? GRADE_GOOD : GRADE_HARD, .first = i < 100, .same_day = i >= 300, .took_ms = 40000};
    learner_defaults(&usual);
    learner_measure(&learner, grades, 0);
    ck_assert_double_eq(learner.review_seconds, usual.review_seconds);
    learner_measure(&learner, grades, 400);
    ck_assert_double_eq_tol(learner.review_seconds, (30 * 10 + 300 * 40) / 330.0, 1e-9);
    ck_assert_double_eq_tol(learner.new_seconds, (30 * 20 + 100 * 40) / 130.0, 1e-9);
    ck_assert(learner.first[GRADE_HARD] > 0.3 && learner.recalled[GRADE_HARD] > 0.4);
    double first = 0, recalled = 0;
    for (enum grade grade = GRADE_AGAIN; grade <= GRADE_EASY; grade++) {
        first += learner.first[grade];
        recalled += learner.recalled[grade];
    }
    ck_assert_double_eq_tol(first, 1, 1e-9);
    ck_assert_double_eq_tol(recalled, 1, 1e-9);
}
END_TEST

TCase *plan_tests(void)
{
    TCase *tests = tcase_create("plan");
    tcase_add_test(tests, the_prediction_is_met);
    tcase_add_test(tests, the_prediction_is_met_by_other_memories);
    tcase_add_test(tests, the_prediction_is_met_once_the_weights_are_fitted);
    tcase_add_test(tests, after_missed_days_the_new_plan_is_met);
    tcase_add_test(tests, the_load_is_spread);
    tcase_add_test(tests, what_cannot_be_reached_is_told_with_what_it_would_take);
    tcase_add_test(tests, no_day_takes_longer_than_the_limit);
    tcase_add_test(tests, retention_is_raised_only_as_needed);
    tcase_add_test(tests, nothing_to_learn_needs_no_time);
    tcase_add_test(tests, no_interval_leads_past_the_exam);
    tcase_add_test(tests, habits_are_measured);
    return tests;
}
