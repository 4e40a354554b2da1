/* Clocks that are wrong, changed, or in another place. */
#include "store_support.h"

#include "base/clock.h"
#include "base/vec.h"
#include "store/clock_doubt.h"
#include "store/statistics.h"
#include "store/streak.h"
#include "store/tuning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LOS_ANGELES = -8 * 60, NEW_YORK = -5 * 60, TOKYO = 9 * 60 };

static struct store *store;
static struct err err;

static void setup(void)
{
    folder_make();
    store = must_open(folder_path("progress.db"));
    hurry(store);
}

static void teardown(void)
{
    check_memories_are_the_fold(store);
    store_close(&store);
    folder_remove();
}

static void answer_at(const char *item, int64_t at, int utc_offset)
{
    char name[32];
    snprintf(name, sizeof name, "%s", item);
    struct answer answer = {
        .kind = ANSWER_GRADE, .item = name, .grade = GRADE_GOOD, .right = true, .at = at, .utc_offset_minutes = utc_offset};
    must(store_record(store, &answer, NULL, NULL, &err), &err);
}

/* The streak as a program sees it that is started at `now` in this zone. */
static struct streak streak_at(int64_t now, int utc_offset)
{
    struct schedule_parameters parameters = *store_parameters(store);
    parameters.utc_offset_minutes = utc_offset;
    must(store_use_parameters(store, &parameters, &err), &err);
    struct streak streak;
    must(store_streak(store, now, &streak, &err), &err);
    return streak;
}

static size_t days_of(const char *pattern, int64_t today, size_t *longest)
{
    struct day_count days[64];
    size_t count = 0;
    for (int64_t day = 0; pattern[day]; day++)
        if (pattern[day] == 'x')
            days[count++] = (struct day_count){.day = day, .answers = 1};
    struct streak streak = streak_of(days, count, STREAK_MINIMUM, today, NULL, NULL);
    *longest = streak.longest;
    return streak.days;
}

START_TEST(one_day_a_week_may_be_missed)
{
    const struct {
        const char *pattern;
        int64_t today;
        size_t days, longest;
    } cases[] = {
        {"", 3, 0, 0},
        {"x", 0, 1, 1},
        {"x", 1, 1, 1},               /* today is not over */
        {"xxx", 4, 3, 3},             /* yesterday was missed, once */
        {"xxx", 5, 0, 3},             /* and then the day before it too */
        {"xx.xx", 4, 4, 4},           /* missed and gone on */
        {"xx..xx", 5, 2, 2},          /* two days in a row are too many */
        {"xx.x.xx", 6, 2, 3},         /* two in a week as well */
        {"xx.xxxxxx.xx", 11, 10, 10}, /* but not two in two weeks */
        {"xx.x", 5, 0, 3},
        {"xxxxxx", 2, 4, 4}, /* the rest is of a clock that ran ahead */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t longest, days = days_of(cases[i].pattern, cases[i].today, &longest);
        ck_assert_msg(days == cases[i].days && longest == cases[i].longest, "%s: %zu %zu", cases[i].pattern, days, longest);
    }
}
END_TEST

START_TEST(a_journey_over_the_date_line_keeps_the_streak)
{
    int64_t evening = START + 4 * HOUR; /* 20:00 in Los Angeles, 13:00 in Tokyo */
    for (int i = 0; i < 5; i++)
        answer_at("a", evening + i * DAY, LOS_ANGELES);
    for (int i = 5; i < 8; i++)
        answer_at("a", evening + i * DAY, TOKYO); /* a day after the last answer, two local days later */
    struct streak streak = streak_at(evening + 7 * DAY + HOUR, TOKYO);
    ck_assert_uint_eq(streak.days, 8);
    ck_assert(!streak.frozen);
    streak = streak_at(evening + 8 * DAY - 2 * HOUR, LOS_ANGELES); /* back: an answer of "tomorrow" counts */
    ck_assert_uint_eq(streak.days, 8);
}
END_TEST

START_TEST(arriving_with_nothing_answered_yet_keeps_it_too)
{
    int64_t evening = START + 4 * HOUR;
    for (int i = 0; i < 3; i++)
        answer_at("a", evening + i * DAY, LOS_ANGELES);
    ck_assert_uint_eq(streak_at(evening + 3 * DAY - HOUR, TOKYO).days, 3);
}
END_TEST

