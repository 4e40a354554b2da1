#include "store_support.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/vec.h"
#include "store/exchange.h"
#include "store/tuning.h"

#include <stdlib.h>
#include <string.h>

static struct err err;

/* Rows of a log with strings of their own. */
struct rows {
    struct log_row *items;
    size_t count, capacity;
    size_t given;
};

static int take(void *context, const struct log_row *row, struct err *unused)
{
    (void)unused;
    struct log_row *added = vec_add((struct rows *)context);
    *added = *row;
    added->answer.item = mem_string(row->answer.item);
    added->answer.detail = row->answer.detail ? mem_string(row->answer.detail) : NULL;
    return 0;
}

static int give(void *context, struct log_row *row, struct err *unused)
{
    (void)unused;
    struct rows *rows = context;
    if (rows->given == rows->count)
        return 0;
    *row = rows->items[rows->given++];
    return 1;
}

static struct rows read_all(struct store *store)
{
    struct rows rows = {0};
    must(store_log_read(store, take, &rows, &err), &err);
    return rows;
}

static struct log_merged merge(struct store *store, struct rows *rows)
{
    struct log_merged merged;
    rows->given = 0;
    must(store_log_merge(store, give, rows, &merged, &err), &err);
    return merged;
}

static void release(struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        answer_release(&rows->items[i].answer);
    vec_release(rows);
}

static void check_same_memories(struct store *left, struct store *right)
{
    struct item_memories a, b;
    must(store_memories(left, &a, &err), &err);
    must(store_memories(right, &b, &err), &err);
    ck_assert_uint_eq(a.count, b.count);
    for (size_t i = 0; i < a.count; i++)
        ck_assert(strcmp(a.items[i].item, b.items[i].item) == 0 && same_memory(&a.items[i].memory, &b.items[i].memory));
    item_memories_release(&a);
    item_memories_release(&b);
}

/* Two machines that lived apart end up the same, whichever takes over first, however the rows are shuffled, however often. */
START_TEST(logs_merge_by_set_union)
{
    folder_make();
    struct rng rng;
    rng_init(&rng, 5);
    struct store *here = must_open_as(folder_path("here.db"), 1), *there = must_open_as(folder_path("there.db"), 2);
    live_at_random(&here, 1, 1, 80);
    live_at_random(&there, 1, 2, 80);
    struct rows ours = read_all(here), theirs = read_all(there);
    for (size_t i = theirs.count; i > 1; i--) {
        size_t other = rng_below(&rng, i);
        struct log_row row = theirs.items[i - 1];
        theirs.items[i - 1] = theirs.items[other];
        theirs.items[other] = row;
    }
    struct log_merged merged = merge(here, &theirs);
    ck_assert_uint_eq(merged.added, theirs.count);
    merged = merge(there, &ours);
    ck_assert_uint_eq(merged.added, ours.count);
    ck_assert_uint_eq(merged.conflicting + merged.refused + merged.known, 0);
    check_same_memories(here, there);
    check_memories_are_the_fold(here);
    check_memories_are_the_fold(there);
    merged = merge(here, &theirs);
    ck_assert_uint_eq(merged.known, theirs.count);
    ck_assert_uint_eq(merged.added, 0);
    release(&ours), release(&theirs);
    store_close(&here), store_close(&there);
    folder_remove();
}
END_TEST

