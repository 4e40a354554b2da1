/* Answers come and go as lines of JSON. */
#include "check_exchange.h"
#include "exchange_support.h"

#include <stdlib.h>
#include <string.h>

static struct home home, other;
static struct str bytes;

static void setup(void)
{
    home_open(&home);
    home_open(&other);
    str_init(&bytes);
}

static void teardown(void)
{
    str_release(&bytes);
    home_close(&home);
    home_close(&other);
}

static void answer(struct home *at, const char *item, enum grade grade, int64_t time)
{
    char id[32], detail[] = "{\"chosen\":\"γ \\\"quoted\\\"\\n\"}";
    snprintf(id, sizeof id, "%s", item);
    struct answer given = {.kind = ANSWER_GRADE, .item = id, .at = time, .grade = grade, .right = true, .took_ms = 1500, .attempts = 1,
                           .seed = UINT64_MAX - 5, .detail = detail, .confidence = 70};
    ck_assert_int_eq(store_record(at->store, &given, NULL, NULL, &at->err), 0);
}

static void live(struct home *at, int64_t start)
{
    int64_t last;
    struct answer given;
    answer(at, "gaps", GRADE_GOOD, start);
    answer(at, "gaps", GRADE_AGAIN, start + 86400000);
    ck_assert_int_eq(store_last_grade(at->store, &given, &at->err), 0);
    last = given.sequence;
    answer_release(&given);
    ck_assert_int_eq(store_undo(at->store, last, start + 86400001, 60, &at->err), 0);
    answer(at, "disputed", GRADE_EASY, start + 90000000);
}

static const char *exported(struct home *at)
{
    export_course(at->course, at, "history", &bytes);
    return home_file(at, "history.jsonl", bytes.text, bytes.length);
}

static size_t rows(struct home *at)
{
    size_t lines = 0;
    exported(at);
    for (const char *c = bytes.text; *c; c++)
        lines += *c == '\n';
    return lines - 1;
}

static struct memory memory_of(struct home *at, const char *item)
{
    struct memory memory;
    ck_assert_int_eq(store_memory(at->store, item, &memory, &at->err), 0);
    return memory;
}

START_TEST(two_machines_end_up_the_same)
{
    live(&home, 1700000000000);
    live(&other, 1700000500000);
    const char *file = exported(&other);
    ck_assert_msg(home_import(&home, file, NULL, NULL) == 0, "%s", home.err.text);
    ck_assert_ptr_nonnull(strstr(home.said.text, "4 entries added"));
    ck_assert_uint_eq(rows(&home), 8);
    ck_assert_int_eq(home_import(&other, exported(&home), NULL, NULL), 0);
    struct memory ours = memory_of(&home, "gaps"), theirs = memory_of(&other, "gaps");
    ck_assert(memcmp(&ours, &theirs, sizeof ours) == 0);
    exported(&home);
    char *first = strdup(bytes.text);
    exported(&other);
    ck_assert_str_eq(first, bytes.text);
    free(first);
}
END_TEST

START_TEST(the_same_file_twice_changes_nothing)
{
    live(&other, 1700000000000);
    const char *file = exported(&other);
    ck_assert_int_eq(home_import(&home, file, NULL, NULL), 0);
    ck_assert_int_eq(home_import(&home, file, NULL, NULL), 0);
    ck_assert_ptr_nonnull(strstr(home.said.text, "0 entries added"));
    ck_assert_ptr_nonnull(strstr(home.said.text, "4 known already"));
    ck_assert_uint_eq(rows(&home), 4);
}
END_TEST

START_TEST(rows_of_others_are_taken_back)
{
    live(&home, 1700000000000);
    struct memory before = memory_of(&home, "gaps");
    live(&other, 1700000500000);
    const char *file = exported(&other);
    ck_assert_int_eq(home_import(&home, file, NULL, NULL), 0);
    answer(&home, "disputed", GRADE_GOOD, 1710000000000);
    str_clear(&home.said);
    ck_assert_msg(exchange_undo(&home.exchange, &home.said, &home.err) == 0, "%s", home.err.text);
    ck_assert_ptr_nonnull(strstr(home.said.text, "4 entries"));
    ck_assert_uint_eq(rows(&home), 5);
    struct memory after = memory_of(&home, "gaps");
    ck_assert(memcmp(&before, &after, sizeof before) == 0);
    ck_assert_int_eq(home_import(&home, file, NULL, NULL), 0);
    ck_assert_uint_eq(rows(&home), 9);
}
END_TEST