START_TEST(westward_days_are_one_day_twice_and_count_once)
{
    answer_at("a", START + 5 * HOUR, TOKYO);
    answer_at("a", START + 20 * HOUR, LOS_ANGELES); /* the same date */
    answer_at("a", START + 44 * HOUR, LOS_ANGELES);
    struct streak streak = streak_at(START + 45 * HOUR, LOS_ANGELES);
    ck_assert_uint_eq(streak.days, 2);
}
END_TEST

START_TEST(summer_time_neither_adds_nor_loses_a_day)
{
    /* New York, an answer each day at 21:30, over both changes of 2026, by the offset that holds then. */
    setenv("TZ", "America/New_York", 1);
    tzset();
    for (int month = 0; month < 2; month++) {
        const char *start = month ? "2026-10-25T01:30:00Z" : "2026-03-02T02:30:00Z";
        for (int i = 0; i < 14; i++) {
            int64_t at = clock_parse(start) + i * DAY;
            at += (clock_utc_offset(clock_parse(start)) - clock_utc_offset(at)) * INT64_C(60000);
            answer_at("a", at, clock_utc_offset(at));
            struct streak streak = streak_at(at, clock_utc_offset(at));
            ck_assert_uint_eq(streak.days, (size_t)i + 1);
            ck_assert(!streak.frozen);
        }
    }
    struct day_totals days;
    must(store_day_totals(store, 0, &days, &err), &err);
    ck_assert_uint_eq(days.count, 28);
    vec_release(&days);
    setenv("TZ", "UTC", 1);
    tzset();
}
END_TEST

START_TEST(leap_days_and_2038_are_days_like_others)
{
    const char *const around[] = {"2028-02-28T12:00:00Z", "2038-01-18T12:00:00Z", "2099-12-31T12:00:00Z"};
    for (size_t i = 0; i < 3; i++) {
        int64_t start = clock_parse(around[i]);
        for (int day = 0; day < 4; day++)
            answer_at("a", start + day * DAY, 0);
        ck_assert_uint_eq(streak_at(start + 3 * DAY, 0).days, 4);
        struct memory memory;
        must(store_memory(store, "a", &memory, &err), &err);
        ck_assert_int_gt(memory.due, start + 3 * DAY);
        ck_assert_int_ge(memory.interval, 0);
        struct due_now due;
        must(store_due_now(store, start + 3 * DAY, &due, &err), &err);
        ck_assert_int_gt(due.next_due, start + 3 * DAY);
    }
}
END_TEST

START_TEST(a_clock_set_back_a_day_asks_nothing_twice)
{
    struct memory before, memory;
    answer_at("a", START + 12 * HOUR, 0);
    answer_at("a", START + 12 * HOUR + 11 * 60000, 0); /* out of its steps */
    must(store_memory(store, "a", &before, &err), &err);
    ck_assert_int_eq(before.phase, PHASE_REVIEW);
    int64_t back = START - 12 * HOUR;
    ck_assert(!schedule_is_due(store_parameters(store), &before, back));
    answer_at("a", back, 0); /* asked all the same, by the learner's own wish */
    must(store_memory(store, "a", &memory, &err), &err);
    ck_assert_double_ge(memory.stability, before.stability);
    ck_assert_int_gt(memory.due, back);
    struct day_totals days;
    must(store_day_totals(store, 0, &days, &err), &err);
    for (size_t i = 0; i < days.count; i++)
        ck_assert_uint_eq(days.items[i].young + days.items[i].mature, 0); /* no test of the memory, as no day has passed */
    vec_release(&days);
}
END_TEST

START_TEST(ten_years_ahead_and_back_leave_nothing_for_ten_years)
{
    int64_t ahead = START + 3653 * DAY;
    answer_at("a", START, 0);
    answer_at("a", ahead, 0);
    struct memory memory;
    must(store_memory(store, "a", &memory, &err), &err);
    const struct schedule_parameters *parameters = store_parameters(store);
    ck_assert(!schedule_is_due(parameters, &memory, ahead));
    ck_assert(schedule_is_due(parameters, &memory, START + 2 * DAY));
    answer_at("a", START + 2 * DAY, 0);
    must(store_memory(store, "a", &memory, &err), &err);
    ck_assert(!schedule_is_due(parameters, &memory, START + 2 * DAY));
    ck_assert_int_lt(memory.due, ahead);
    ck_assert_double_gt(schedule_retrievability(parameters, &memory, START - 99 * DAY), 0);
}
END_TEST

