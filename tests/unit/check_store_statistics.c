#include "store_support.h"

#include "base/vec.h"
#include "store/state.h"
#include "store/statistics.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct store *store;
static struct err err;

static void setup(void)
{
    folder_make();
    store = must_open(folder_path("progress.db"));
}

static void teardown(void)
{
    check_memories_are_the_fold(store);
    store_close(&store);
    folder_remove();
}

static void choose(const char *item, bool right, int chosen, const char *misconception, int64_t at)
{
    char name[32], detail[128];
    snprintf(name, sizeof name, "%s", item);
    snprintf(detail, sizeof detail, misconception ? "{\"chosen\":%d,\"misconception\":\"%s\"}" : "{\"chosen\":%d}", chosen,
             misconception);
    struct answer row = {.kind = ANSWER_CHOICE, .item = name, .at = at, .right = right, .took_ms = 2000, .detail = detail};
    must(store_record(store, &row, NULL, NULL, &err), &err);
}

START_TEST(days_tell_answers_time_and_new_items)
{
    grade_item(store, "a", GRADE_GOOD, START + 5 * HOUR);
    choose("q", true, 0, NULL, START + 6 * HOUR);
    choose("q", false, 1, NULL, START + 30 * HOUR);
    char note[] = "note", run[] = "run";
    struct answer read = {.kind = ANSWER_READ, .item = note, .at = START + 60 * HOUR, .took_ms = 7000};
    struct answer ran = {.kind = ANSWER_RUN, .item = run, .at = START + 80 * HOUR, .took_ms = 7000};
    must(store_record(store, &read, NULL, NULL, &err), &err);
    must(store_record(store, &ran, NULL, NULL, &err), &err);
    int64_t day = START / DAY;
    const struct day_total expected[] = {{.day = day, .answers = 2, .right = 2, .took_ms = 2000, .introduced = 1},
                                         {.day = day + 1, .answers = 1, .took_ms = 2000},
                                         {.day = day + 2, .took_ms = 7000}};
    struct day_totals days;
    must(store_day_totals(store, 0, &days, &err), &err);
    ck_assert_uint_eq(days.count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert(memcmp(&days.items[i], &expected[i], sizeof *expected) == 0);
    vec_release(&days);
    must(store_day_totals(store, day + 2, &days, &err), &err);
    ck_assert_uint_eq(days.count, 1);
    vec_release(&days);
}
END_TEST

START_TEST(retention_counts_the_first_review_of_a_later_day)
{
    grade_item(store, "a", GRADE_EASY, START + 5 * HOUR); /* out of its steps at once */
    grade_item(store, "a", GRADE_GOOD, START + 6 * HOUR); /* the same day: no test */
    struct memory memory;
    int64_t at = START + 5 * HOUR;
    struct day_total sum = {0};
    int reviews = 0;
    for (enum grade grade = GRADE_GOOD; reviews < 6; reviews++) {
        must(store_memory(store, "a", &memory, &err), &err);
        at = memory.due + 5 * HOUR;
        grade = reviews == 5 ? GRADE_AGAIN : GRADE_GOOD;
        sum.young += memory.interval < MATURE_DAYS;
        sum.mature += memory.interval >= MATURE_DAYS;
        grade_item(store, "a", grade, at);
    }
    struct day_totals days;
    must(store_day_totals(store, 0, &days, &err), &err);
    struct day_total found = {0};
    for (size_t i = 0; i < days.count; i++) {
        found.young += days.items[i].young;
        found.young_passed += days.items[i].young_passed;
        found.mature += days.items[i].mature;
        found.mature_passed += days.items[i].mature_passed;
    }
    vec_release(&days);
    ck_assert_uint_gt(found.young, 0);
    ck_assert_uint_eq(found.young, sum.young);
    ck_assert_uint_eq(found.young_passed, sum.young);
    ck_assert_uint_eq(found.mature, sum.mature);
    ck_assert_uint_eq(found.mature_passed + 1, sum.mature);
    struct calibration recall;
    must(store_calibration(store, CALIBRATION_RECALL, &recall, &err), &err);
    size_t answers = 0, right = 0;
    for (int i = 0; i < CALIBRATION_PERCENTS; i++) {
        answers += recall.answers[i];
        right += recall.right[i];
        ck_assert(!recall.answers[i] || (i >= 80 && i < 100)); /* asked when it was due */
    }
    ck_assert_uint_eq(answers, 6);
    ck_assert_uint_eq(right, 5);
}
END_TEST

START_TEST(confidence_is_held_against_what_came_true)
{
    char item[] = "q";
    for (int i = 0; i < 10; i++) {
        struct answer row = {.kind = ANSWER_CHOICE, .item = item, .at = START + i, .right = i < 8, .confidence = i % 2 ? 75 : 0};
        must(store_record(store, &row, NULL, NULL, &err), &err);
    }
    struct calibration confidence;
    must(store_calibration(store, CALIBRATION_CONFIDENCE, &confidence, &err), &err);
    ck_assert_uint_eq(confidence.answers[75], 5);
    ck_assert_uint_eq(confidence.right[75], 4);
    ck_assert_uint_eq(confidence.answers[0], 0);
}
END_TEST

START_TEST(the_forecast_counts_days_and_leaves_out_what_is_suspended)
{
    char item[24];
    for (int i = 0; i < 6; i++) {
        snprintf(item, sizeof item, "item-%d", i);
        grade_item(store, item, i < 4 ? GRADE_EASY : GRADE_GOOD, START + 5 * HOUR);
    }
    snprintf(item, sizeof item, "item-0");
    struct answer suspend = {.kind = ANSWER_SUSPEND, .item = item, .at = START + 5 * HOUR};
    must(store_record(store, &suspend, NULL, NULL, &err), &err);
    struct memory memory;
    must(store_memory(store, "item-1", &memory, &err), &err);
    struct due_days days;
    must(store_due_forecast(store, START + 6 * HOUR, 365, &days, &err), &err);
    ck_assert_int_eq(days.items[0].day, START / DAY); /* two within their steps */
    ck_assert_uint_eq(days.items[0].young, 2);
    size_t all = 0;
    for (size_t i = 0; i < days.count; i++)
        all += days.items[i].young + days.items[i].mature;
    ck_assert_uint_eq(all, 5);
    vec_release(&days);
    struct due_now due;
    must(store_due_now(store, START + 6 * HOUR, &due, &err), &err);
    ck_assert_uint_eq(due.due, 0);
    ck_assert_uint_eq(due.steps, 2);
    ck_assert_int_eq(due.next_due, memory.due);
    must(store_due_now(store, memory.due + 40 * DAY, &due, &err), &err);
    ck_assert_uint_eq(due.due, 3);
    ck_assert_int_eq(due.next_due, 0);
    struct maturity_count count;
    must(store_maturity(store, &count, &err), &err);
    ck_assert_uint_eq(count.learning, 2);
    ck_assert_uint_eq(count.young, 3);
    ck_assert_uint_eq(count.mature, 0);
    ck_assert_uint_eq(count.suspended, 1);
}
END_TEST

START_TEST(misconceptions_are_counted_with_their_last_day)
{
    for (int i = 0; i < 4; i++)
        choose("q", false, 1, "eps-outside-root", START + i * DAY);
    choose("r", false, 1, "bessel", START + 9 * DAY);
    choose("r", true, 1, "bessel", START + 10 * DAY);
    must(store_undo(store, 4, START + 11 * DAY, 0, &err), &err);
    struct misconception_counts counts;
    must(store_misconceptions(store, &counts, &err), &err);
    ck_assert_uint_eq(counts.count, 2);
    ck_assert_str_eq(counts.items[0].name, "eps-outside-root");
    ck_assert_uint_eq(counts.items[0].count, 3);
    ck_assert_int_eq(counts.items[0].last_at, START + 2 * DAY);
    ck_assert_uint_eq(counts.items[1].count, 1);
    misconceptions_release(&counts);
}
END_TEST

START_TEST(an_item_tells_facility_discrimination_and_distractors)
{
    /* On days on which all else goes well this one is right, on the others it is not. */
    for (int day = 0; day < 6; day++) {
        bool good = day % 2;
        choose("q", good, good ? 0 : 2, NULL, START + day * DAY + 5 * HOUR);
        for (int i = 0; i < 4; i++)
            choose("other", good || i == 0, 0, NULL, START + day * DAY + 6 * HOUR);
    }
    struct item_statistics statistics;
    must(store_item_statistics(store, "q", &statistics, &err), &err);
    ck_assert_uint_eq(statistics.answers, 6);
    ck_assert_uint_eq(statistics.right, 3);
    ck_assert_uint_eq(statistics.chosen[0], 3);
    ck_assert_uint_eq(statistics.chosen[1], 0);
    ck_assert_uint_eq(statistics.chosen[2], 3);
    ck_assert_double_eq_tol(statistics.discrimination, 1, 1e-9);
    must(store_item_statistics(store, "never", &statistics, &err), &err);
    ck_assert_uint_eq(statistics.answers, 0);
    ck_assert(isnan(statistics.discrimination));
}
END_TEST

START_TEST(leeches_come_with_their_lapses)
{
    int64_t at = START;
    for (int i = 0; i < 9; i++) {
        grade_item(store, "hard", GRADE_EASY, at += 40 * DAY);
        grade_item(store, "hard", GRADE_AGAIN, at += 40 * DAY);
        if (i < 3)
            grade_item(store, "easy", i ? GRADE_AGAIN : GRADE_EASY, at);
    }
    struct item_memories leeches;
    must(store_leeches(store, &leeches, &err), &err);
    ck_assert_uint_eq(leeches.count, 1);
    ck_assert_str_eq(leeches.items[0].item, "hard");
    ck_assert_int_ge(leeches.items[0].memory.lapses, LEECH_LAPSES);
    item_memories_release(&leeches);
}
END_TEST

TCase *store_statistics_tests(void)
{
    TCase *tests = tcase_create("statistics");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, days_tell_answers_time_and_new_items);
    tcase_add_test(tests, retention_counts_the_first_review_of_a_later_day);
    tcase_add_test(tests, confidence_is_held_against_what_came_true);
    tcase_add_test(tests, the_forecast_counts_days_and_leaves_out_what_is_suspended);
    tcase_add_test(tests, misconceptions_are_counted_with_their_last_day);
    tcase_add_test(tests, an_item_tells_facility_discrimination_and_distractors);
    tcase_add_test(tests, leeches_come_with_their_lapses);
    return tests;
}
