/* A learner lives through a year with the real activities; then log, state and screens must tell the same. */
#include "base/vec.h"
#include "course/diagnostics.h"
#include "runner.h"
#include "store_support.h"
#include "year.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct arguments all = {.level = -1};

void year_init(struct year *year, uint64_t seed)
{
    struct diagnostics diagnostics;
    struct err err = {0};
    const char *content = getenv("BNTUTOR_CONTENT");
    *year = (struct year){.path = ""};
    folder_make();
    snprintf(year->path, sizeof year->path, "%s", folder_path("year.db"));
    diagnostics_init(&diagnostics);
    must(course_load(&year->course, content ? content : "content", NULL, &diagnostics, &err), &err);
    diagnostics_release(&diagnostics);
    year->environment.course = year->course;
    rng_init(&year->environment.rng, seed);
    rng_init(&year->rng, seed + 1);
    learner_defaults(&year->learner);
}

void year_release(struct year *year)
{
    year_end_program(year);
    course_free(&year->course);
    vec_release(&year->sources);
    folder_remove();
}

void year_start_program(struct year *year)
{
    struct schedule_parameters parameters = test_parameters();
    struct open_options options = test_options(1);
    struct err err = {0};
    parameters.utc_offset_minutes = year->utc_offset;
    must(store_open_with(&year->environment.store, year->path, &parameters, &options, &err), &err);
    hurry(year->environment.store);
}

void year_end_program(struct year *year)
{
    store_close(&year->environment.store);
}

/* Suspends, resumes, buries, flags and forgets things that were learned. */
static void have_a_wish(struct year *year)
{
    static const enum answer_kind kinds[] = {ANSWER_SUSPEND, ANSWER_RESUME, ANSWER_RESUME, ANSWER_BURY,
                                             ANSWER_BURY,    ANSWER_FLAG,   ANSWER_FORGET};
    struct item_memories known;
    struct err err = {0};
    must(store_memories(year->environment.store, &known, &err), &err);
    if (known.count) {
        struct answer wish = {
            .kind = kinds[rng_below(&year->rng, sizeof kinds / sizeof *kinds)],
            .item = known.items[rng_below(&year->rng, known.count)].item,
            .at = year->now,
            .utc_offset_minutes = year->utc_offset,
        };
        if (wish.kind == ANSWER_FLAG)
            wish.flag = 1 + (int)rng_below(&year->rng, 7);
        must(store_record(year->environment.store, &wish, NULL, NULL, &err), &err);
        *vec_add(&year->sources) = SOURCE_OTHER;
    }
    item_memories_release(&known);
}

/* The way that is chosen first, then reviews until nothing is left or the learner has enough. */
static void learn(struct year *year, size_t most)
{
    static const struct activity *const modes[] = {&activity_study, &activity_quiz, &activity_predict};
    if (year_chance(year, 3))
        year_sit(year, modes[rng_below(&year->rng, 3)], &all, 4);
    if (year_chance(year, 6))
        year_practise(year, 3);
    if (year_chance(year, 20))
        year_explain(year);
    if (year_chance(year, 12))
        year_take_challenge(year, &year->course->challenges[rng_below(&year->rng, year->course->challenge_count)]);
    if (year_chance(year, 3))
        have_a_wish(year);
    year_sit(year, &activity_review, &all, most);
}

static void session(struct year *year, int64_t at, int utc_offset, size_t most)
{
    year->now = at;
    year->utc_offset = utc_offset;
    year_start_program(year);
    learn(year, most);
    year_end_program(year);
}

/* Days of the year that begins on 1 October 2027, a Friday; it has a 29 February. */
enum {
    FIRST_DAY = 21092,
    WINTER_TIME = 30,  /* 31 October */
    CLOCK_BACK = 100,  /* it shows the day before, in the morning */
    CLOCK_AHEAD = 140, /* by ten years, in the morning */
    LEAP_DAY = 151,
    SUMMER_TIME = 177, /* 26 March */
    AMERICA = 220,
    NEW_ZEALAND = 260, /* over the date line: a local day is missing */
    BACK_HOME = 290,
    LAST_DAY = 365
};