/* A progress file that was put back from a copy misses rows of its own machine. */
START_TEST(rows_of_this_machine_are_undone_by_rows)
{
    live(&home, 1700000000000);
    exported(&home);
    struct str kept;
    str_init(&kept);
    str_add(&kept, bytes.text);
    char *last_line = strstr(kept.text, "\"sequence\":4");
    ck_assert_ptr_nonnull(last_line);
    memcpy(last_line, "\"sequence\":9", 12); /* a row that this file does not have */
    ck_assert_int_eq(home_import(&home, home_file(&home, "own.jsonl", kept.text, kept.length), NULL, NULL), 0);
    ck_assert_uint_eq(rows(&home), 5);
    ck_assert_int_eq(exchange_undo(&home.exchange, &home.said, &home.err), 0);
    ck_assert_uint_eq(rows(&home), 6); /* one more, which takes that one back */
    ck_assert_ptr_nonnull(strstr(bytes.text, "\"undone\":9"));
    str_release(&kept);
}
END_TEST

START_TEST(lines_that_make_no_sense_are_left_out)
{
    live(&other, 1700000000000);
    exported(&other);
    struct str broken;
    str_init(&broken);
    str_add(&broken, bytes.text);
    str_add(&broken, "not json\n{\"device\":\"00\"}\n\n{\"device\":\"00112233445566778899aabbccddeeff\",\"sequence\":1,\"ordered_at\":5,"
                     "\"kind\":\"dance\",\"item\":\"x\",\"at\":5}\n{\"device\":\"00112233445566778899aabbccddeeff\",\"sequence\":1,"
                     "\"ordered_at\":5,\"kind\":\"grade\",\"item\":\"x\",\"at\":5,\"grade\":9}\n{\"device\":\"0011");
    ck_assert_int_eq(home_import(&home, home_file(&home, "broken.jsonl", broken.text, broken.length), NULL, NULL), 0);
    expect_message(&home, 6, "this is no JSON value; this row is left out");
    expect_message(&home, 7, "'device' is no name of a device");
    expect_message(&home, 9, "'kind' is none that is known");
    expect_message(&home, 11, "this text is never closed");
    ck_assert_ptr_nonnull(strstr(home.said.text, "; 5 left out.\n  5: they make no sense"));
    ck_assert_uint_eq(home.left, 5);
    ck_assert_uint_eq(rows(&home), 4);
    str_release(&broken);
}
END_TEST

START_TEST(a_dry_run_only_counts)
{
    live(&other, 1700000000000);
    const struct import_options options = {.dry_run = true};
    const char *file = exported(&other);
    ck_assert_int_eq(exchange_import(&home.exchange, file, &options, &home.diagnostics, &home.said, &home.left, &home.err), 0);
    ck_assert_ptr_nonnull(strstr(home.said.text, "4 entries would be added"));
    ck_assert_uint_eq(rows(&home), 0);
    ck_assert_int_eq(exchange_undo(&home.exchange, &home.said, &home.err), ERR_NOT_FOUND);
}
END_TEST

TCase *exchange_history_tests(void)
{
    TCase *tests = tcase_create("history");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 0);
    tcase_add_test(tests, two_machines_end_up_the_same);
    tcase_add_test(tests, the_same_file_twice_changes_nothing);
    tcase_add_test(tests, rows_of_others_are_taken_back);
    tcase_add_test(tests, rows_of_this_machine_are_undone_by_rows);
    tcase_add_test(tests, lines_that_make_no_sense_are_left_out);
    tcase_add_test(tests, a_dry_run_only_counts);
    return tests;
}
