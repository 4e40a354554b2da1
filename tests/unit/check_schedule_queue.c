#include "check_schedule.h"

#include "schedule/queue.h"

#include <stdlib.h>
#include <string.h>

enum { MANY = 200 };

static const int64_t NOW = START + 12 * HOUR;

/* Of a review that was due `late` days ago and had waited as long as its stability. */
static struct memory due_memory(int interval, int late)
{
    int64_t due = START - late * DAY;
    return (struct memory){.phase = PHASE_REVIEW,
                           .stability = interval,
                           .difficulty = 5,
                           .repetitions = 3,
                           .interval = interval,
                           .due = due,
                           .last_review = due - interval * DAY};
}

static struct memory learning_memory(int64_t due)
{
    return (struct memory){.phase = PHASE_LEARNING, .stability = 1, .difficulty = 5, .due = due, .last_review = due - MINUTE};
}

static struct memory graduated(void)
{
    return (struct memory){.phase = PHASE_REVIEW, .stability = 2, .difficulty = 5, .due = START + 2 * DAY, .last_review = NOW};
}

static void build_with(struct queue *queue, const struct queue_candidate *candidates, size_t count,
                       const struct queue_topic *topics, size_t topic_count, const struct queue_options *options)
{
    struct schedule_parameters parameters = utc_parameters();
    struct rng rng;
    rng_init(&rng, 7);
    queue_build(queue, candidates, count, topics, topic_count, options, &parameters, NOW, &rng);
}

static void build(struct queue *queue, const struct queue_candidate *candidates, size_t count)
{
    struct queue_options options;
    queue_defaults(&options);
    build_with(queue, candidates, count, NULL, 1, &options);
}

/* Asks all that comes now, each answer leaving its item in days; how many there were. */
static size_t ask_all(struct queue *queue, size_t *order, size_t size)
{
    size_t count = 0, candidate;
    struct memory memory = graduated();
    while (count < size && queue_next(queue, NOW, &candidate)) {
        order[count++] = candidate;
        queue_answered(queue, candidate, &memory);
    }
    return count;
}

START_TEST(an_empty_queue_has_nothing)
{
    struct queue queue;
    size_t candidate;
    build(&queue, NULL, 0);
    ck_assert(!queue_next(&queue, NOW, &candidate));
    ck_assert_uint_eq(queue_left(&queue, NULL), 0);
    ck_assert_int_eq(queue_next_step(&queue), -1);
    queue_release(&queue);
}
END_TEST

START_TEST(what_is_furthest_past_its_time_comes_first)
{
    struct queue_candidate candidates[] = {
        {.memory = due_memory(100, 5)}, /* 5 % late */
        {.memory = due_memory(2, 3)},   /* 150 % */
        {.memory = due_memory(10, 5)},  /* 50 % */
        {.memory = due_memory(10, -1)}, /* tomorrow */
        {.memory = due_memory(10, 0)},  /* today */
    };
    const size_t expected[] = {1, 2, 0, 4};
    size_t order[8];
    struct queue queue;
    build(&queue, candidates, 5);
    ck_assert_uint_eq(queue.due, 4);
    ck_assert_uint_eq(ask_all(&queue, order, 8), 4);
    ck_assert_mem_eq(order, expected, sizeof expected);
    queue_release(&queue);
}
END_TEST

START_TEST(limits_hold_and_what_is_left_out_is_counted)
{
    struct queue_candidate candidates[MANY];
    for (size_t i = 0; i < MANY; i++)
        candidates[i] = (struct queue_candidate){.memory = i % 2 ? due_memory(5, 1) : (struct memory){0}};
    struct queue_options options = {.new_limit = 7, .review_limit = 30};
    struct queue queue;
    size_t order[MANY], fresh;
    build_with(&queue, candidates, MANY, NULL, 1, &options);
    ck_assert_uint_eq(queue.due, MANY / 2);
    ck_assert_uint_eq(queue.fresh, MANY / 2);
    ck_assert_uint_eq(queue_left(&queue, &fresh), 37);
    ck_assert_uint_eq(fresh, 7);
    ck_assert_uint_eq(ask_all(&queue, order, MANY), 37);
    ck_assert_uint_eq(queue_left(&queue, NULL), 0);
    queue_release(&queue);
}
END_TEST