static int offset_on(int day)
{
    if (day >= AMERICA && day < NEW_ZEALAND)
        return -240;
    if (day >= NEW_ZEALAND && day < BACK_HOME)
        return 720;
    return day < WINTER_TIME || day >= SUMMER_TIME ? 120 : 60;
}

/* Between 9 and 22 o'clock of local time, mostly; in New Zealand it is a day later then. */
static int64_t time_on(struct year *year, int day, int earliest, int hours)
{
    int shown = day >= NEW_ZEALAND && day < BACK_HOME ? day + 1 : day;
    return (FIRST_DAY + shown) * DAY_MS + earliest * HOUR_MS + (int64_t)rng_below(&year->rng, (uint64_t)(hours * HOUR_MS)) -
           offset_on(day) * MINUTE_MS;
}

static bool is_missed(struct year *year, int day)
{
    bool holiday = day >= 70 && day < 82, ill = day == 200 || day == 201;
    bool eventful = day == CLOCK_BACK || day == CLOCK_AHEAD || day == NEW_ZEALAND || day == NEW_ZEALAND - 1;
    return holiday || ill || (!eventful && year_chance(year, 14));
}

static void live_a_day(struct year *year, int day)
{
    int offset = offset_on(day);
    if (day == CLOCK_BACK)
        session(year, time_on(year, day, 7, 2) - DAY_MS, offset, 30);
    if (day == CLOCK_AHEAD)
        session(year, time_on(year, day, 7, 2) + 3653 * DAY_MS, offset, 5);
    if (year_chance(year, 8))
        session(year, time_on(year, day, 5, 4), offset, 40);
    if (year_chance(year, 40))
        session(year, time_on(year, day, 24, 3), offset, 400); /* past midnight, which still is this day */
    else
        session(year, time_on(year, day, 10, 10), offset, year_chance(year, 10) ? 15 : 400);
}

START_TEST(a_year_ends_with_log_state_and_screens_in_agreement)
{
    struct year year;
    year_init(&year, 365);
    for (int day = 0; day < LAST_DAY; day++) {
        if (!is_missed(&year, day))
            live_a_day(&year, day);
        bool eventful = day == CLOCK_BACK || day == CLOCK_AHEAD || day == NEW_ZEALAND || day == BACK_HOME;
        if (day % 30 != 29 && !eventful && day != LAST_DAY - 1)
            continue;
        year.now = time_on(&year, day, 22, 1);
        year.utc_offset = offset_on(day);
        year_start_program(&year);
        year_recount(&year, FIRST_DAY + NEW_ZEALAND, day % 90 == 89 || day == LAST_DAY - 1);
        year_end_program(&year);
    }
    ck_assert_uint_gt(year.asked, 2000);
    ck_assert_uint_gt(year.undone, 50);
    ck_assert_uint_gt(year.overridden, 50);
    double predicted = year.predicted / (double)year.asked, recalled = (double)year.recalled / (double)year.asked;
    ck_assert_msg(fabs(predicted - recalled) < 0.02, "predicted %.3f, recalled %.3f of %zu", predicted, recalled, year.asked);
    year_release(&year);
}
END_TEST

/* 19 January 2038 03:14:08 UTC is where 32 bits end. */
START_TEST(the_end_of_32_bits_is_a_day_like_any_other)
{
    struct year year;
    year_init(&year, 2038);
    for (int day = 0; day < 24; day++) {
        int64_t local = (24846 + day) * DAY_MS;
        session(&year, local + (day == 9 ? 190 * MINUTE_MS : 12 * HOUR_MS), 60, 60);
        if (day < 8)
            continue;
        year_start_program(&year);
        year_recount(&year, INT64_MIN, day == 23);
        year_end_program(&year);
    }
    year_release(&year);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("year");
    TCase *tests = tcase_create("year");
    tcase_add_test(tests, a_year_ends_with_log_state_and_screens_in_agreement);
    tcase_add_test(tests, the_end_of_32_bits_is_a_day_like_any_other);
    suite_add_tcase(suite, tests);
    return suite;
}
