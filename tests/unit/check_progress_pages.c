/* The pages of progress, as they are seen. */
#include "check_progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct block *calendar(void)
{
    for (size_t i = 0; i < scene.view.count; i++)
        if (scene.view.items[i].kind == BLOCK_HEAT_MAP)
            return &scene.view.items[i];
    ck_abort_msg("no calendar");
    return NULL;
}

START_TEST(the_calendar_has_a_column_for_each_week_and_ends_today)
{
    record(ANSWER_GRADE, "card-one", true, 0); /* 2026-11-21 is a Saturday */
    record(ANSWER_GRADE, "card-two", true, 0);
    record(ANSWER_GRADE, "card-one", true, 5);
    record(ANSWER_GRADE, "card-one", true, 6);
    record(ANSWER_GRADE, "card-one", true, 500);
    scene_open_plainly(&scene, &activity_progress);
    ck_sees(&scene, "5 answers on 4 days, 5 right");
    scene_key(&scene, KEY_RIGHT_ARROW);
    const struct block *block = calendar();
    const double *values = block->heat_map.values;
    ck_assert_uint_eq(block->heat_map.rows, 7);
    ck_assert_uint_eq(block->heat_map.columns, 26);
    ck_assert_double_eq(values[5 * 26 + 25], 2);
    ck_assert_double_eq(values[0 * 26 + 25], 1); /* Monday */
    ck_assert_double_eq(values[6 * 26 + 24], 1); /* the Sunday before */
    ck_assert(isnan(values[6 * 26 + 25]));       /* tomorrow */
    ck_assert_double_eq(values[0], 0);
    ck_assert_double_eq(block->heat_map.high, 2);
    ck_assert_uint_eq(block->heat_map.selected, 5 * 26 + 25);
    ck_assert_str_eq(block->heat_map.column_labels[23], "Nov");
    ck_assert_str_eq(block->heat_map.column_labels[24], "");
    ck_assert_str_eq(block->heat_map.column_labels[2], "");
    ck_sees(&scene, "4 answers on 3 days, 100 % of them right");
    scene_key(&scene, 't');
    ck_assert_uint_eq(calendar()->heat_map.columns, 53);
}
END_TEST

static void go_to(const char *title)
{
    for (int i = 0; i < 9 && !strstr(scene.view.title, title); i++)
        scene_key(&scene, KEY_RIGHT_ARROW);
    ck_assert_msg(strstr(scene.view.title, title) != NULL, "no page '%s'", title);
}

START_TEST(pages_show_topics_levels_and_badges)
{
    record(ANSWER_GRADE, "card-one", true, 0);
    record(ANSWER_CHOICE, "axes", true, 0);
    scene_open_plainly(&scene, &activity_progress);
    ck_assert_str_eq(scene.view.status, "page 1 of 9");
    go_to("topics");
    ck_sees(&scene, "beginner | 0 of 2 | 1 of 3 |  |  | 0 of 1");
    ck_sees(&scene, "all | 0 of 3 | 1 of 7 | 1 of 3 |  | 0 of 2");
    ck_sees(&scene, "First topic | 0 of 2 | 1 of 6 | 1 of 3 |  | 0 of 1");
    ck_sees(&scene, "Second topic | 0 of 1 | 0 of 1 |  |  | 0 of 1");
    go_to("badges");
    ck_sees(&scene, "not tried yet");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "☆ Small badge is not won yet.");
    ck_sees(&scene, "Answer all problems rightly.");
    ck_sees(&scene, "No run finished yet.");
    record_run(2, 2, 61000, "x1", 1);
    scene_open_plainly(&scene, &activity_progress);
    go_to("badges");
    ck_sees(&scene, "★ won | 2 of 2 in 1 run");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "★ Small badge: all 2 problems right, with the time as stated, 1 pause (2026-11-21)");
    ck_sees(&scene, "2026-11-21 | 2 of 2 | 1:01 | x1 | 1 | best");
    scene_key(&scene, KEY_RIGHT_ARROW);
    scene_key(&scene, KEY_RIGHT_ARROW);
    ck_assert_str_eq(scene.view.status, "page 1 of 9");
}
END_TEST

START_TEST(every_run_of_a_challenge_is_listed_the_newest_first)
{
    record_run(1, 2, 1000, "x1", 0);
    record_run(2, 2, 8500, "off", 1);
    scene_open_plainly(&scene, &activity_progress);
    go_to("badges");
    ck_sees(&scene, "2 of 2 in 2 runs");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "2026-11-21 | 2 of 2 | 0:09 | off | 1 | best");
    ck_sees(&scene, "2026-11-21 | 1 of 2 | 0:01 | x1 | 0");
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "in 2 runs");
}
END_TEST