START_TEST(new_items_are_spread_over_the_session_in_teaching_order)
{
    struct queue_candidate candidates[60];
    for (size_t i = 0; i < 60; i++)
        candidates[i] = (struct queue_candidate){.memory = i < 40 ? due_memory(5, 1) : (struct memory){0}, .topic = (60 - i) / 10};
    size_t order[60], last_new = 0, run = 0, before = 0;
    struct queue queue;
    build(&queue, candidates, 60);
    ck_assert_uint_eq(ask_all(&queue, order, 60), 60);
    for (size_t i = 0; i < 60; i++) {
        bool is_new = order[i] >= 40;
        run = is_new ? run + 1 : 0;
        ck_assert_uint_le(run, 1);
        if (!is_new)
            continue;
        ck_assert(!last_new || candidates[order[i]].topic > candidates[before].topic ||
                  (candidates[order[i]].topic == candidates[before].topic && order[i] > before));
        before = order[i];
        last_new = i;
    }
    ck_assert_uint_ge(last_new, 55);
    queue_release(&queue);
}
END_TEST

START_TEST(a_topic_opens_when_its_prerequisites_are_mastered)
{
    static const size_t first[] = {0};
    const struct queue_topic topics[] = {{0}, {first, 1}, {0}};
    struct queue_candidate candidates[11];
    for (size_t i = 0; i < 10; i++)
        candidates[i] = (struct queue_candidate){.memory = i < 5 ? graduated() : (struct memory){0}};
    candidates[10] = (struct queue_candidate){.topic = 1};
    struct queue_options options;
    struct schedule_parameters parameters = utc_parameters();
    struct queue queue;
    double mastery[3];
    queue_defaults(&options);
    build_with(&queue, candidates, 11, topics, 3, &options);
    ck_assert_uint_eq(queue.fresh, 5);
    ck_assert_uint_eq(queue.locked, 1);
    queue_release(&queue);
    queue_mastery(candidates, 11, 3, &parameters, NOW, mastery);
    ck_assert_double_eq_tol(mastery[0], 0.5, 1e-12);
    ck_assert_double_eq(mastery[1], 0);
    ck_assert_double_eq(mastery[2], 1);
    candidates[5].memory = graduated();
    build_with(&queue, candidates, 11, topics, 3, &options);
    ck_assert_uint_eq(queue.fresh, 5);
    ck_assert_uint_eq(queue.locked, 0);
    queue_release(&queue);
}
END_TEST

/* The smallest distance between two of one group. */
static size_t closest(const struct queue_candidate *candidates, const size_t *order, size_t count)
{
    size_t best = count;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && j - i < best; j++)
            if (candidates[order[i]].group && candidates[order[i]].group == candidates[order[j]].group)
                best = j - i;
    return best;
}

START_TEST(siblings_are_kept_apart)
{
    struct queue_candidate candidates[60];
    for (size_t i = 0; i < 60; i++)
        candidates[i] = (struct queue_candidate){.memory = due_memory(5, i < 30), .group = 1 + i % 30 / 3};
    size_t order[60];
    struct queue queue;
    build(&queue, candidates, 60);
    ck_assert_uint_eq(ask_all(&queue, order, 60), 60);
    ck_assert_uint_gt(closest(candidates, order, 50), 2); /* the last ones may all be siblings */
    queue_release(&queue);
}
END_TEST

START_TEST(of_new_siblings_one_comes_before_the_others)
{
    struct queue_candidate candidates[9];
    for (size_t i = 0; i < 9; i++)
        candidates[i] = (struct queue_candidate){.group = i < 3 ? 5 : i < 6 ? 6 : 0};
    const size_t expected[] = {0, 3, 6, 7, 8, 1, 4, 2, 5};
    struct queue_options options = {.new_limit = 9};
    struct queue queue;
    build_with(&queue, candidates, 9, NULL, 1, &options);
    ck_assert_uint_eq(queue.count, 9);
    for (size_t i = 0; i < 9; i++)
        ck_assert_uint_eq(queue.items[i].candidate, expected[i]);
    queue_release(&queue);
}
END_TEST

START_TEST(steps_come_when_they_are_due)
{
    struct queue_candidate candidates[] = {{.memory = learning_memory(NOW - MINUTE)},
                                           {.memory = due_memory(5, 1)},
                                           {.memory = due_memory(6, 1)},
                                           {.memory = learning_memory(NOW + 10 * MINUTE)}};
    struct memory soon = learning_memory(NOW + MINUTE), done = graduated();
    struct queue queue;
    size_t candidate;
    build(&queue, candidates, 4);
    ck_assert_uint_eq(queue_left(&queue, NULL), 4);
    ck_assert(queue_next(&queue, NOW, &candidate) && candidate == 0);
    queue_answered(&queue, 0, &soon);
    ck_assert_int_eq(queue_next_step(&queue), NOW + MINUTE);
    ck_assert(queue_next(&queue, NOW, &candidate) && candidate == 1);
    ck_assert(queue_next(&queue, NOW + MINUTE, &candidate) && candidate == 0);
    queue_answered(&queue, 0, &done);
    ck_assert(queue_next(&queue, NOW + MINUTE, &candidate) && candidate == 1);
    queue_answered(&queue, 1, &done);
    queue_drop(&queue, 2);
    ck_assert(queue_next(&queue, NOW + 2 * MINUTE, &candidate) && candidate == 3); /* early, as nothing else is left */
    ck_assert(!queue_next(&queue, NOW - 20 * MINUTE, &candidate));
    queue_answered(&queue, 3, &done);
    ck_assert_uint_eq(queue_left(&queue, NULL), 0);
    queue_release(&queue);
}
END_TEST

