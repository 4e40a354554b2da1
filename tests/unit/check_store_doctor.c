#include "store_support.h"

#include "base/str.h"
#include "store/backup.h"
#include "store/doctor.h"

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

static struct diagnosis examine(bool repair)
{
    struct schedule_parameters parameters = test_parameters();
    struct diagnosis diagnosis;
    must(doctor_examine(path, &parameters, START + 30 * DAY, repair, &diagnosis, &err), &err);
    return diagnosis;
}

static bool has(const struct diagnosis *diagnosis, enum symptom_weight weight, const char *id)
{
    for (size_t i = 0; i < diagnosis->symptoms.count; i++)
        if (diagnosis->symptoms.items[i].weight == weight && strcmp(diagnosis->symptoms.items[i].id, id) == 0)
            return true;
    return false;
}

static size_t count_answers(const char *file)
{
    struct store *store = must_open(file);
    struct answers answers;
    must(store_answers(store, NULL, -1, 0, &answers, &err), &err);
    size_t count = answers.count;
    answers_release(&answers);
    check_memories_are_the_fold(store);
    store_close(&store);
    return count;
}

/* Answers on many pages, of which some can be lost. */
static void make_long_progress(int answers)
{
    struct store *store = must_open(path);
    hurry(store);
    char item[32];
    for (int i = 0; i < answers; i++) {
        snprintf(item, sizeof item, "an-item-with-a-long-name-%d", i % 40);
        grade_item(store, item, GRADE_GOOD, START + i * HOUR / 4);
    }
    must(store_put(store, "challenge", "kept", &err), &err);
    store_close(&store);
}

START_TEST(a_healthy_file_is_told_to_be_whole)
{
    struct diagnosis diagnosis = examine(true);
    ck_assert(!diagnosis.exists);
    ck_assert_uint_eq(diagnosis.symptoms.count, 0);
    make_progress(path);
    diagnosis = examine(true);
    ck_assert(diagnosis.exists);
    ck_assert_uint_eq(diagnosis.symptoms.count, 0);
    ck_assert_uint_eq(diagnosis.rows, 120);
    ck_assert_uint_eq(diagnosis.items, 40);
    diagnosis_release(&diagnosis);
    ck_assert_int_ne(access(folder_path("backups"), F_OK), 0);
}
END_TEST

START_TEST(memories_that_differ_from_the_log_are_folded_anew)
{
    make_progress(path);
    file_execute(path, "UPDATE memory SET stability = stability * 1.0000001 WHERE item LIKE '%-7'");
    struct diagnosis diagnosis = examine(false);
    ck_assert_int_eq(diagnosis.worst, SYMPTOM_WRONG);
    ck_assert(has(&diagnosis, SYMPTOM_WRONG, "memories"));
    diagnosis_release(&diagnosis);
    diagnosis = examine(true);
    ck_assert(has(&diagnosis, SYMPTOM_REPAIRED, "memories"));
    diagnosis_release(&diagnosis);
    diagnosis = examine(false);
    ck_assert_uint_eq(diagnosis.symptoms.count, 0);
    diagnosis_release(&diagnosis);
}
END_TEST

START_TEST(clocks_that_went_wrong_are_told)
{
    struct store *store = must_open(path);
    grade_item(store, "a", GRADE_GOOD, START + 4000 * DAY);
    grade_item(store, "a", GRADE_GOOD, START);
    grade_item(store, "a", GRADE_GOOD, 5 * DAY);
    store_close(&store);
    struct diagnosis diagnosis = examine(true);
    ck_assert(has(&diagnosis, SYMPTOM_NOTE, "clock-ahead"));
    ck_assert(has(&diagnosis, SYMPTOM_NOTE, "clock-back"));
    ck_assert(has(&diagnosis, SYMPTOM_NOTE, "clock-old"));
    ck_assert_int_eq(diagnosis.worst, SYMPTOM_NOTE);
    diagnosis_release(&diagnosis);
}
END_TEST

START_TEST(rows_that_change_missing_ones_are_told)
{
    make_progress(path);
    file_execute(path,
                 "DELETE FROM answer WHERE sequence = 3;"
                 "INSERT INTO answer SELECT device, 999, ordered_at + 1, 6, item, at, 0, 0, 0, 0, 0, 0, 0, NULL, 3, NULL, NULL,"
                 " NULL FROM answer WHERE sequence = 1");
    struct diagnosis diagnosis = examine(true);
    ck_assert(has(&diagnosis, SYMPTOM_NOTE, "missing-row"));
    diagnosis_release(&diagnosis);
}
END_TEST

