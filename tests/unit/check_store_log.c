#include "store_support.h"

#include "store/json.h"

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
    store_close(&store);
    folder_remove();
}

START_TEST(an_answer_comes_back_as_it_was_given)
{
    char item[] = "x̂-and-γ", detail[] = "{\"chosen\":\"b\",\"text\":\"it's σ²\"}";
    struct answer given = {
        .kind = ANSWER_CHOICE,
        .item = item,
        .at = START,
        .utc_offset_minutes = -210,
        .grade = GRADE_HARD,
        .right = true,
        .took_ms = 90 * HOUR,
        .hints = 2,
        .attempts = 3,
        .seed = UINT64_MAX - 5,
        .detail = detail,
    };
    int64_t sequence;
    must(store_record(store, &given, NULL, &sequence, &err), &err);
    ck_assert_int_eq(sequence, 1);
    struct answers answers;
    must(store_answers(store, NULL, -1, 0, &answers, &err), &err);
    ck_assert_uint_eq(answers.count, 1);
    struct answer *got = answers.items;
    ck_assert_int_eq(got->kind, ANSWER_CHOICE);
    ck_assert_str_eq(got->item, item);
    ck_assert_int_eq(got->at, START);
    ck_assert_int_eq(got->utc_offset_minutes, -210);
    ck_assert_int_eq(got->grade, GRADE_HARD);
    ck_assert(got->right);
    ck_assert_int_eq(got->took_ms, HOUR); /* the cap */
    ck_assert_int_eq(got->hints, 2);
    ck_assert_int_eq(got->attempts, 3);
    ck_assert_uint_eq(got->seed, UINT64_MAX - 5);
    ck_assert_str_eq(got->detail, detail);
    ck_assert_int_eq(got->sequence, 1);
    answers_release(&answers);
}
END_TEST

START_TEST(what_is_no_answer_is_refused)
{
    char item[] = "a";
    struct answer answers[] = {
        {.kind = ANSWER_GRADE, .item = NULL, .grade = GRADE_GOOD},
        {.kind = ANSWER_UNDO, .item = item},
        {.kind = (enum answer_kind)99, .item = item},
        {.kind = ANSWER_GRADE, .item = item, .grade = (enum grade)5},
        {.kind = ANSWER_SUSPEND, .item = item, .grade = GRADE_GOOD},
        {.kind = ANSWER_FLAG, .item = item, .flag = FLAG_COUNT},
        {.kind = ANSWER_OVERRIDE, .item = item, .overrides = 1},
    };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        ck_assert_int_eq(store_record(store, &answers[i], NULL, NULL, &err), ERR_INVALID);
    struct answers none;
    must(store_answers(store, NULL, -1, 0, &none, &err), &err);
    ck_assert_uint_eq(none.count, 0);
}
END_TEST

START_TEST(odd_bytes_and_times_do_no_harm)
{
    char item[] = "\xFF\xC3(", detail[] = "not json \x80";
    const int64_t times[] = {INT64_MIN, -1, INT64_MAX};
    for (int i = 0; i < 3; i++) {
        struct answer answer = {
            .kind = ANSWER_GRADE, .item = item, .at = times[i], .grade = GRADE_GOOD, .detail = detail, .took_ms = INT64_MIN};
        must(store_record(store, &answer, NULL, NULL, &err), &err);
    }
    check_memories_are_the_fold(store);
    struct day_count *days;
    size_t count;
    must(store_days(store, INT64_MIN, &days, &count, &err), &err);
    ck_assert_uint_eq(count, 2);
    free(days);
    must(store_days(store, INT64_MAX, &days, &count, &err), &err);
    ck_assert_uint_eq(count, 0);
    ck_assert_ptr_null(store_json_value(store, detail, "a"));
}
END_TEST

