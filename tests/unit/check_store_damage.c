#include "store_support.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct err err;

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

START_TEST(a_newer_file_is_refused)
{
    const char *path = folder_path("progress.db");
    make_progress(path);
    file_execute(path, "PRAGMA user_version = 77");
    unlink(folder_path("progress.db-journal"));
    check_refused(folder_path("progress.db"), ERR_NEWER, "written by a newer bntutor (format 77, this one knows up to ",
                  "update bntutor or name another file with --db");
}
END_TEST

START_TEST(files_of_others_are_refused)
{
    file_execute(folder_path("other.db"), "CREATE TABLE anki (a); INSERT INTO anki VALUES (1)");
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
    file_execute(folder_path("progress.db"), "DROP TABLE memory");
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
    ck_assert_uint_gt(refused, 10);
    free(bytes), free(path);
}
END_TEST

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

TCase *store_damage_tests(void)
{
    TCase *tests = tcase_create("damage");
    tcase_add_checked_fixture(tests, folder_make, folder_remove);
    tcase_add_test(tests, a_newer_file_is_refused);
    tcase_add_test(tests, files_of_others_are_refused);
    tcase_add_test(tests, a_damaged_file_is_refused);
    tcase_add_test(tests, a_file_without_its_tables_is_refused);
    tcase_add_test(tests, flipped_bytes_never_crash);
    tcase_add_test(tests, an_interrupted_write_is_taken_back);
    return tests;
}
