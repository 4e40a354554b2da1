#include "store_support.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct err err;

/* The real migrations, and two that a later version might bring; the last one fails. */
static const struct migration *later_migrations(void)
{
    static struct migration migrations[16];
    size_t now = STORE_MIGRATION_COUNT;
    memcpy(migrations, STORE_MIGRATIONS, now * sizeof *migrations);
    migrations[now] = (struct migration){"8888_later.sql", "CREATE TABLE later (item TEXT PRIMARY KEY) STRICT;"
                                                           "INSERT INTO later SELECT DISTINCT item FROM answer;"};
    migrations[now + 1] = (struct migration){"9999_broken.sql", "CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);"};
    return migrations;
}

/* The format of this version, the next one, and one that cannot be reached. */
enum { NOW, LATER, BROKEN };

static int open_format(struct store **store, const char *path, size_t after_now)
{
    struct schedule_parameters parameters = test_parameters();
    struct open_options options = test_options(1);
    options.migrations = later_migrations();
    options.migration_count = STORE_MIGRATION_COUNT + after_now;
    return store_open_with(store, path, &parameters, &options, &err);
}

/* Where the copy lies that is made of a file of this version's format before it is migrated. */
static const char *copy_path(const char *end)
{
    char name[64];
    snprintf(name, sizeof name, "backups/progress-format-%zu%s.db", STORE_MIGRATION_COUNT, end);
    return folder_path(name);
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    return status.st_mode & 0777;
}

START_TEST(a_new_file_is_made_private_and_remembers)
{
    mode_t before = umask(022);
    char *path = str_print("%s/deep/er/progress.db", folder());
    struct store *store = must_open(path);
    ck_assert_str_eq(store_path(store), path);
    ck_assert(!store_read_only(store));
    grade_item(store, "a", GRADE_GOOD, START);
    store_close(&store);
    ck_assert_ptr_null(store);
    ck_assert_uint_eq(mode_of(path), 0600);
    ck_assert_uint_eq(mode_of(folder_path("deep/er")), 0700);
    ck_assert_uint_eq(umask(before), 022);
    store = must_open(path);
    struct memory memory;
    must(store_memory(store, "a", &memory, &err), &err);
    ck_assert_int_eq(memory.repetitions, 1);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START + DAY), 2);
    store_close(&store);
    store_close(&store);
    free(path);
}
END_TEST

START_TEST(an_empty_file_becomes_a_progress_file)
{
    const char *path = folder_path("empty.db");
    file_write(path, "", 0);
    struct store *store = must_open(path);
    grade_item(store, "a", GRADE_GOOD, START);
    store_close(&store);
    store = must_open(folder_path("empty.db"));
    store_close(&store);
}
END_TEST

START_TEST(names_that_sqlite_gives_a_meaning_are_just_names)
{
    ck_assert_int_eq(chdir(folder()), 0);
    const char *names[] = {":memory:", "file:a?mode=memory", "50% #1?.db", "relative.db"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct store *store = must_open(names[i]);
        grade_item(store, "a", GRADE_GOOD, START);
        store_close(&store);
        store = must_open(names[i]);
        ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), 2);
        store_close(&store);
        ck_assert_int_eq(access(names[i], F_OK), 0);
    }
    struct store *store;
    struct schedule_parameters parameters = test_parameters();
    ck_assert_int_eq(store_open(&store, "", &parameters, &err), ERR_INVALID);
    ck_assert_ptr_null(store);
}
END_TEST

START_TEST(store_open_takes_this_machine)
{
    struct schedule_parameters parameters = test_parameters();
    struct store *store;
    const char *path = folder_path("progress.db");
    must(store_open(&store, path, &parameters, &err), &err);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), 1);
    ck_assert_double_eq(store_parameters(store)->desired_retention, 0.9);
    store_close(&store);
    must(store_open(&store, path, &parameters, &err), &err);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), 2);
    store_close(&store);
}
END_TEST

START_TEST(each_machine_counts_its_own_answers)
{
    const char *path = folder_path("progress.db");
    struct store *here = must_open_as(path, 1), *there = must_open_as(path, 2);
    ck_assert_int_eq(grade_item(here, "a", GRADE_GOOD, START), 1);
    ck_assert_int_eq(grade_item(here, "a", GRADE_AGAIN, START + DAY), 2);
    ck_assert_int_eq(grade_item(there, "a", GRADE_EASY, START + 2 * DAY), 1);
    ck_assert_int_eq(store_undo(there, 2, START, 0, &err), ERR_NOT_FOUND);
    struct answer last;
    must(store_last_grade(here, &last, &err), &err);
    ck_assert_int_eq(last.grade, GRADE_AGAIN);
    answer_release(&last);
    must(store_undo(there, 1, START + 2 * DAY, 0, &err), &err);
    check_memories_are_the_fold(here);
    struct memory memory;
    must(store_memory(here, "a", &memory, &err), &err);
    ck_assert_int_eq(memory.repetitions, 2);
    store_close(&here);
    store_close(&there);
}
END_TEST

