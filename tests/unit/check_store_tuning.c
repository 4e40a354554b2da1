#include "store_support.h"

#include "store/known.h"
#include "store/tuning.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    must(store_set_exam(store, &goal, START, &err), &err);
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
    must(store_set_exam(store, NULL, START, &err), &err);
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
    struct answers said;
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
    must(store_answers(store, "schedule.weights", ANSWER_SETTING, 0, &said, &err), &err);
    ck_assert_uint_eq(said.count, 2);
    ck_assert_ptr_nonnull(strstr(said.items[0].detail, "20.333333333333332"));
    ck_assert_ptr_null(said.items[1].detail);
    answers_release(&said);
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

START_TEST(retention_is_set_and_taken_back)
{
    struct err err;
    struct answer last;
    folder_make();
    struct store *store = must_open(folder_path("progress.db"));
    grade_twice(store);
    int64_t usual = due_day(store, "easy");
    ck_assert_int_eq(store_set_retention(store, 0.5, START, &err), ERR_INVALID);
    must(store_set_retention(store, 0.8, START + 9 * DAY, &err), &err);
    ck_assert_int_gt(due_day(store, "easy"), usual);
    must(store_set_retention(store, 0.95, START + 10 * DAY, &err), &err);
    must(store_set_retention(store, 0.95, START + 11 * DAY, &err), &err); /* says nothing new */
    ck_assert_int_lt(due_day(store, "easy"), usual);
    must(store_last_setting(store, &last, &err), &err);
    ck_assert_int_eq(last.at, START + 10 * DAY);
    must(store_undo(store, last.sequence, START + 12 * DAY, 0, &err), &err);
    answer_release(&last);
    ck_assert_double_eq(store_parameters(store)->desired_retention, 0.8);
    check_memories_are_the_fold(store);
    must(store_last_setting(store, &last, &err), &err);
    must(store_undo(store, last.sequence, START + 12 * DAY, 0, &err), &err);
    answer_release(&last);
    ck_assert_int_eq(due_day(store, "easy"), usual);
    ck_assert_int_eq(store_last_setting(store, &last, &err), ERR_NOT_FOUND);
    store_close(&store);
    folder_remove();
}
END_TEST

START_TEST(undoing_an_exam_gives_the_one_before_to_be_planned_anew)
{
    struct err err;
    struct exam kept, later = goal;
    struct answer last;
    folder_make();
    struct store *store = must_open(folder_path("progress.db"));
    must(store_set_exam(store, &goal, START, &err), &err);
    later.day += 20;
    later.retention = 0.97;
    must(store_set_exam(store, &later, START + DAY, &err), &err);
    must(store_last_setting(store, &last, &err), &err);
    ck_assert_str_eq(last.item, "schedule.exam");
    must(store_undo(store, last.sequence, START + DAY, 0, &err), &err);
    answer_release(&last);
    must(store_exam(store, &kept, &err), &err);
    ck_assert(kept.day == goal.day && kept.recall == goal.recall && kept.planned == 0 && kept.retention == 0);
    ck_assert_double_eq(store_parameters(store)->desired_retention, 0.9);
    store_close(&store);
    folder_remove();
}
END_TEST

/* That an exam is over is said by the program, and told from what the learner said. */
START_TEST(an_exam_that_is_over_is_none)
{
    struct err err;
    struct exam kept;
    struct answer last;
    folder_make();
    struct store *store = must_open(folder_path("progress.db"));
    must(store_set_exam(store, &goal, START, &err), &err);
    must(store_last_setting(store, &last, &err), &err);
    ck_assert(!store_setting_is_end(&last));
    answer_release(&last);
    must(store_end_exam(store, START + 90 * DAY, &err), &err);
    must(store_exam(store, &kept, &err), &err);
    ck_assert(kept.day == 0 && store_parameters(store)->exam_day == 0);
    must(store_last_setting(store, &last, &err), &err);
    ck_assert(store_setting_is_end(&last));
    answer_release(&last);
    store_close(&store);
    folder_remove();
}
END_TEST

START_TEST(what_another_program_sets_holds_here_with_the_next_look)
{
    struct err err;
    folder_make();
    struct store *here = must_open_as(folder_path("progress.db"), 1), *there = must_open_as(folder_path("progress.db"), 2);
    grade_twice(here);
    must(store_set_retention(there, 0.8, START, &err), &err);
    grade_item(here, "easy", GRADE_EASY, START + 20 * DAY);
    ck_assert_double_eq(store_parameters(here)->desired_retention, 0.8);
    check_memories_are_the_fold(here);
    must(store_set_retention(there, 0.85, START, &err), &err);
    must(store_known_begin(here, 0, &err), &err);
    ck_assert_double_eq(store_parameters(here)->desired_retention, 0.85);
    store_close(&here), store_close(&there);
    folder_remove();
}
END_TEST