/* What was set last holds on both machines, and taking the merge back brings back what was set here. */
START_TEST(settings_come_with_the_log)
{
    const struct exam goal = {.day = START / DAY + 30, .recall = 0.9, .retention = 0.94, .window = 5};
    struct exam exam;
    folder_make();
    struct store *here = must_open_as(folder_path("here.db"), 1), *there = must_open_as(folder_path("there.db"), 2);
    grade_item(here, "a", GRADE_EASY, START);
    must(store_set_retention(here, 0.8, START + HOUR, &err), &err);
    must(store_set_retention(there, 0.85, START + 2 * HOUR, &err), &err);
    must(store_set_exam(here, &goal, START + 3 * HOUR, &err), &err);
    struct rows ours = read_all(here), theirs = read_all(there);
    merge(here, &theirs);
    merge(there, &ours);
    ck_assert_double_eq(store_parameters_without_exam(here).desired_retention, 0.85);
    ck_assert_double_eq(store_parameters_without_exam(there).desired_retention, 0.85);
    must(store_exam(there, &exam, &err), &err);
    ck_assert(exam.day == goal.day && exam.window == 5 && exam.planned == 0);
    ck_assert_int_eq(store_parameters(there)->exam_day, goal.day);
    check_same_memories(here, there);
    check_memories_are_the_fold(there);
    release(&ours), release(&theirs);
    store_close(&here), store_close(&there);
    folder_remove();
}
END_TEST

START_TEST(rows_that_do_not_fit_are_counted_and_left_out)
{
    folder_make();
    struct store *store = must_open(folder_path("progress.db"));
    grade_item(store, "a", GRADE_GOOD, START);
    struct rows rows = read_all(store);
    rows.items[0].answer.grade = GRADE_EASY;
    char item[] = "b";
    const struct answer senseless[] = {{.kind = ANSWER_KIND_COUNT, .item = item, .sequence = 9},
                                       {.kind = ANSWER_GRADE, .sequence = 9},
                                       {.kind = ANSWER_UNDO, .item = item, .sequence = 9},
                                       {.kind = ANSWER_GRADE, .item = item, .grade = (enum grade)7, .sequence = 9},
                                       {.kind = ANSWER_GRADE, .item = item, .confidence = 101, .sequence = 9},
                                       {.kind = ANSWER_GRADE, .item = item, .sequence = -1}};
    for (size_t i = 0; i < sizeof senseless / sizeof *senseless; i++) {
        struct log_row row = {.ordered_at = START, .answer = senseless[i]};
        take(&rows, &(struct log_row){.ordered_at = START, .answer = {.item = item}}, NULL);
        char *copy = rows.items[rows.count - 1].answer.item;
        rows.items[rows.count - 1] = row;
        if (senseless[i].item)
            rows.items[rows.count - 1].answer.item = copy;
        else
            free(copy);
    }
    struct log_merged merged = merge(store, &rows);
    ck_assert_uint_eq(merged.added, 0);
    ck_assert_uint_eq(merged.conflicting, 1);
    ck_assert_uint_eq(merged.refused, 6);
    struct answer last;
    must(store_last_grade(store, &last, &err), &err);
    ck_assert_int_eq(last.grade, GRADE_GOOD);
    answer_release(&last);
    release(&rows);
    store_close(&store);
    folder_remove();
}
END_TEST

static int give_one_and_fail(void *context, struct log_row *row, struct err *failure)
{
    struct rows *rows = context;
    if (rows->given == rows->count)
        return err_set(failure, ERR_INVALID, "line 2 makes no sense");
    return give(context, row, failure);
}

START_TEST(after_an_error_nothing_was_added)
{
    folder_make();
    struct store *store = must_open_as(folder_path("a.db"), 1), *other = must_open_as(folder_path("b.db"), 2);
    grade_item(store, "a", GRADE_GOOD, START);
    struct rows rows = read_all(store);
    struct log_merged merged;
    ck_assert_int_eq(store_log_merge(other, give_one_and_fail, &rows, &merged, &err), ERR_INVALID);
    ck_assert_uint_eq(merged.added, 0);
    struct memory memory;
    must(store_memory(other, "a", &memory, &err), &err);
    ck_assert_int_eq(memory.repetitions, 0);
    release(&rows);
    store_close(&store), store_close(&other);
    folder_remove();
}
END_TEST

TCase *store_exchange_tests(void)
{
    TCase *tests = tcase_create("exchange");
    tcase_add_test(tests, logs_merge_by_set_union);
    tcase_add_test(tests, settings_come_with_the_log);
    tcase_add_test(tests, rows_that_do_not_fit_are_counted_and_left_out);
    tcase_add_test(tests, after_an_error_nothing_was_added);
    return tests;
}
