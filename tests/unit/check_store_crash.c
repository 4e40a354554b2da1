#include "store_support.h"

#include "base/rng.h"
#include "base/str.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static struct err err;

static size_t count_answers(struct store *store)
{
    struct answers answers;
    must(store_answers(store, NULL, -1, 0, &answers, &err), &err);
    size_t count = answers.count;
    answers_release(&answers);
    return count;
}

START_TEST(two_stores_take_turns)
{
    const char *path = folder_path("progress.db");
    struct store *stores[] = {must_open(path), must_open(path)};
    for (int i = 0; i < 60; i++) {
        int64_t sequence = grade_item(stores[i % 2], i % 3 ? "a" : "b", (enum grade)(1 + i % 4), START + i * HOUR);
        ck_assert_int_eq(sequence, i + 1);
    }
    must(store_undo(stores[0], 60, START + 60 * HOUR, 0, &err), &err); /* what the other one gave */
    ck_assert_uint_eq(count_answers(stores[1]), 59);
    check_memories_are_the_fold(stores[1]);
    store_close(&stores[0]);
    store_close(&stores[1]);
}
END_TEST

enum { EACH_WRITES = 400 };

static void write_as_process(const char *path, int number)
{
    struct store *store = must_open(path); /* both at once, on a file that is not there yet */
    struct rng rng;
    rng_init(&rng, (uint64_t)number);
    for (int i = 0; i < EACH_WRITES; i++) {
        char item[16];
        snprintf(item, sizeof item, "item-%d", (int)rng_below(&rng, 5));
        grade_item(store, item, (enum grade)(1 + rng_below(&rng, 4)), START + i * HOUR);
    }
    store_close(&store);
}

START_TEST(two_processes_lose_nothing)
{
    const char *path = folder_path("progress.db");
    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        ck_assert_int_ge(children[i], 0);
        if (children[i] == 0) {
            write_as_process(path, i);
            _exit(0);
        }
    }
    for (int i = 0; i < 2; i++) {
        int status;
        ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    struct store *store = must_open(path);
    ck_assert_uint_eq(count_answers(store), 2 * EACH_WRITES);
    check_memories_are_the_fold(store);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), 2 * EACH_WRITES + 1);
    store_close(&store);
}
END_TEST

START_TEST(a_file_locked_for_long_is_busy)
{
    const char *path = folder_path("progress.db");
    struct schedule_parameters parameters = test_parameters();
    struct open_options options = test_options(1);
    options.busy_ms = 30;
    struct store *waiting, *other = must_open(path);
    must(store_open_with(&waiting, path, &parameters, &options, &err), &err);
    must(database_begin(other, &err), &err);
    char item[] = "a";
    struct answer answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START};
    ck_assert_int_eq(store_record(waiting, &answer, NULL, NULL, &err), ERR_BUSY);
    ck_assert_ptr_nonnull(strstr(err.text, "another program keeps it locked"));
    struct memory memory;
    must(store_memory(waiting, "a", &memory, &err), &err); /* reading goes on meanwhile */
    must(database_end(other, 0, &err), &err);
    must(store_record(waiting, &answer, NULL, NULL, &err), &err);
    ck_assert_uint_eq(count_answers(other), 1);
    store_close(&other);
    store_close(&waiting);
}
END_TEST

START_TEST(a_file_at_its_size_limit_refuses_and_loses_nothing)
{
    const char *path = folder_path("progress.db");
    struct store *store = must_open(path);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {.rlim_cur = 120000, .rlim_max = RLIM_INFINITY};
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    int taken = record_until_full(store);
    limit.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_FSIZE, &limit);
    ck_assert_int_eq(grade_item(store, "a", GRADE_GOOD, START), taken + 1);
    check_memories_are_the_fold(store);
    store_close(&store);
}
END_TEST

/* Records, and tells each sequence through `pipe` once it is committed, until it is killed. */
static void record_and_tell(const char *path, int pipe)
{
    struct store *store = must_open(path);
    for (int64_t i = 0;; i++) {
        char item[16];
        snprintf(item, sizeof item, "item-%d", (int)(i % 7));
        int64_t sequence = grade_item(store, item, (enum grade)(1 + i % 4), START + i * HOUR);
        if (i % 11 == 10)
            must(store_undo(store, sequence - 1, START + i * HOUR, 0, &err), &err);
        if (write(pipe, &sequence, sizeof sequence) != sizeof sequence)
            _exit(1);
    }
}

/* Starts a writer, kills it after `delay_us`, and returns the last sequence it told, or `known` if none. */
static int64_t kill_a_writer(const char *path, useconds_t delay_us, int64_t known)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        close(ends[0]);
        record_and_tell(path, ends[1]);
    }
    close(ends[1]);
    int64_t told = known;
    ssize_t got = read(ends[0], &told, sizeof told); /* it is running */
    usleep(delay_us);
    kill(child, SIGKILL);
    for (int64_t next; got == sizeof told && (got = read(ends[0], &next, sizeof next)) == sizeof next;)
        told = next;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return told;
}

START_TEST(killed_at_any_moment_nothing_told_is_lost)
{
    char *path = str_print("%s/progress.db", folder());
    struct rng rng;
    rng_init(&rng, 11);
    int64_t told = 0;
    for (int round = 0; round < 30; round++) {
        told = kill_a_writer(path, (useconds_t)rng_below(&rng, 20000), told);
        struct store *store = must_open(path); /* checks the file as a whole */
        struct answers all;
        must(store_answers(store, NULL, -1, 0, &all, &err), &err);
        struct answers undos;
        must(store_answers(store, NULL, ANSWER_UNDO, 0, &undos, &err), &err);
        size_t rows = all.count + 2 * undos.count; /* an undo, and what it undid */
        ck_assert_uint_ge(rows, (size_t)told);
        ck_assert_uint_le(rows, (size_t)told + 2); /* at most a write that was not told yet, with its undo */
        answers_release(&all);
        answers_release(&undos);
        check_memories_are_the_fold(store);
        store_close(&store);
    }
    ck_assert_int_gt(told, 30);
    free(path);
}
END_TEST

TCase *store_crash_tests(void)
{
    TCase *tests = tcase_create("crash");
    tcase_add_checked_fixture(tests, folder_make, folder_remove);
    tcase_add_test(tests, two_stores_take_turns);
    tcase_add_test(tests, two_processes_lose_nothing);
    tcase_add_test(tests, a_file_locked_for_long_is_busy);
    tcase_add_test(tests, a_file_at_its_size_limit_refuses_and_loses_nothing);
    tcase_add_test(tests, killed_at_any_moment_nothing_told_is_lost);
    return tests;
}
