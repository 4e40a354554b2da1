#include "store_support.h"

#include "base/clock.h"
#include "base/str.h"
#include "store/backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct err err;
static char *path;

static void setup(void)
{
    folder_make();
    path = str_print("%s/progress.db", folder());
}

static void teardown(void)
{
    folder_remove();
    free(path);
}

static struct store *open_with_backups(void)
{
    struct schedule_parameters parameters = test_parameters();
    struct open_options options = test_options(1);
    options.daily_backups = true;
    struct store *store;
    must(store_open_with(&store, path, &parameters, &options, &err), &err);
    return store;
}

/* backups/progress-DATE.db for the local day of `at`; in a static buffer. */
static const char *daily(int64_t at)
{
    char name[64], date[11];
    clock_date_text(at, 0, date);
    snprintf(name, sizeof name, "backups/progress-%s.db", date);
    return folder_path(name);
}

static bool exists(const char *file)
{
    return access(file, F_OK) == 0;
}

static size_t count_answers(const char *file)
{
    struct store *store = must_open_as(file, 9);
    struct answers answers;
    must(store_answers(store, NULL, -1, 0, &answers, &err), &err);
    size_t count = answers.count;
    answers_release(&answers);
    store_close(&store);
    return count;
}

START_TEST(each_day_is_copied_with_its_first_answer)
{
    struct store *store = open_with_backups();
    grade_item(store, "a", GRADE_GOOD, START + 9 * HOUR);
    ck_assert(!exists(daily(START)));                           /* there is nothing yet to lose */
    grade_item(store, "a", GRADE_GOOD, START + DAY + 3 * HOUR); /* before 4 in the morning it is still the day before */
    ck_assert(!exists(daily(START + DAY)));
    grade_item(store, "a", GRADE_GOOD, START + DAY + 9 * HOUR);
    ck_assert(exists(daily(START + DAY)));
    grade_item(store, "a", GRADE_GOOD, START + DAY + 10 * HOUR);
    store_close(&store);
    ck_assert_uint_eq(count_answers(daily(START + DAY)), 3);
    store = open_with_backups();
    grade_item(store, "a", GRADE_GOOD, START + DAY + 11 * HOUR);
    ck_assert_ptr_null(store_finish_backup(store));
    store_close(&store);
    ck_assert_uint_eq(count_answers(daily(START + DAY)), 3); /* one a day */
}
END_TEST

START_TEST(a_large_file_is_copied_piece_by_piece)
{
    struct store *store = open_with_backups();
    hurry(store);
    char detail[40000], item[] = "a";
    memset(detail, 'x', sizeof detail - 1);
    detail[sizeof detail - 1] = '\0';
    struct answer answer = {.kind = ANSWER_READ, .item = item, .at = START, .detail = detail, .took_ms = 1};
    for (int i = 0; i < 600; i++)
        must(store_record(store, &answer, NULL, NULL, &err), &err);
    answer.detail = NULL;
    for (int i = 0; i < 3; i++) {
        answer.at = START + DAY + 9 * HOUR + i;
        must(store_record(store, &answer, NULL, NULL, &err), &err);
        ck_assert(!exists(daily(START + DAY)));
    }
    store_close(&store);
    ck_assert_uint_ge(count_answers(daily(START + DAY)), 601); /* rows that came meanwhile are in it or not, whole in any case */
}
END_TEST

START_TEST(old_days_are_thinned_out_to_weeks_and_months)
{
    struct store *store = open_with_backups();
    hurry(store);
    for (int day = 0; day < 280; day++)
        grade_item(store, "a", day % 9 ? GRADE_GOOD : GRADE_AGAIN, START + day * DAY + 9 * HOUR);
    store_close(&store);
    struct backups backups;
    must(backups_list(path, &backups, &err), &err);
    ck_assert_uint_eq(backups.count, BACKUP_DAYS + BACKUP_WEEKS + BACKUP_MONTHS);
    backups_release(&backups);
    for (int day = 280 - BACKUP_DAYS; day < 280; day++)
        ck_assert(exists(daily(START + day * DAY)));
    ck_assert(!exists(daily(START + 100 * DAY)));
}
END_TEST

START_TEST(a_copy_that_cannot_be_made_keeps_no_one_from_learning)
{
    file_write(folder_path("backups"), "in the way", 10);
    struct store *store = open_with_backups();
    grade_item(store, "a", GRADE_GOOD, START);
    grade_item(store, "a", GRADE_GOOD, START + DAY);
    const char *trouble = store_finish_backup(store);
    ck_assert(trouble && strstr(trouble, "backups"));
    store_close(&store);
}
END_TEST