START_TEST(a_damaged_file_is_salvaged_and_kept)
{
    make_long_progress(2000);
    size_t size, kept_size;
    char *whole = file_read(path, &size);
    free(whole);
    file_damage(path, 40 * 4096, 4 * 4096);
    char *damaged = file_read(path, &size);
    struct diagnosis diagnosis = examine(false);
    ck_assert(has(&diagnosis, SYMPTOM_WRONG, "damaged"));
    ck_assert_ptr_null(strstr(diagnosis.symptoms.items[0].text, "***")); /* SQLite's heading says nothing to a learner */
    diagnosis_release(&diagnosis);
    diagnosis = examine(true);
    ck_assert_int_eq(diagnosis.worst, SYMPTOM_REPAIRED);
    ck_assert(has(&diagnosis, SYMPTOM_REPAIRED, "salvaged"));
    ck_assert_uint_gt(diagnosis.rows, 1800);
    diagnosis_release(&diagnosis);
    char *kept = file_read(folder_path("backups/progress-damaged-2026-12-21T0000.db"), &kept_size);
    ck_assert(size == kept_size && memcmp(damaged, kept, size) == 0);
    size_t answers = count_answers(path);
    ck_assert_uint_gt(answers, 1800);
    struct store *store = must_open(path);
    char *text;
    must(store_get(store, "challenge", &text, &err), &err);
    ck_assert_str_eq(text, "kept");
    free(text), free(damaged), free(kept);
    store_close(&store);
}
END_TEST

START_TEST(copies_fill_what_cannot_be_read)
{
    make_long_progress(2000);
    struct store *store = must_open(path);
    char *made;
    must(store_backup(store, NULL, START, &made, &err), &err);
    grade_item(store, "after the copy", GRADE_GOOD, START + 29 * DAY);
    store_close(&store);
    file_damage(path, 30 * 4096, 8 * 4096);
    struct diagnosis diagnosis = examine(true);
    ck_assert_uint_eq(diagnosis.rows, 2001);
    diagnosis_release(&diagnosis);
    ck_assert_uint_eq(count_answers(path), 2001);
    free(made);
}
END_TEST

/* Wherever a page is lost, what is left can be read, and the file is whole afterwards. */
START_TEST(any_lost_page_is_survived)
{
    make_long_progress(600);
    size_t size;
    char *whole = file_read(path, &size);
    size_t pages = size / 4096, salvaged = 0;
    for (size_t page = 1; page < pages; page += 7) {
        file_write(path, whole, size);
        file_damage(path, page * 4096, 4096);
        struct diagnosis diagnosis = examine(true);
        ck_assert_int_eq(diagnosis.worst == SYMPTOM_WRONG, diagnosis.rows == 0);
        salvaged += diagnosis.worst == SYMPTOM_REPAIRED;
        if (diagnosis.rows)
            ck_assert_uint_gt(diagnosis.rows, 300);
        diagnosis_release(&diagnosis);
        folder_empty("backups");
    }
    ck_assert_uint_gt(salvaged, pages / 14);
    free(whole);
}
END_TEST

START_TEST(a_file_without_a_table_gets_it_back)
{
    make_progress(path);
    file_execute(path, "DROP TABLE item_state");
    struct diagnosis diagnosis = examine(true);
    ck_assert_int_eq(diagnosis.worst, SYMPTOM_REPAIRED);
    diagnosis_release(&diagnosis);
    ck_assert_uint_eq(count_answers(path), 120);
}
END_TEST

START_TEST(files_of_others_and_newer_ones_are_left_alone)
{
    make_progress(path);
    file_execute(path, "PRAGMA user_version = 77");
    unlink(folder_path("progress.db-journal"));
    size_t size, after_size;
    char *before = file_read(path, &size);
    struct diagnosis diagnosis = examine(true);
    ck_assert(has(&diagnosis, SYMPTOM_WRONG, "newer"));
    diagnosis_release(&diagnosis);
    char *after = file_read(path, &after_size);
    ck_assert(size == after_size && memcmp(before, after, size) == 0);
    free(before), free(after);
    file_write(path, "no database, but a diary of many words", 38);
    diagnosis = examine(true);
    ck_assert(has(&diagnosis, SYMPTOM_WRONG, "foreign"));
    diagnosis_release(&diagnosis);
}
END_TEST

TCase *store_doctor_tests(void)
{
    TCase *tests = tcase_create("doctor");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_healthy_file_is_told_to_be_whole);
    tcase_add_test(tests, memories_that_differ_from_the_log_are_folded_anew);
    tcase_add_test(tests, clocks_that_went_wrong_are_told);
    tcase_add_test(tests, rows_that_change_missing_ones_are_told);
    tcase_add_test(tests, a_damaged_file_is_salvaged_and_kept);
    tcase_add_test(tests, copies_fill_what_cannot_be_read);
    tcase_add_test(tests, any_lost_page_is_survived);
    tcase_add_test(tests, a_file_without_a_table_gets_it_back);
    tcase_add_test(tests, files_of_others_and_newer_ones_are_left_alone);
    return tests;
}
