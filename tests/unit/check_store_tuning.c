#include "store_support.h"

#include "store/tuning.h"

#include <stdlib.h>
#include <string.h>

static const struct exam goal = {.day = START / DAY + 30,
                                 .recall = 0.9,
                                 .minutes = 25,
                                 .retention = 0.94,
                                 .window = 5,
                                 .pace = 12.5,
                                 .planned = START / DAY,
                                 .fresh = 7.25,
                                 .reviews = 3.5,
                                 .minutes_today = 9.75,
                                 .expected = 0.931,
                                 .needed = 12.5,
                                 .reached = true};

static int64_t due_day(struct store *store, const char *item)
{
    struct memory memory;
    struct err err;
    must(store_memory(store, item, &memory, &err), &err);
    return schedule_day(store_parameters(store), memory.due);
}

static void grade_twice(struct store *store)
{
    grade_item(store, "easy", GRADE_EASY, START + 12 * HOUR);
    grade_item(store, "easy", GRADE_EASY, START + 8 * DAY + 12 * HOUR);
}

START_TEST(an_exam_is_kept_and_the_schedule_follows_it)
{
    struct err err;
    struct exam kept;
    folder_make();
    struct store *store = must_open(folder_path("progress.db"));
    must(store_exam(store, &kept, &err), &err);
    ck_assert_int_eq(kept.day, 0);
    grade_twice(store);
    int64_t before = due_day(store, "easy");
    ck_assert_int_gt(before, goal.day);
    must(store_set_exam(store, &goal, &err), &err);
    int64_t planned = due_day(store, "easy");
    ck_assert(planned >= goal.day - goal.window && planned < goal.day);
    check_memories_are_the_fold(store);
    store_close(&store);
    store = must_open(folder_path("progress.db"));
    ck_assert_int_eq(due_day(store, "easy"), planned);
    ck_assert_double_eq(store_parameters(store)->desired_retention, 0.94);
    ck_assert_double_eq(store_parameters_without_exam(store).desired_retention, 0.9);
    ck_assert_int_eq(store_parameters_without_exam(store).exam_day, 0);
    must(store_exam(store, &kept, &err), &err);
    ck_assert(kept.day == goal.day && kept.recall == goal.recall && kept.minutes == goal.minutes && kept.pace == goal.pace);
    ck_assert(kept.window == goal.window && kept.planned == goal.planned && kept.fresh == goal.fresh && kept.reached);
    ck_assert(kept.reviews == goal.reviews && kept.minutes_today == goal.minutes_today && kept.expected == goal.expected);
    must(store_set_exam(store, NULL, &err), &err);
    ck_assert_int_eq(due_day(store, "easy"), before);
    check_memories_are_the_fold(store);
    store_close(&store);
    folder_remove();
}
END_TEST

START_TEST(weights_are_kept_logged_and_taken_back)
{
    struct fitted_weights fitted = {.reviews = 500, .loss_before = 0.4, .loss_after = 0.375}, kept;
    struct err err;
    bool found;
    char *log = NULL;
    folder_make();
    struct store *store = must_open(folder_path("progress.db"));
    grade_twice(store);
    int64_t before = due_day(store, "easy");
    memcpy(fitted.weights, store_parameters(store)->weights, sizeof fitted.weights);
    fitted.weights[3] = 1.0 / 3 + 20;
    must(store_set_weights(store, &fitted, START + 9 * DAY, &err), &err);
    int64_t after = due_day(store, "easy");
    ck_assert_int_gt(after, before);
    store_close(&store);
    store = must_open(folder_path("progress.db"));
    ck_assert_int_eq(due_day(store, "easy"), after);
    must(store_weights(store, &kept, &found, &err), &err);
    ck_assert(found && kept.at == START + 9 * DAY && kept.reviews == 500 && kept.loss_after == 0.375);
    ck_assert_mem_eq(kept.weights, fitted.weights, sizeof fitted.weights);
    check_memories_are_the_fold(store);
    must(store_set_weights(store, NULL, START + 10 * DAY, &err), &err);
    ck_assert_int_eq(due_day(store, "easy"), before);
    must(store_weights(store, &kept, &found, &err), &err);
    ck_assert(!found);
    must(store_get(store, "schedule.weights.log", &log, &err), &err);
    ck_assert_ptr_nonnull(log);
    ck_assert_ptr_nonnull(strstr(log, "20.333333333333332"));
    ck_assert_ptr_nonnull(strstr(log, "\"weights\":null"));
    free(log);
    store_close(&store);
    folder_remove();
}
END_TEST