START_TEST(what_was_taken_back_comes_at_once)
{
    struct queue_candidate candidates[] = {{.memory = due_memory(5, 3)}, {.memory = due_memory(5, 1)}, {.topic = 0}};
    struct memory done = graduated(), soon = learning_memory(NOW + MINUTE);
    struct queue queue;
    size_t candidate, fresh;
    build(&queue, candidates, 3);
    queue_answered(&queue, 0, &done);
    queue_answered(&queue, 2, &soon);
    queue_answered(&queue, 2, &done);
    queue_put_back(&queue, 2, &soon);
    queue_put_back(&queue, 2, &candidates[2].memory);
    ck_assert_uint_eq(queue_left(&queue, &fresh), 2);
    ck_assert_uint_eq(fresh, 1);
    queue_put_back(&queue, 0, &candidates[0].memory);
    ck_assert(queue_next(&queue, NOW, &candidate) && candidate == 0);
    queue_answered(&queue, 0, &done);
    ck_assert(queue_next(&queue, NOW, &candidate) && candidate == 2);
    queue_answered(&queue, 2, &done);
    ck_assert(queue_next(&queue, NOW, &candidate) && candidate == 1);
    queue_release(&queue);
}
END_TEST

START_TEST(every_session_asks_each_chosen_item_until_it_leaves_its_steps)
{
    struct rng rng;
    rng_init(&rng, 3);
    struct schedule_parameters parameters = utc_parameters();
    for (int round = 0; round < 50; round++) {
        struct queue_candidate candidates[MANY] = {0};
        for (size_t i = 0; i < MANY; i++) {
            int64_t when = NOW + (int64_t)rng_below(&rng, 40) * MINUTE;
            candidates[i].memory = rng_below(&rng, 3)   ? due_memory((int)rng_below(&rng, 50) + 1, (int)rng_below(&rng, 20) - 10)
                                   : rng_below(&rng, 2) ? learning_memory(when)
                                                        : (struct memory){0};
            candidates[i].group = rng_below(&rng, 20);
        }
        struct queue queue;
        int64_t now = NOW;
        size_t candidate, asked = 0;
        build(&queue, candidates, MANY);
        while (queue_left(&queue, NULL) > 0 && asked++ < 10 * MANY) {
            now += MINUTE / 2;
            if (!queue_next(&queue, now, &candidate)) {
                now = queue_next_step(&queue);
                continue;
            }
            enum grade grade = (enum grade)(1 + rng_below(&rng, 4));
            candidates[candidate].memory = schedule_review(&parameters, &candidates[candidate].memory, grade, now, candidate);
            queue_answered(&queue, candidate, &candidates[candidate].memory);
        }
        ck_assert_uint_eq(queue_left(&queue, NULL), 0);
        for (size_t i = 0; i < MANY; i++)
            ck_assert(candidates[i].memory.phase == PHASE_NEW ||
                      (candidates[i].memory.phase == PHASE_REVIEW && candidates[i].memory.due >= START + DAY));
        queue_release(&queue);
    }
}
END_TEST

TCase *queue_tests(void)
{
    TCase *tests = tcase_create("queue");
    tcase_add_test(tests, an_empty_queue_has_nothing);
    tcase_add_test(tests, what_is_furthest_past_its_time_comes_first);
    tcase_add_test(tests, limits_hold_and_what_is_left_out_is_counted);
    tcase_add_test(tests, new_items_are_spread_over_the_session_in_teaching_order);
    tcase_add_test(tests, a_topic_opens_when_its_prerequisites_are_mastered);
    tcase_add_test(tests, siblings_are_kept_apart);
    tcase_add_test(tests, of_new_siblings_one_comes_before_the_others);
    tcase_add_test(tests, steps_come_when_they_are_due);
    tcase_add_test(tests, what_was_taken_back_comes_at_once);
    tcase_add_test(tests, every_session_asks_each_chosen_item_until_it_leaves_its_steps);
    return tests;
}