START_TEST(a_clock_that_ran_ahead_once_breaks_no_journey)
{
    int64_t evening = START + 4 * HOUR;
    answer_at("a", START + 3653 * DAY, LOS_ANGELES);
    for (int i = 0; i < 5; i++)
        answer_at("a", evening + i * DAY, LOS_ANGELES);
    for (int i = 5; i < 8; i++)
        answer_at("a", evening + i * DAY, TOKYO);
    struct streak streak = streak_at(evening + 7 * DAY + HOUR, TOKYO);
    ck_assert_uint_eq(streak.days, 8);
    ck_assert(!streak.frozen);
}
END_TEST

START_TEST(what_a_clock_ahead_has_put_off_counts_as_due)
{
    for (int i = 0; i < 3; i++)
        answer_at("a", START + i * DAY, 0);
    answer_at("b", START, 0);
    answer_at("a", START + 3653 * DAY, 0);
    answer_at("b", START + 3653 * DAY, 0);
    int64_t now = START + 3 * DAY;
    struct due_now due;
    must(store_due_now(store, now, &due, &err), &err);
    ck_assert_uint_eq(due.due + due.steps, 2);
    ck_assert_int_eq(due.next_due, 0);
    struct due_days days;
    must(store_due_forecast(store, now, 30, &days, &err), &err);
    ck_assert_uint_eq(days.count, 1);
    ck_assert_int_eq(days.items[0].day, schedule_day(store_parameters(store), now));
    ck_assert_uint_eq(days.items[0].young + days.items[0].mature, 2);
    vec_release(&days);
    struct answer suspend = {.kind = ANSWER_SUSPEND, .item = (char[]){"a"}, .at = now};
    must(store_record(store, &suspend, NULL, NULL, &err), &err);
    must(store_due_now(store, now, &due, &err), &err);
    ck_assert_uint_eq(due.due + due.steps, 1);
    must(store_due_forecast(store, now, 30, &days, &err), &err);
    ck_assert_uint_eq(days.items[0].young + days.items[0].mature, 1);
    vec_release(&days);
}
END_TEST

static void grade_at(enum grade grade, int64_t at, int utc_offset)
{
    struct answer answer = {.item = (char[]){"a"}, .grade = grade, .at = at, .utc_offset_minutes = utc_offset};
    must(store_record(store, &answer, NULL, NULL, &err), &err);
}

/* A day that begins in Tokyo tomorrow begins in New York while it is still today there. */
START_TEST(a_journey_westward_asks_nothing_twice_on_one_day)
{
    int64_t morning = START + 20 * DAY + 16 * HOUR; /* in Tokyo a day after that in New York: at 1:00 it is not over */
    struct memory memory;
    struct due_now due;
    struct due_days days;
    grade_at(GRADE_EASY, START, TOKYO);
    for (int i = 0; i < 5; i++)
        grade_at(GRADE_AGAIN, morning + i * 60000, TOKYO);
    grade_at(GRADE_GOOD, morning + 11 * 60000, TOKYO);
    must(store_memory(store, "a", &memory, &err), &err);
    ck_assert_int_eq(memory.phase, PHASE_REVIEW);
    ck_assert_int_eq(memory.interval, 1);
    streak_at(morning, NEW_YORK);
    const struct schedule_parameters *here = store_parameters(store);
    int64_t today = schedule_day(here, memory.last_review), later = schedule_day_start(here, today + 1) - HOUR;
    ck_assert_int_eq(schedule_day(here, memory.due), today); /* the day would be there, */
    ck_assert(!schedule_is_due(here, &memory, later));       /* but it was that of the review */
    must(store_due_now(store, later, &due, &err), &err);
    ck_assert_uint_eq(due.due, 0);
    ck_assert_int_eq(due.next_due, schedule_day_start(here, today + 1));
    must(store_due_forecast(store, later, 9, &days, &err), &err);
    ck_assert_uint_eq(days.count, 1);
    ck_assert_int_eq(days.items[0].day, today + 1);
    vec_release(&days);
    ck_assert(schedule_is_due(here, &memory, later + 2 * HOUR));
    must(store_due_now(store, later + 2 * HOUR, &due, &err), &err);
    ck_assert_uint_eq(due.due, 1);
}
END_TEST