START_TEST(grades_lead_to_the_memory_that_the_schedule_says)
{
    const enum grade grades[] = {GRADE_GOOD, GRADE_GOOD, GRADE_AGAIN, GRADE_EASY};
    struct schedule_parameters parameters = test_parameters();
    struct memory expected = {0}, returned, kept;
    char item[] = "mean";
    for (int i = 0; i < 4; i++) {
        int64_t at = START + i * 3 * DAY;
        struct answer answer = {.kind = ANSWER_EXPLAIN, .item = item, .at = at, .utc_offset_minutes = 120, .grade = grades[i]};
        must(store_record(store, &answer, &returned, NULL, &err), &err);
        parameters.utc_offset_minutes = 120;
        expected = schedule_review(&parameters, &expected, grades[i], at, schedule_seed(item));
        ck_assert(same_memory(&expected, &returned));
    }
    must(store_memory(store, item, &kept, &err), &err);
    ck_assert(same_memory(&expected, &kept));
    must(store_memory(store, "never seen", &kept, &err), &err);
    ck_assert(same_memory(&kept, &(struct memory){0}));
}
END_TEST

START_TEST(answers_without_a_grade_feed_no_memory)
{
    char item[] = "note";
    struct answer answer = {.kind = ANSWER_READ, .item = item, .at = START};
    struct memory memory;
    must(store_record(store, &answer, &memory, NULL, &err), &err);
    ck_assert_int_eq(memory.phase, PHASE_NEW);
    struct item_memories memories;
    must(store_memories(store, &memories, &err), &err);
    ck_assert_uint_eq(memories.count, 0);
}
END_TEST

START_TEST(undo_goes_back_step_by_step)
{
    struct memory states[5] = {{0}};
    for (int i = 1; i <= 4; i++) {
        grade_item(store, i % 2 ? "a" : "b", GRADE_GOOD, START + i * DAY);
        must(store_memory(store, i % 2 ? "a" : "b", &states[i], &err), &err);
    }
    for (int i = 4; i >= 1; i--) {
        struct answer last;
        must(store_last_grade(store, &last, &err), &err);
        ck_assert_int_eq(last.sequence, i);
        must(store_undo(store, last.sequence, START + 9 * DAY, 0, &err), &err);
        struct memory memory;
        must(store_memory(store, last.item, &memory, &err), &err);
        ck_assert(same_memory(&memory, &states[i > 2 ? i - 2 : 0]));
        answer_release(&last);
        check_memories_are_the_fold(store);
    }
    struct answer none;
    ck_assert_int_eq(store_last_grade(store, &none, &err), ERR_NOT_FOUND);
    ck_assert_ptr_null(none.item);
    struct item_memories memories;
    must(store_memories(store, &memories, &err), &err);
    ck_assert_uint_eq(memories.count, 0);
    struct answers undos;
    must(store_answers(store, NULL, ANSWER_UNDO, 0, &undos, &err), &err);
    ck_assert_uint_eq(undos.count, 4);
    ck_assert_int_eq(undos.items[0].undone, 4);
    answers_release(&undos);
}
END_TEST

START_TEST(only_a_standing_answer_can_be_undone)
{
    int64_t first = grade_item(store, "a", GRADE_GOOD, START);
    ck_assert_int_eq(store_undo(store, 77, START, 0, &err), ERR_NOT_FOUND);
    must(store_undo(store, first, START, 0, &err), &err);
    ck_assert_int_eq(store_undo(store, first, START, 0, &err), ERR_NOT_FOUND);
    ck_assert_int_eq(store_undo(store, first + 1, START, 0, &err), ERR_NOT_FOUND); /* the undo itself */
    ck_assert_int_eq(grade_item(store, "a", GRADE_EASY, START), first + 2);
}
END_TEST

