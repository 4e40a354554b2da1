#include "check_progress.h"

#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scene scene;

void progress_setup(void)
{
    scene_init(&scene);
}

void progress_teardown(void)
{
    scene_release(&scene);
}

void record(enum answer_kind kind, const char *item, bool right, int days)
{
    char name[64];
    struct err err = {0};
    snprintf(name, sizeof name, "%s", item);
    struct answer answer = {.kind = kind, .item = name, .at = START_MS - days * DAY_MS, .right = right, .attempts = 1};
    if (kind == ANSWER_GRADE || kind == ANSWER_CHOICE)
        answer.grade = right ? GRADE_GOOD : GRADE_AGAIN;
    ck_assert_msg(store_record(scene.environment.store, &answer, NULL, NULL, &err) == 0, "%s", err.text);
}

void record_run(size_t score, size_t total, int64_t time_ms, const char *factor, size_t pauses)
{
    char detail[200];
    snprintf(detail, sizeof detail, "{\"score\":%zu,\"total\":%zu,\"time_ms\":%lld,\"factor\":\"%s\",\"pauses\":%zu}", score, total,
             (long long)time_ms, factor, pauses);
    char item[] = "small-challenge";
    struct answer answer = {.kind = ANSWER_RUN, .item = item, .at = START_MS, .right = score == total, .detail = detail};
    ck_assert_int_eq(store_record(scene.environment.store, &answer, NULL, NULL, NULL), 0);
}

struct statistics collect(void)
{
    struct statistics statistics;
    struct err err = {0};
    ck_assert_msg(statistics_collect(&statistics, &scene.environment, START_MS, &err) == 0, "%s", err.text);
    return statistics;
}

START_TEST(nothing_is_known_at_first)
{
    struct statistics statistics = collect();
    ck_assert_uint_eq(statistics.answers + statistics.streak.days + statistics.streak.longest + statistics.badges, 0);
    ck_assert_uint_eq(statistics.all.cards.total, 7);
    ck_assert_uint_eq(statistics.all.cards.done, 0);
    ck_assert_uint_eq(statistics.all.questions.total, 3);
    ck_assert_uint_eq(statistics.all.notes.total, 3);
    ck_assert_uint_eq(statistics.all.prompts.total, 2);
    statistics_release(&statistics);
    scene_open_plainly(&scene, &activity_progress);
    ck_sees(&scene, "Nothing answered yet.");
}
END_TEST

START_TEST(items_count_by_topic_and_level)
{
    record(ANSWER_GRADE, "card-one", true, 0);
    record(ANSWER_GRADE, "card-one", true, 0);
    record(ANSWER_GRADE, "card-three", false, 0);
    record(ANSWER_GRADE, "card-seven", true, 0);
    record(ANSWER_CHOICE, "axes", false, 0);
    record(ANSWER_CHOICE, "axes", true, 0);
    record(ANSWER_CHOICE, "momentum", true, 0);
    record(ANSWER_CHOICE, "momentum", false, 0); /* the last answer counts */
    record(ANSWER_READ, "note-three", true, 0);
    record(ANSWER_EXPLAIN, "explain-two", true, 0);
    record(ANSWER_GRADE, "card-that-is-gone", true, 0);
    record(ANSWER_DEMO, "four-values", true, 0);
    struct statistics statistics = collect();
    const struct standing *first = &statistics.topics[0], *second = &statistics.topics[1];
    ck_assert_uint_eq(first->cards.done, 2);
    ck_assert_uint_eq(first->cards.total, 6);
    ck_assert_uint_eq(second->cards.done, 1);
    ck_assert_uint_eq(first->questions.done, 1);
    ck_assert_uint_eq(first->answered, 2);
    ck_assert_uint_eq(first->questions.total, 3);
    ck_assert_uint_eq(first->notes.done, 0);
    ck_assert_uint_eq(second->notes.done, 1);
    ck_assert_uint_eq(second->prompts.done, 1);
    ck_assert_uint_eq(statistics.levels[LEVEL_BEGINNER].cards.done, 2);
    ck_assert_uint_eq(statistics.levels[LEVEL_INTERMEDIATE].cards.done, 1);
    ck_assert_uint_eq(statistics.levels[LEVEL_ADVANCED].notes.done, 1);
    ck_assert_uint_eq(statistics.all.cards.done, 3);
    ck_assert_uint_eq(statistics.demos, 1);
    ck_assert_uint_eq(statistics.answers, 10); /* reading and watching are no answers */
    ck_assert_uint_eq(statistics.right, 7);
    statistics_release(&statistics);
}
END_TEST

START_TEST(an_answer_that_was_taken_back_does_not_count)
{
    record(ANSWER_CHOICE, "axes", true, 0);
    struct answers rows = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_int_eq(store_undo(scene.environment.store, rows.items[0].sequence, START_MS, 0, NULL), 0);
    answers_release(&rows);
    struct statistics statistics = collect();
    ck_assert_uint_eq(statistics.all.answered, 0);
    ck_assert_uint_eq(statistics.answers, 0);
    statistics_release(&statistics);
}
END_TEST

START_TEST(days_in_a_row_are_counted)
{
    static const int days[] = {1, 2, 3, 10, 11, 12, 13, 14, 40};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        record(ANSWER_GRADE, "card-one", true, days[i]);
    record(ANSWER_READ, "note-one", true, 4); /* no answer, no day */
    struct statistics statistics = collect();
    ck_assert_uint_eq(statistics.streak.days, 3); /* nothing today yet: the streak still stands */
    ck_assert_uint_eq(statistics.streak.longest, 5);
    ck_assert_uint_eq(statistics.day_count, 9);
    statistics_release(&statistics);
    record(ANSWER_GRADE, "card-two", true, 0);
    statistics = collect();
    ck_assert_uint_eq(statistics.streak.days, 4);
    statistics_release(&statistics);
}
END_TEST

