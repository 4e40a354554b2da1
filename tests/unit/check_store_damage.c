#include "store_support.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err err;

/* A file with answers in it, of several pages. */
static void make_progress(const char *path)
{
    struct store *store = must_open(path);
    char item[32];
    for (int i = 0; i < 120; i++) {
        snprintf(item, sizeof item, "an-item-with-a-long-name-%d", i % 40);
        grade_item(store, item, GRADE_GOOD, START + i * HOUR);
    }
    store_close(&store);
}

static int try_open(const char *path)
{
    struct schedule_parameters parameters = test_parameters();
    struct open_options options = test_options(1);
    struct store *store;
    err_clear(&err);
    int code = store_open_with(&store, path, &parameters, &options, &err);
    ck_assert((code == 0) == (store != NULL));
    ck_assert_int_eq(code, err.code);
    store_close(&store);
    return code;
}

/* `path` is refused with `code` and these words, and is what it was; nothing new lies beside it. */
static void check_refused(const char *path, int code, const char *words, const char *more_words)
{
    char *kept_path = str_print("%s", path), *journal = str_print("%s-journal", path);
    size_t size_before, size_after;
    char *before = file_read(path, &size_before);
    ck_assert_msg(try_open(kept_path) == code, "%d: %s", err.code, err.text);
    ck_assert_msg(strstr(err.text, words) && strstr(err.text, more_words) && strstr(err.text, kept_path), "%s", err.text);
    char *after = file_read(kept_path, &size_after);
    ck_assert_uint_eq(size_before, size_after);
    ck_assert_int_eq(memcmp(before, after, size_before), 0);
    ck_assert_int_ne(access(journal, F_OK), 0);
    free(before), free(after), free(kept_path), free(journal);
}

static void execute(const char *path, const char *sql)
{
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(path, &database), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(database));
    sqlite3_close(database);
}

START_TEST(a_newer_file_is_refused)
{
    const char *path = folder_path("progress.db");
    make_progress(path);
    execute(path, "PRAGMA user_version = 7");
    unlink(folder_path("progress.db-journal"));
    check_refused(folder_path("progress.db"), ERR_NEWER, "written by a newer bntutor (format 7, this one knows up to 1)",
                  "update bntutor or name another file with --db");
}
END_TEST

START_TEST(files_of_others_are_refused)
{
    execute(folder_path("other.db"), "CREATE TABLE anki (a); INSERT INTO anki VALUES (1)");
    check_refused(folder_path("other.db"), ERR_FOREIGN, "a database of another program", "--db");
    const char text[] = "dear diary, today I normalized a batch\n";
    file_write(folder_path("diary.txt"), text, sizeof text);
    check_refused(folder_path("diary.txt"), ERR_FOREIGN, "a file of another kind", "--db");
    file_write(folder_path("short"), "S", 1);
    check_refused(folder_path("short"), ERR_CORRUPT, "cut off", "mv '");
    ck_assert_int_eq(try_open(folder()), ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(err.text, "is a folder"));
    ck_assert_int_eq(mkfifo(folder_path("pipe"), 0600), 0);
    ck_assert_int_eq(try_open(folder_path("pipe")), ERR_FOREIGN);
    ck_assert_int_eq(try_open("/dev/null"), ERR_FOREIGN);
    ck_assert_int_lt(try_open(folder_path("diary.txt/progress.db")), 0);
}
END_TEST

START_TEST(a_damaged_file_is_refused)
{
    size_t size;
    make_progress(folder_path("progress.db"));
    unlink(folder_path("progress.db-journal"));
    char *bytes = file_read(folder_path("progress.db"), &size);
    ck_assert_uint_gt(size, 6 * 4096);
    file_write(folder_path("half.db"), bytes, size / 2);
    check_refused(folder_path("half.db"), ERR_CORRUPT, "it is damaged", "there are no copies of it in");
    file_write(folder_path("odd.db"), bytes, size - 1000);
    check_refused(folder_path("odd.db"), ERR_CORRUPT, "it is damaged", "to start anew: mv '");
    file_write(folder_path("header.db"), bytes, 50);
    check_refused(folder_path("header.db"), ERR_CORRUPT, "cut off", "mv '");
    memset(bytes + 4096, 0x5A, size - 3 * 4096);
    file_write(folder_path("holes.db"), bytes, size);
    ck_assert_int_eq(mkdir(folder_path("backups"), 0700), 0);
    check_refused(folder_path("holes.db"), ERR_CORRUPT, "was left as it is", "copies of it lie in");
    memset(bytes, 0, 16);
    file_write(folder_path("zeros.db"), bytes, size);
    check_refused(folder_path("zeros.db"), ERR_FOREIGN, "beginning is overwritten", "move this one away");
    free(bytes);
}
END_TEST