START_TEST(other_parameters_fold_everything_anew)
{
    const char *path = folder_path("progress.db");
    struct store *store = must_open(path);
    for (int i = 0; i < 5; i++)
        grade_item(store, i % 2 ? "a" : "b", GRADE_EASY, START + i * DAY);
    struct memory before, after;
    must(store_memory(store, "a", &before, &err), &err);
    store_close(&store);
    struct schedule_parameters parameters = test_parameters();
    parameters.desired_retention = 0.8;
    parameters.utc_offset_minutes = 600; /* of no effect: each row has its own */
    struct open_options options = test_options(1);
    must(store_open_with(&store, path, &parameters, &options, &err), &err);
    must(store_memory(store, "a", &after, &err), &err);
    ck_assert_int_gt(after.due, before.due);
    check_memories_are_the_fold(store);
    store_close(&store);
}
END_TEST

START_TEST(an_older_file_is_copied_and_migrated)
{
    const char *path = folder_path("progress.db");
    struct store *store, *copy;
    must(open_format(&store, path, NOW), &err);
    grade_item(store, "a", GRADE_GOOD, START);
    store_close(&store);
    size_t old_size, size;
    char *old = file_read(path, &old_size);
    must(open_format(&store, path, LATER), &err);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START + DAY), 2);
    int64_t flags;
    must(database_number(store, "SELECT count(*) FROM later", &flags, &err), &err);
    ck_assert_int_eq(flags, 1);
    store_close(&store);
    must(open_format(&copy, copy_path(""), NOW), &err);
    ck_assert_int_eq(grade_item(copy, "a", GRADE_GOOD, START + DAY), 2);
    store_close(&copy);
    ck_assert_uint_eq(mode_of(copy_path("")), 0600);
    char *kept = file_read(copy_path(""), &size);
    file_write(folder_path("progress.db"), old, old_size); /* the learner goes back, and forward again */
    must(open_format(&store, folder_path("progress.db"), LATER), &err);
    store_close(&store);
    size_t again_size;
    char *again = file_read(copy_path(""), &again_size);
    ck_assert(size == again_size && memcmp(kept, again, size) == 0);
    ck_assert_int_eq(access(copy_path("-2"), F_OK), 0);
    free(old), free(kept), free(again);
}
END_TEST

/* What the first release kept in its file, with everything that its format knew. */
static const char FIRST_FORMAT_ROWS[] =
    "INSERT INTO device VALUES (x'000102030405060708090A0B0C0D0E0F', 1);"
    "INSERT INTO answer VALUES"
    " (x'000102030405060708090A0B0C0D0E0F', 1, 1795219200000, 0, 'a', 1795219200000, 60, 3, 1, 4000, 0, 1, 7, NULL, NULL),"
    " (x'000102030405060708090A0B0C0D0E0F', 2, 1795219300000, 1, 'q', 1795219300000, 60, 1, 0, 9000, 0, 1, 7,"
    "  '{\"misconception\":\"eps-outside-root\"}', NULL),"
    " (x'000102030405060708090A0B0C0D0E0F', 3, 1795219400000, 1, 'q', 1795219400000, 60, 3, 1, 1000, 0, 1, 7, NULL, NULL),"
    " (x'000102030405060708090A0B0C0D0E0F', 4, 1795219500000, 6, 'q', 1795219500000, 60, 0, 0, 0, 0, 0, 0, NULL, 3);"
    "INSERT INTO setting VALUES ('challenge', 'kept');";