static int doubt_at(int64_t now)
{
    struct clock_doubt doubt;
    char words[CLOCK_DOUBT_WORDS] = "";
    must(store_doubt_clock(store, now, &doubt, &err), &err);
    ck_assert_int_eq(clock_doubt_words(&doubt, words), doubt.kind != CLOCK_PLAUSIBLE);
    ck_assert(doubt.kind == CLOCK_PLAUSIBLE || strstr(words, "The clock says"));
    return doubt.kind;
}

START_TEST(an_implausible_clock_is_told)
{
    ck_assert_int_eq(doubt_at(START), CLOCK_PLAUSIBLE);
    ck_assert_int_eq(doubt_at(0), CLOCK_UNSET);
    answer_at("a", START, 0);
    ck_assert_int_eq(doubt_at(START + 30 * DAY), CLOCK_PLAUSIBLE);
    ck_assert_int_eq(doubt_at(START - DAY), CLOCK_PLAUSIBLE);
    ck_assert_int_eq(doubt_at(START - DAY - 1), CLOCK_BEHIND);
    ck_assert_int_eq(doubt_at(START + 5 * 366 * DAY), CLOCK_PLAUSIBLE);
    ck_assert_int_eq(doubt_at(START + 5 * 366 * DAY + 1), CLOCK_AHEAD);
    answer_at("a", START + 4000 * DAY, 0);
    ck_assert_int_eq(doubt_at(START + DAY), CLOCK_BEHIND);
    answer_at("a", START + DAY, 0); /* set right again */
    ck_assert_int_eq(doubt_at(START + DAY), CLOCK_PLAUSIBLE);
}
END_TEST

START_TEST(the_hour_of_a_new_day_can_be_set)
{
    for (int i = 0; i < 3; i++)
        answer_at("a", START + i * DAY + 5 * HOUR, 0);
    answer_at("a", START + 3 * DAY - HOUR, 0);
    struct day_totals days;
    must(store_day_totals(store, 0, &days, &err), &err);
    ck_assert_uint_eq(days.count, 3);
    ck_assert_uint_eq(days.items[2].answers, 2);
    vec_release(&days);
    must(store_set_day_start(store, 23, START, &err), &err);
    ck_assert_int_eq(store_parameters(store)->day_start_hour, 23);
    must(store_day_totals(store, 0, &days, &err), &err);
    ck_assert_uint_eq(days.count, 4); /* what was done at 23 o'clock belongs to the next day */
    vec_release(&days);
    check_memories_are_the_fold(store);
    store_close(&store);
    store = must_open(folder_path("progress.db"));
    ck_assert_int_eq(store_parameters(store)->day_start_hour, 23);
    ck_assert_int_eq(store_set_day_start(store, 24, START, &err), ERR_INVALID);
    must(store_set_day_start(store, -1, START, &err), &err);
    ck_assert_int_eq(store_parameters(store)->day_start_hour, 4);
}
END_TEST

TCase *store_clock_tests(void)
{
    TCase *tests = tcase_create("clocks");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, one_day_a_week_may_be_missed);
    tcase_add_test(tests, a_journey_over_the_date_line_keeps_the_streak);
    tcase_add_test(tests, arriving_with_nothing_answered_yet_keeps_it_too);
    tcase_add_test(tests, westward_days_are_one_day_twice_and_count_once);
    tcase_add_test(tests, summer_time_neither_adds_nor_loses_a_day);
    tcase_add_test(tests, leap_days_and_2038_are_days_like_others);
    tcase_add_test(tests, a_clock_set_back_a_day_asks_nothing_twice);
    tcase_add_test(tests, ten_years_ahead_and_back_leave_nothing_for_ten_years);
    tcase_add_test(tests, a_clock_that_ran_ahead_once_breaks_no_journey);
    tcase_add_test(tests, what_a_clock_ahead_has_put_off_counts_as_due);
    tcase_add_test(tests, a_journey_westward_asks_nothing_twice_on_one_day);
    tcase_add_test(tests, an_implausible_clock_is_told);
    tcase_add_test(tests, the_hour_of_a_new_day_can_be_set);
    return tests;
}