/* A file of the second format, with settings beside the log. */
static void make_second_format(const char *const settings[][2], size_t count)
{
    sqlite3 *database;
    unlink(folder_path("progress.db"));
    ck_assert_int_eq(sqlite3_open(folder_path("progress.db"), &database), SQLITE_OK);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(sqlite3_exec(database, STORE_MIGRATIONS[i].sql, NULL, NULL, NULL), SQLITE_OK);
    for (size_t i = 0; i < count; i++) {
        char *sql = sqlite3_mprintf("INSERT INTO setting VALUES (%Q, %Q)", settings[i][0], settings[i][1]);
        ck_assert_int_eq(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_free(sql);
    }
    ck_assert_int_eq(sqlite3_exec(database, "PRAGMA user_version = 2; PRAGMA application_id = 0x626E7475", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(database);
}

#define TWENTY "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"

START_TEST(settings_of_an_older_file_move_into_the_log)
{
    static const char *const settings[][2] = {
        {"schedule.exam", "{\"day\":20807,\"recall\":0.9,\"minutes\":20,\"retention\":0.94,\"window\":5,\"pace\":12.5,"
                          "\"planned\":20778,\"fresh\":7.25,\"reached\":true}"},
        {"schedule.weights", "{\"at\":30,\"weights\":\"3 " TWENTY "\",\"reviews\":600,\"loss_after\":0.5}"},
        {"schedule.weights.log", "{\"at\":10,\"weights\":\"2 " TWENTY "\"}\n{\"at\":20,\"weights\":null}\n"
                                 "{\"at\":30,\"weights\":\"3 " TWENTY "\",\"reviews\":600,\"loss_after\":0.5}\n"},
        {"schedule.day-start", "6"},
        {"challenge", "kept"}};
    struct err err;
    struct exam exam;
    struct fitted_weights weights;
    struct answers said;
    char *text;
    bool found;
    folder_make();
    make_second_format(settings, 5);
    struct store *store = must_open(folder_path("progress.db"));
    must(store_exam(store, &exam, &err), &err);
    ck_assert(exam.day == 20807 && exam.recall == 0.9 && exam.minutes == 20 && exam.retention == 0.94 && exam.window == 5);
    ck_assert(exam.planned == 20778 && exam.pace == 12.5 && exam.fresh == 7.25 && exam.reached);
    must(store_weights(store, &weights, &found, &err), &err);
    ck_assert(found && weights.weights[0] == 3 && weights.reviews == 600 && weights.loss_after == 0.5);
    ck_assert_int_eq(store_parameters(store)->day_start_hour, 6);
    must(store_answers(store, "schedule.weights", ANSWER_SETTING, 0, &said, &err), &err);
    ck_assert_uint_eq(said.count, 3);
    ck_assert(strstr(said.items[0].detail, "\"2 1") && !said.items[1].detail && strstr(said.items[2].detail, "\"3 1"));
    answers_release(&said);
    must(store_get(store, "challenge", &text, &err), &err);
    ck_assert_str_eq(text, "kept");
    free(text);
    must(store_set_exam(store, NULL, START, &err), &err); /* what is said from now on holds */
    must(store_exam(store, &exam, &err), &err);
    ck_assert_int_eq(exam.day, 0);
    store_close(&store);
    folder_remove();
}
END_TEST

START_TEST(settings_that_make_no_sense_are_no_settings)
{
    static const char *const texts[] = {"",
                                        "{",
                                        "[]",
                                        "7",
                                        "{\"weights\":\"1 2 3\",\"day\":\"x\"}",
                                        "{\"weights\":[1,2],\"day\":-5e300,\"planned\":1e300,\"at\":\"z\"}",
                                        "{\"day\":null,\"planned\":[1],\"at\":-1}"};
    folder_make();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *const settings[][2] = {{"schedule.exam", texts[i]},
                                           {"schedule.weights", texts[i]},
                                           {"schedule.weights.log", texts[i]},
                                           {"schedule.day-start", i == 3 ? "24" : texts[i]}};
        make_second_format(settings, 4);
        for (int times = 0; times < 2; times++) {
            struct store *store = must_open(folder_path("progress.db"));
            ck_assert_double_eq(store_parameters(store)->weights[0], store_given_parameters(store)->weights[0]);
            ck_assert_int_eq(store_parameters(store)->exam_day, 0);
            ck_assert_int_eq(store_parameters(store)->day_start_hour, store_given_parameters(store)->day_start_hour);
            ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), times + 1);
            store_close(&store);
        }
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
    tcase_add_test(tests, retention_is_set_and_taken_back);
    tcase_add_test(tests, undoing_an_exam_gives_the_one_before_to_be_planned_anew);
    tcase_add_test(tests, an_exam_that_is_over_is_none);
    tcase_add_test(tests, what_another_program_sets_holds_here_with_the_next_look);
    tcase_add_test(tests, settings_of_an_older_file_move_into_the_log);
    tcase_add_test(tests, settings_that_make_no_sense_are_no_settings);
    return tests;
}