START_TEST(answers_are_chosen_by_item_kind_and_time)
{
    char item[] = "a";
    for (int i = 0; i < 6; i++) {
        item[0] = (char)('a' + i % 2);
        struct answer answer = {.kind = i < 3 ? ANSWER_GRADE : ANSWER_CHOICE, .item = item, .at = START + i};
        must(store_record(store, &answer, NULL, NULL, &err), &err);
    }
    must(store_undo(store, 1, START + 6, 0, &err), &err);
    const struct {
        const char *item;
        int kind;
        int64_t since;
        size_t count;
        int64_t first;
    } cases[] = {{NULL, -1, 0, 5, 2},           {"a", -1, 0, 2, 3},          {"b", ANSWER_CHOICE, 0, 2, 4},
                 {NULL, ANSWER_GRADE, 0, 2, 2}, {NULL, -1, START + 4, 2, 5}, {NULL, ANSWER_UNDO, 0, 1, 7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct answers answers;
        must(store_answers(store, cases[i].item, cases[i].kind, cases[i].since, &answers, &err), &err);
        ck_assert_uint_eq(answers.count, cases[i].count);
        ck_assert_int_eq(answers.items[0].sequence, cases[i].first);
        answers_release(&answers);
    }
}
END_TEST

START_TEST(a_clock_set_back_keeps_the_order)
{
    grade_item(store, "a", GRADE_AGAIN, START + 3650 * DAY); /* ten years ahead by mistake */
    grade_item(store, "a", GRADE_GOOD, START);
    grade_item(store, "a", GRADE_EASY, START + DAY);
    struct answers answers;
    must(store_answers(store, "a", -1, 0, &answers, &err), &err);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(answers.items[i].sequence, (int64_t)i + 1);
    answers_release(&answers);
    must(store_answers(store, NULL, -1, START + DAY, &answers, &err), &err);
    ck_assert_uint_eq(answers.count, 2);
    answers_release(&answers);
    struct memory memory;
    must(store_memory(store, "a", &memory, &err), &err);
    ck_assert_int_lt(memory.due, START + 100 * DAY); /* the mistake does not put it off for ten years */
    check_memories_are_the_fold(store);
}
END_TEST

START_TEST(memories_are_the_fold_of_any_log)
{
    struct store *other = must_open_as(folder_path("progress.db"), 2);
    struct store *const machines[] = {store, other};
    for (uint64_t seed = 0; seed < 12; seed++) {
        live_at_random(machines, 2, seed, 60);
        check_memories_are_the_fold(seed % 2 ? store : other);
    }
    store_close(&other);
}
END_TEST

START_TEST(days_follow_the_zone_of_each_row)
{
    const struct {
        int64_t at;
        int offset;
        enum answer_kind kind;
        bool right;
    } rows[] = {
        {START + 3 * HOUR, 0, ANSWER_GRADE, true},      /* before 4 in the morning: the day before */
        {START + 4 * HOUR, 0, ANSWER_CHOICE, false},    /* the day itself */
        {START + 5 * HOUR, -300, ANSWER_EXPLAIN, true}, /* midnight in New York: the day before */
        {START + 20 * HOUR, 540, ANSWER_GRADE, true},   /* 5 in the morning in Tokyo: the day after */
        {START + 4 * HOUR, 0, ANSWER_READ, true},       /* no answer */
        {START + 4 * HOUR, 0, ANSWER_GRADE, true},      /* undone below */
    };
    char item[] = "a";
    for (size_t i = 0; i < 6; i++) {
        struct answer answer = {
            .kind = rows[i].kind, .item = item, .at = rows[i].at, .utc_offset_minutes = rows[i].offset, .right = rows[i].right};
        must(store_record(store, &answer, NULL, NULL, &err), &err);
    }
    must(store_undo(store, 6, START + 4 * HOUR, 0, &err), &err);
    int64_t day = START / DAY;
    const struct day_count expected[] = {{day - 1, 2, 2}, {day, 1, 0}, {day + 1, 1, 1}};
    for (int64_t since = day - 2; since <= day + 2; since++) {
        struct day_count *days;
        size_t count, skipped = since < day ? 0 : (size_t)(since - day) + 1;
        must(store_days(store, since, &days, &count, &err), &err);
        skipped = since == day - 1 ? 0 : skipped;
        ck_assert_uint_eq(count, 3 - skipped);
        for (size_t i = 0; i < count; i++)
            ck_assert(memcmp(&days[i], &expected[i + skipped], sizeof *days) == 0);
        free(days);
    }
}
END_TEST

START_TEST(small_texts_are_kept_and_replaced)
{
    char *text;
    must(store_get(store, "challenge", &text, &err), &err);
    ck_assert_ptr_null(text);
    must(store_put(store, "challenge", "one", &err), &err);
    must(store_put(store, "challenge", "it's \"two\" ≥ 1", &err), &err);
    must(store_get(store, "challenge", &text, &err), &err);
    ck_assert_str_eq(text, "it's \"two\" ≥ 1");
    free(text);
    must(store_put(store, "challenge", NULL, &err), &err);
    must(store_put(store, "challenge", NULL, &err), &err);
    must(store_get(store, "challenge", &text, &err), &err);
    ck_assert_ptr_null(text);
}
END_TEST

static void check_value(const char *json, const char *key, const char *expected)
{
    char *value = store_json_value(store, json, key);
    ck_assert_pstr_eq(value, expected);
    free(value);
}

START_TEST(json_is_written_and_read)
{
    const char *odd = "quote \" backslash \\ tab\t newline\n bell\a  γ̂ 漢";
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_text(&json, "odd", odd);
    json_object_text(&json, "$.\"key\"", "{");
    json_object_text(&json, "null", NULL);
    json_object_number(&json, "score", 0.8);
    json_object_number(&json, "third", 1.0 / 3);
    json_object_number(&json, "nan", 0.0 / 0.0);
    json_object_integer(&json, "least", INT64_MIN);
    json_object_boolean(&json, "yes", true);
    json_object_boolean(&json, "no", false);
    json_object_text(&json, "bytes", "a\xFFz\xC3");
    json_object_end(&json);
    check_value(json.text, "odd", odd);
    check_value(json.text, "$.\"key\"", "{");
    check_value(json.text, "null", NULL);
    check_value(json.text, "score", "0.8");
    check_value(json.text, "third", "0.333333333333333");
    check_value(json.text, "nan", NULL);
    check_value(json.text, "least", "-9223372036854775808");
    check_value(json.text, "yes", "true");
    check_value(json.text, "no", "false");
    check_value(json.text, "bytes", "a\uFFFDz\uFFFD");
    check_value(json.text, "absent", NULL);
    check_value("{broken", "odd", NULL);
    check_value(NULL, "odd", NULL);
    ck_assert_ptr_nonnull(strstr(json.text, "\"score\":0.8,\"third\":0.3333333333333333,\"nan\":null,"));
    str_release(&json);
}
END_TEST

TCase *store_log_tests(void)
{
    TCase *tests = tcase_create("log");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, an_answer_comes_back_as_it_was_given);
    tcase_add_test(tests, what_is_no_answer_is_refused);
    tcase_add_test(tests, odd_bytes_and_times_do_no_harm);
    tcase_add_test(tests, grades_lead_to_the_memory_that_the_schedule_says);
    tcase_add_test(tests, answers_without_a_grade_feed_no_memory);
    tcase_add_test(tests, undo_goes_back_step_by_step);
    tcase_add_test(tests, only_a_standing_answer_can_be_undone);
    tcase_add_test(tests, answers_are_chosen_by_item_kind_and_time);
    tcase_add_test(tests, a_clock_set_back_keeps_the_order);
    tcase_add_test(tests, memories_are_the_fold_of_any_log);
    tcase_add_test(tests, days_follow_the_zone_of_each_row);
    tcase_add_test(tests, small_texts_are_kept_and_replaced);
    tcase_add_test(tests, json_is_written_and_read);
    return tests;
}