START_TEST(a_file_without_its_tables_is_refused)
{
    make_progress(folder_path("progress.db"));
    execute(folder_path("progress.db"), "DROP TABLE memory");
    unlink(folder_path("progress.db-journal"));
    ck_assert_int_eq(try_open(folder_path("progress.db")), ERR_CORRUPT);
    ck_assert_ptr_nonnull(strstr(err.text, "no such table: memory"));
}
END_TEST

static void use_everything(struct store *store)
{
    struct answers answers;
    struct item_memories memories;
    struct day_count *days;
    size_t count;
    struct answer last;
    if (store_answers(store, NULL, -1, 0, &answers, &err) == 0)
        answers_release(&answers);
    if (store_memories(store, &memories, &err) == 0)
        item_memories_release(&memories);
    if (store_days(store, 0, &days, &count, &err) == 0)
        free(days);
    if (store_last_grade(store, &last, &err) == 0)
        answer_release(&last);
    char item[] = "a";
    struct answer answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START};
    store_record(store, &answer, NULL, NULL, &err);
    store_rebuild(store, &err);
}

START_TEST(flipped_bytes_never_crash)
{
    struct rng rng;
    rng_init(&rng, 3);
    size_t size, refused = 0;
    make_progress(folder_path("progress.db"));
    char *bytes = file_read(folder_path("progress.db"), &size);
    char *path = str_print("%s/flipped.db", folder());
    struct schedule_parameters parameters = test_parameters();
    struct open_options options = test_options(1);
    for (int round = 0; round < 150; round++) {
        char *flipped = mem_string_n(bytes, size);
        for (uint64_t i = 0; i <= rng_below(&rng, 8); i++)
            flipped[rng_below(&rng, rng_below(&rng, 2) ? size : 4096)] = (char)rng_next(&rng);
        file_write(path, flipped, size);
        struct store *store;
        if (store_open_with(&store, path, &parameters, &options, &err) == 0)
            use_everything(store);
        else
            refused++;
        store_close(&store);
        free(flipped);
    }
    ck_assert_uint_gt(refused, 20);
    free(bytes), free(path);
}
END_TEST

/* Makes the folder read only, by a mount of its own where permissions do not bind (root); false if neither can be done. */
static bool make_read_only_volume(const char *path)
{
    ck_assert_int_eq(mkdir(path, 0700), 0);
    if (geteuid() != 0)
        return true;
    if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
        mount("tmpfs", path, "tmpfs", 0, "size=1m") < 0) {
        say_skipped("a read-only file cannot be made here: root, and no right to mount");
        return false;
    }
    return true;
}