START_TEST(a_copy_is_made_by_hand_and_overwrites_nothing)
{
    struct store *store = open_with_backups();
    grade_item(store, "a", GRADE_GOOD, START);
    char *made, *again;
    must(store_backup(store, NULL, START, &made, &err), &err);
    ck_assert(strstr(made, "backups/progress-made-2026-11-21T0000.db"));
    must(store_backup(store, NULL, START, &again, &err), &err);
    ck_assert_str_ne(made, again);
    free(again);
    ck_assert_int_eq(store_backup(store, made, START, &again, &err), ERR_INVALID);
    ck_assert_ptr_null(again);
    ck_assert_uint_eq(count_answers(made), 1);
    free(made);
    store_close(&store);
}
END_TEST

START_TEST(restoring_keeps_what_was_there)
{
    struct store *store = open_with_backups();
    grade_item(store, "a", GRADE_GOOD, START);
    char *made, *aside;
    must(store_backup(store, NULL, START, &made, &err), &err);
    grade_item(store, "b", GRADE_GOOD, START + HOUR);
    store_close(&store);
    must(backup_restore(path, made, START + 2 * HOUR, &aside, &err), &err);
    ck_assert_uint_eq(count_answers(aside), 2);
    ck_assert_uint_eq(count_answers(path), 1);
    ck_assert_uint_eq(count_answers(made), 1);
    free(aside);
    unlink(path);
    must(backup_restore(path, made, START + 2 * HOUR, &aside, &err), &err);
    ck_assert_ptr_null(aside);
    ck_assert_uint_eq(count_answers(path), 1);
    free(made);
}
END_TEST

/* `copy` is refused with `code`, and the present file is what it was. */
static void check_not_restored(const char *copy, int code)
{
    size_t size, after_size;
    char *aside, *before = file_read(path, &size), *kept = str_print("%s", copy);
    ck_assert_int_eq(backup_restore(path, kept, START, &aside, &err), code);
    ck_assert_ptr_null(aside);
    char *after = file_read(path, &after_size);
    ck_assert(size == after_size && memcmp(before, after, size) == 0);
    free(before), free(after), free(kept);
}

START_TEST(what_is_no_good_copy_is_not_restored)
{
    make_progress(path);
    check_not_restored(folder_path("absent.db"), ERR_NOT_FOUND);
    file_write(folder_path("text.db"), "dear diary, this is no database at all", 38);
    check_not_restored(folder_path("text.db"), ERR_FOREIGN);
    file_write(folder_path("empty.db"), "", 0);
    check_not_restored(folder_path("empty.db"), ERR_CORRUPT);
    make_progress(folder_path("newer.db"));
    file_execute(folder_path("newer.db"), "PRAGMA user_version = 77");
    check_not_restored(folder_path("newer.db"), ERR_NEWER);
    make_progress(folder_path("holes.db"));
    file_damage(folder_path("holes.db"), 3 * 4096, 4096);
    check_not_restored(folder_path("holes.db"), ERR_CORRUPT);
    struct store *store = must_open(path);
    char *made, *aside;
    must(store_backup(store, NULL, START, &made, &err), &err);
    must(database_begin(store, &err), &err);
    ck_assert_int_eq(backup_restore(path, made, START, &aside, &err), ERR_BUSY);
    database_end(store, 0, &err);
    store_close(&store);
    free(made);
}
END_TEST

START_TEST(an_interrupted_write_goes_aside_with_its_journal_or_is_taken_back)
{
    make_progress(path);
    struct store *store = must_open(path);
    char *made, *aside;
    must(store_backup(store, NULL, START, &made, &err), &err);
    store_close(&store);
    die_while_writing(path);
    must(backup_restore(path, made, START, &aside, &err), &err);
    ck_assert_uint_eq(count_answers(path), 120);
    ck_assert_uint_eq(count_answers(aside), 120);
    free(made), free(aside);
}
END_TEST

TCase *store_backup_tests(void)
{
    TCase *tests = tcase_create("backup");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, each_day_is_copied_with_its_first_answer);
    tcase_add_test(tests, a_large_file_is_copied_piece_by_piece);
    tcase_add_test(tests, old_days_are_thinned_out_to_weeks_and_months);
    tcase_add_test(tests, a_copy_that_cannot_be_made_keeps_no_one_from_learning);
    tcase_add_test(tests, a_copy_is_made_by_hand_and_overwrites_nothing);
    tcase_add_test(tests, restoring_keeps_what_was_there);
    tcase_add_test(tests, what_is_no_good_copy_is_not_restored);
    tcase_add_test(tests, an_interrupted_write_goes_aside_with_its_journal_or_is_taken_back);
    return tests;
}