static int64_t record(struct store *store, enum answer_kind kind, const char *item, enum grade grade, int64_t at, int64_t overrides)
{
    struct answer answer = {.kind = kind, .item = (char *)(uintptr_t)item, .at = at, .grade = grade, .overrides = overrides};
    struct err err;
    int64_t sequence;
    must(store_record(store, &answer, NULL, &sequence, &err), &err);
    return sequence;
}

START_TEST(past_reviews_are_those_that_the_memory_is_made_of)
{
    struct err err;
    struct past_review *reviews;
    size_t count;
    folder_make();
    struct store *store = must_open(folder_path("progress.db"));
    must(store_past_reviews(store, &reviews, &count, &err), &err);
    ck_assert_uint_eq(count, 0);
    record(store, ANSWER_GRADE, "b", GRADE_GOOD, START + 12 * HOUR, 0);
    int64_t changed = record(store, ANSWER_CHOICE, "a", GRADE_GOOD, START + 12 * HOUR, 0);
    record(store, ANSWER_READ, "a", GRADE_NONE, START + 13 * HOUR, 0);
    int64_t undone = record(store, ANSWER_GRADE, "a", GRADE_AGAIN, START + 14 * HOUR, 0);
    record(store, ANSWER_GRADE, "a", GRADE_HARD, START + 3 * DAY + 2 * HOUR, 0); /* still the night of the day before */
    record(store, ANSWER_OVERRIDE, "a", GRADE_EASY, START + 3 * DAY + 3 * HOUR, changed);
    record(store, ANSWER_FORGET, "a", GRADE_NONE, START + 4 * DAY, 0);
    record(store, ANSWER_GRADE, "a", GRADE_GOOD, START + 5 * DAY + 12 * HOUR, 0);
    record(store, ANSWER_GRADE, "a", GRADE_GOOD, START + 4 * DAY + 12 * HOUR, 0); /* the clock was set back */
    must(store_undo(store, undone, START + 15 * HOUR, 0, &err), &err);
    must(store_past_reviews(store, &reviews, &count, &err), &err);
    const struct past_review expected[] = {{START + 12 * HOUR, 0, GRADE_EASY, true},
                                           {START + 3 * DAY + 2 * HOUR, 2, GRADE_HARD, false},
                                           {START + 5 * DAY + 12 * HOUR, 0, GRADE_GOOD, true},
                                           {START + 4 * DAY + 12 * HOUR, 0, GRADE_GOOD, false},
                                           {START + 12 * HOUR, 0, GRADE_GOOD, true}};
    ck_assert_uint_eq(count, 5);
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(reviews[i].at, expected[i].at);
        ck_assert_int_eq(reviews[i].elapsed, expected[i].elapsed);
        ck_assert_int_eq(reviews[i].grade, expected[i].grade);
        ck_assert_int_eq(reviews[i].first, expected[i].first);
    }
    free(reviews);
    store_close(&store);
    folder_remove();
}
END_TEST

START_TEST(settings_that_make_no_sense_are_no_settings)
{
    static const char *const texts[] = {
        "", "{", "[]", "{\"weights\":\"1 2 3\",\"day\":\"x\"}", "{\"weights\":[1,2],\"day\":-5e300}", "{\"day\":null}"};
    struct err err;
    folder_make();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct store *store = must_open(folder_path("progress.db"));
        must(store_put(store, "schedule.weights", texts[i], &err), &err);
        must(store_put(store, "schedule.exam", texts[i], &err), &err);
        store_close(&store);
        store = must_open(folder_path("progress.db"));
        ck_assert_double_eq(store_parameters(store)->weights[0], store_given_parameters(store)->weights[0]);
        ck_assert_int_eq(store_parameters(store)->exam_day, 0);
        store_close(&store);
    }
    folder_remove();
}
END_TEST

TCase *store_tuning_tests(void)
{
    TCase *tests = tcase_create("tuning");
    tcase_add_test(tests, an_exam_is_kept_and_the_schedule_follows_it);
    tcase_add_test(tests, weights_are_kept_logged_and_taken_back);
    tcase_add_test(tests, past_reviews_are_those_that_the_memory_is_made_of);
    tcase_add_test(tests, settings_that_make_no_sense_are_no_settings);
    return tests;
}