static void set_read_only(const char *path, const char *file)
{
    if (geteuid() == 0) {
        ck_assert_int_eq(mount(NULL, path, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
    } else {
        ck_assert_int_eq(chmod(file, 0400), 0);
        ck_assert_int_eq(chmod(path, 0500), 0);
    }
}

static void drop_volume(const char *path)
{
    if (geteuid() == 0)
        umount(path);
    else
        chmod(path, 0700);
}

/* The file can be read, and every attempt to write says why it cannot be. */
static void check_reading_only(const char *path)
{
    struct store *store = must_open_as(path, 2);
    ck_assert(store_read_only(store));
    struct memory memory;
    must(store_memory(store, "an-item-with-a-long-name-1", &memory, &err), &err);
    ck_assert_int_eq(memory.repetitions, 3);
    char item[] = "a";
    struct answer answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START};
    ck_assert_int_eq(store_record(store, &answer, &memory, NULL, &err), ERR_READ_ONLY);
    ck_assert_ptr_nonnull(strstr(err.text, "it can only be read"));
    ck_assert_int_eq(memory.repetitions, 3);
    ck_assert_int_eq(store_undo(store, 1, START, 0, &err), ERR_READ_ONLY);
    ck_assert_int_eq(store_put(store, "key", "text", &err), ERR_READ_ONLY);
    ck_assert_int_eq(store_rebuild(store, &err), ERR_READ_ONLY);
    struct answer last;
    ck_assert_int_eq(store_last_grade(store, &last, &err), ERR_NOT_FOUND);
    store_close(&store);
}

START_TEST(a_file_that_can_only_be_read_is_read)
{
    char *volume = str_print("%s/medium", folder()), *path = str_print("%s/progress.db", volume);
    if (make_read_only_volume(volume)) {
        make_progress(path);
        set_read_only(volume, path);
        check_reading_only(path);
        char *absent = str_print("%s/new.db", volume), *deep = str_print("%s/deep/new.db", volume);
        ck_assert_int_eq(try_open(absent), ERR_READ_ONLY);
        ck_assert_int_eq(try_open(deep), ERR_READ_ONLY);
        struct schedule_parameters parameters = test_parameters();
        struct migration two[] = {STORE_MIGRATIONS[0], {"0002_x.sql", "CREATE TABLE x (a)"}};
        struct open_options options = test_options(1);
        options.migrations = two;
        options.migration_count = 2;
        struct store *store;
        ck_assert_int_eq(store_open_with(&store, path, &parameters, &options, &err), ERR_READ_ONLY);
        ck_assert_ptr_nonnull(strstr(err.text, "copy it to a folder of yours"));
        drop_volume(volume);
        free(absent), free(deep);
    }
    free(volume), free(path);
}
END_TEST

/* Dies in the middle of a write that has already reached the file, and leaves its journal. */
static void die_while_writing(const char *path)
{
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        sqlite3 *database;
        sqlite3_open(path, &database);
        sqlite3_exec(
            database,
            "PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 2; BEGIN IMMEDIATE;"
            "DELETE FROM answer; DELETE FROM memory; CREATE TABLE junk AS"
            " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i, hex(zeroblob(200)) FROM n;",
            NULL, NULL, NULL);
        raise(SIGKILL);
    }
    waitpid(child, NULL, 0);
}

START_TEST(an_interrupted_write_is_taken_back)
{
    char *path = str_print("%s/progress.db", folder()), *journal = str_print("%s-journal", path);
    make_progress(path);
    size_t size, after_size;
    char *before = file_read(path, &size);
    die_while_writing(path);
    char *after = file_read(path, &after_size);
    ck_assert(size != after_size); /* the write had begun in the file itself */
    struct store *store = must_open(path);
    struct answers answers;
    must(store_answers(store, NULL, -1, 0, &answers, &err), &err);
    ck_assert_uint_eq(answers.count, 120);
    answers_release(&answers);
    check_memories_are_the_fold(store);
    store_close(&store);
    free(path), free(journal), free(before), free(after);
}
END_TEST

START_TEST(an_interrupted_write_on_a_read_only_medium_is_told)
{
    char *volume = str_print("%s/medium", folder()), *path = str_print("%s/progress.db", volume);
    if (make_read_only_volume(volume)) {
        make_progress(path);
        die_while_writing(path);
        set_read_only(volume, path);
        ck_assert_int_eq(try_open(path), ERR_READ_ONLY);
        ck_assert_ptr_nonnull(strstr(err.text, "a write was interrupted there"));
        drop_volume(volume);
    }
    free(volume), free(path);
}
END_TEST

TCase *store_damage_tests(void)
{
    TCase *tests = tcase_create("damage");
    tcase_add_checked_fixture(tests, folder_make, folder_remove);
    tcase_add_test(tests, a_newer_file_is_refused);
    tcase_add_test(tests, files_of_others_are_refused);
    tcase_add_test(tests, a_damaged_file_is_refused);
    tcase_add_test(tests, a_file_without_its_tables_is_refused);
    tcase_add_test(tests, flipped_bytes_never_crash);
    tcase_add_test(tests, a_file_that_can_only_be_read_is_read);
    tcase_add_test(tests, an_interrupted_write_is_taken_back);
    tcase_add_test(tests, an_interrupted_write_on_a_read_only_medium_is_told);
    return tests;
}