START_TEST(the_learner_chooses_what_a_day_takes)
{
    record(ANSWER_GRADE, "card-one", true, 0);
    record(ANSWER_GRADE, "card-two", true, 0);
    record(ANSWER_GRADE, "card-three", true, 0);
    scene_open_plainly(&scene, &activity_progress);
    ck_sees(&scene, "1 day in a row");
    ck_sees(&scene, "today 3 answers ✓ (1 is enough)");
    scene_key(&scene, '+');
    ck_sees(&scene, "today 3 answers ✓ (3 are enough)");
    scene_key(&scene, '+');
    ck_sees(&scene, "0 days in a row");
    scene_open_plainly(&scene, &activity_progress);
    ck_sees(&scene, "today 3 of 5 answers");
    scene_key(&scene, '-');
    ck_sees(&scene, "1 day in a row");
}
END_TEST

START_TEST(retention_counts_what_came_back_on_a_later_day)
{
    for (int day = 12; day >= 0; day -= 4)
        record(ANSWER_GRADE, "card-one", day != 4, day);
    struct statistics statistics = collect();
    ck_assert_uint_eq(statistics.ever.young.total + statistics.ever.mature.total, 1); /* what was in its steps does not count */
    statistics_release(&statistics);
    scene_open_plainly(&scene, &activity_progress);
    ck_sees(&scene, "The schedule aims at 90 %.");
    go_to("falls due");
    ck_sees(&scene, "1 item falls due");
}
END_TEST

static void record_choice(const char *item, int chosen, const char *misconception, int confidence, int days)
{
    char name[64], detail[160];
    snprintf(name, sizeof name, "%s", item);
    if (misconception)
        snprintf(detail, sizeof detail, "{\"chosen\":%d,\"misconception\":\"%s\"}", chosen, misconception);
    else
        snprintf(detail, sizeof detail, "{\"chosen\":%d}", chosen);
    struct answer answer = {.kind = ANSWER_CHOICE,
                            .item = name,
                            .at = START_MS - days * DAY_MS,
                            .right = !misconception,
                            .attempts = 1,
                            .grade = misconception ? GRADE_AGAIN : GRADE_GOOD,
                            .detail = detail,
                            .confidence = confidence};
    ck_assert_int_eq(store_record(scene.environment.store, &answer, NULL, NULL, NULL), 0);
}

START_TEST(misconceptions_questions_and_confidence_have_their_pages)
{
    record_choice("axes", 1, "eps-outside-the-root", 90, 2);
    record_choice("axes", 1, "eps-outside-the-root", 90, 1);
    record_choice("axes", 0, NULL, 90, 0);
    scene_open_plainly(&scene, &activity_progress);
    go_to("misconceptions");
    ck_sees(&scene, "> eps outside the root | last on 2026-11-20 | 2 times");
    go_to("questions");
    ck_sees(&scene, "1 of 3 right | 0.33");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Right 1 of 3 times (33 %)");
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "1 of 3 right | 0.33");
    go_to("how sure");
    ck_sees(&scene, "your confidence | 3 | 90 % | 33 % | 0.543");
    ck_sees(&scene, "You are surer than right, by 57 points.");
}
END_TEST

START_TEST(mastery_names_what_a_topic_needs)
{
    record(ANSWER_GRADE, "card-one", true, 0);
    scene_open_plainly(&scene, &activity_progress);
    go_to("mastery");
    ck_sees(&scene, "First topic  needs nothing");
    scene_key(&scene, KEY_DOWN_ARROW);
    ck_sees(&scene, "Second topic  needs First topic");
    ck_sees(&scene, "needs 1 |   0 %, later | 0.00");
}
END_TEST

TCase *progress_page_tests(void)
{
    TCase *tests = tcase_create("pages");
    tcase_add_checked_fixture(tests, progress_setup, progress_teardown);
    tcase_add_test(tests, the_calendar_has_a_column_for_each_week_and_ends_today);
    tcase_add_test(tests, pages_show_topics_levels_and_badges);
    tcase_add_test(tests, every_run_of_a_challenge_is_listed_the_newest_first);
    tcase_add_test(tests, the_learner_chooses_what_a_day_takes);
    tcase_add_test(tests, retention_counts_what_came_back_on_a_later_day);
    tcase_add_test(tests, misconceptions_questions_and_confidence_have_their_pages);
    tcase_add_test(tests, mastery_names_what_a_topic_needs);
    return tests;
}