START_TEST(the_best_run_has_most_right_then_least_help_then_time)
{
    record_run(1, 2, 1000, "x1", 0);
    record_run(2, 2, 9000, "off", 0);
    record_run(2, 2, 8000, "x1.5", 0);
    record_run(2, 2, 7000, "x1", 2);
    record_run(2, 2, 9000, "x1", 1);
    record_run(2, 2, 8500, "x1", 1);
    record_run(0, 2, 10, "x1", 0);
    struct statistics statistics = collect();
    const struct challenge_history *history = &statistics.challenges[0];
    ck_assert_uint_eq(history->runs, 7);
    ck_assert(history->won);
    ck_assert_uint_eq(statistics.badges, 1);
    ck_assert_uint_eq(history->best.score, 2);
    ck_assert_int_eq(history->best.factor, TIME_SINGLE);
    ck_assert_uint_eq(history->best.pauses, 1);
    ck_assert_int_eq(history->best.time_ms, 8500);
    ck_assert_uint_eq(history->last.score, 0);
    ck_assert_uint_eq(statistics.runs[0].count, 7);
    ck_assert_int_eq(statistics.runs[0].items[2].time_ms, 8000);
    statistics_release(&statistics);
}
END_TEST

/* The value of a top member that is an object, as SQLite reads it. */
static char *member(const struct str *json, const char *name)
{
    char *value = store_json_value(scene.environment.store, json->text, name);
    ck_assert_msg(value != NULL, "no %s in %s", name, json->text);
    return value;
}

static void check_member(const char *json, const char *name, const char *expected)
{
    char *value = store_json_value(scene.environment.store, json, name);
    ck_assert_msg(value && strcmp(value, expected) == 0, "%s is %s, not %s in %s", name, value ? value : "absent", expected, json);
    free(value);
}

START_TEST(the_same_figures_as_json)
{
    struct str json;
    struct err err = {0};
    record(ANSWER_GRADE, "card-one", true, 0);
    record(ANSWER_CHOICE, "axes", false, 1);
    record_run(1, 2, 61000, "x1.5", 1);
    record_run(2, 2, 59000, "off", 0);
    str_init(&json);
    ck_assert_int_eq(progress_json(&scene.environment, START_MS, &json, &err), 0);
    check_member(json.text, "version", "1");
    check_member(json.text, "course", "A small course");
    check_member(json.text, "day", "2026-11-21");
    char *totals = member(&json, "totals"), *streak = member(&json, "streak"), *topics = member(&json, "topics");
    check_member(totals, "answers", "2");
    check_member(totals, "right", "1");
    check_member(totals, "days", "2");
    check_member(totals, "badges", "1");
    check_member(totals, "cards_learned", "1");
    check_member(totals, "cards", "7");
    check_member(totals, "questions_right", "0");
    check_member(totals, "questions_answered", "1");
    check_member(streak, "days", "2");
    check_member(streak, "longest", "2");
    check_member(streak, "minimum", "1");
    ck_assert_ptr_nonnull(strstr(topics, "{\"id\":\"second\",\"title\":\"Second topic\",\"cards_learned\":0,\"cards\":1"));
    ck_assert_ptr_nonnull(strstr(json.text, "\"levels\":[{\"level\":\"beginner\",\"cards_learned\":1,\"cards\":3"));
    ck_assert_ptr_nonnull(strstr(json.text, "\"won\":true,\"runs\":2,\"best\":{\"score\":2,\"total\":2,\"time_ms\":59000,"
                                            "\"factor\":\"off\",\"pauses\":0,\"day\":\"2026-11-21\"},\"last\":{"));
    ck_assert_ptr_nonnull(strstr(json.text, "\"days\":[{\"day\":\"2026-11-20\",\"answers\":1,\"right\":0,\"took_ms\":0,"));
    ck_assert_ptr_nonnull(strstr(json.text, "\"questions\":[{\"id\":\"axes\",\"answers\":1,\"right\":0,"));
    ck_assert_str_eq(json.text + json.length - 4, "}}}\n");
    free(totals);
    free(streak);
    free(topics);
    str_release(&json);
}
END_TEST

START_TEST(the_home_line_tells_the_days)
{
    char words[64];
    double share;
    activity_progress.progress(&scene.environment, START_MS, words, sizeof words, &share);
    ck_assert_str_eq(words, "");
    record(ANSWER_GRADE, "card-one", true, 3);
    activity_progress.progress(&scene.environment, START_MS, words, sizeof words, &share);
    ck_assert_str_eq(words, "1 day of learning");
    ck_assert_double_lt(share, 0);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("progress");
    TCase *tests = tcase_create("figures");
    tcase_add_checked_fixture(tests, progress_setup, progress_teardown);
    tcase_add_test(tests, nothing_is_known_at_first);
    tcase_add_test(tests, items_count_by_topic_and_level);
    tcase_add_test(tests, an_answer_that_was_taken_back_does_not_count);
    tcase_add_test(tests, days_in_a_row_are_counted);
    tcase_add_test(tests, the_best_run_has_most_right_then_least_help_then_time);
    tcase_add_test(tests, the_same_figures_as_json);
    tcase_add_test(tests, the_home_line_tells_the_days);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, progress_page_tests());
    return suite;
}