START_TEST(a_file_of_the_first_format_is_brought_up)
{
    const char *path = folder_path("progress.db");
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(path, &database), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(database, STORE_MIGRATIONS[0].sql, NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(database, FIRST_FORMAT_ROWS, NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(database, "PRAGMA user_version = 1; PRAGMA application_id = 0x626E7475", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(database);
    struct store *store = must_open(path);
    struct memory memory;
    must(store_memory(store, "q", &memory, &err), &err);
    ck_assert_int_eq(memory.repetitions, 1);
    char *kept;
    must(store_get(store, "challenge", &kept, &err), &err);
    ck_assert_str_eq(kept, "kept");
    free(kept);
    int64_t mistakes;
    must(database_number(store, "SELECT count(*) FROM mistake WHERE misconception = 'eps-outside-root'", &mistakes, &err), &err);
    ck_assert_int_eq(mistakes, 1);
    check_memories_are_the_fold(store);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START + DAY), 5);
    store_close(&store);
    ck_assert_int_eq(access(folder_path("backups/progress-format-1.db"), F_OK), 0);
}
END_TEST

START_TEST(a_new_file_is_made_without_a_copy)
{
    struct store *store;
    must(open_format(&store, folder_path("progress.db"), LATER), &err);
    grade_item(store, "a", GRADE_GOOD, START);
    store_close(&store);
    ck_assert_int_ne(access(folder_path("backups"), F_OK), 0);
}
END_TEST

START_TEST(a_migration_that_fails_changes_nothing)
{
    const char *path = folder_path("progress.db");
    struct store *store;
    must(open_format(&store, path, NOW), &err);
    grade_item(store, "a", GRADE_GOOD, START);
    store_close(&store);
    size_t old_size, size;
    char *old = file_read(path, &old_size);
    ck_assert_int_eq(open_format(&store, path, BROKEN), ERR_CORRUPT);
    ck_assert_ptr_null(store);
    ck_assert_ptr_nonnull(strstr(err.text, "9999_broken.sql"));
    ck_assert_ptr_nonnull(strstr(err.text, "nowhere"));
    char *now = file_read(folder_path("progress.db"), &size);
    ck_assert(size == old_size && memcmp(now, old, size) == 0);
    free(old), free(now);
    must(open_format(&store, folder_path("progress.db"), NOW), &err);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), 2);
    store_close(&store);
}
END_TEST

START_TEST(without_a_copy_nothing_is_migrated)
{
    struct store *store;
    must(open_format(&store, folder_path("progress.db"), NOW), &err);
    grade_item(store, "a", GRADE_GOOD, START);
    store_close(&store);
    file_write(folder_path("backups"), "in the way", 10);
    ck_assert_int_lt(open_format(&store, folder_path("progress.db"), LATER), 0);
    ck_assert_ptr_nonnull(strstr(err.text, "backups"));
    must(open_format(&store, folder_path("progress.db"), NOW), &err);
    store_close(&store);
}
END_TEST

START_TEST(a_file_migrated_while_it_is_open_is_not_written_by_the_old)
{
    const char *path = folder_path("progress.db");
    struct store *old, *new;
    must(open_format(&old, path, NOW), &err);
    grade_item(old, "a", GRADE_GOOD, START);
    must(open_format(&new, path, LATER), &err);
    char item[] = "a";
    struct answer answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START};
    ck_assert_int_eq(store_record(old, &answer, NULL, NULL, &err), ERR_NEWER);
    ck_assert_ptr_nonnull(strstr(err.text, "start bntutor again"));
    ck_assert_int_eq(grade_item(new, "a", GRADE_GOOD, START), 2);
    store_close(&old);
    store_close(&new);
}
END_TEST

START_TEST(a_file_moved_away_is_told)
{
    char *path = str_print("%s/progress.db", folder());
    struct store *store = must_open(path);
    grade_item(store, "a", GRADE_GOOD, START);
    ck_assert_int_eq(rename(path, folder_path("elsewhere.db")), 0);
    char item[] = "a";
    struct answer answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START};
    ck_assert_int_eq(store_record(store, &answer, NULL, NULL, &err), ERR_IO);
    ck_assert_ptr_nonnull(strstr(err.text, "moved or removed"));
    ck_assert_int_eq(rename(folder_path("elsewhere.db"), path), 0);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), 2);
    store_close(&store);
    free(path);
}
END_TEST

TCase *store_open_tests(void)
{
    TCase *tests = tcase_create("open");
    tcase_add_checked_fixture(tests, folder_make, folder_remove);
    tcase_add_test(tests, a_new_file_is_made_private_and_remembers);
    tcase_add_test(tests, an_empty_file_becomes_a_progress_file);
    tcase_add_test(tests, names_that_sqlite_gives_a_meaning_are_just_names);
    tcase_add_test(tests, store_open_takes_this_machine);
    tcase_add_test(tests, each_machine_counts_its_own_answers);
    tcase_add_test(tests, other_parameters_fold_everything_anew);
    tcase_add_test(tests, an_older_file_is_copied_and_migrated);
    tcase_add_test(tests, a_file_of_the_first_format_is_brought_up);
    tcase_add_test(tests, a_new_file_is_made_without_a_copy);
    tcase_add_test(tests, a_migration_that_fails_changes_nothing);
    tcase_add_test(tests, without_a_copy_nothing_is_migrated);
    tcase_add_test(tests, a_file_migrated_while_it_is_open_is_not_written_by_the_old);
    tcase_add_test(tests, a_file_moved_away_is_told);
    return tests;
}
