#include "store_support.h"

#include "base/rng.h"
#include "store/known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err err;

static void setup(void)
{
    folder_make();
}

static void teardown(void)
{
    folder_remove();
}

/* What is held of `item` is what the file says. */
static void check_known(struct store *store, const char *item)
{
    struct known_item known;
    struct memory memory;
    struct item_state state;
    must(store_known(store, item, &known, &err), &err);
    must(store_memory(store, item, &memory, &err), &err);
    must(store_state(store, item, &state, &err), &err);
    ck_assert(same_memory(&known.memory, &memory));
    ck_assert_uint_eq(known.state.kinds, state.kinds);
    ck_assert_uint_eq(known.state.answers, state.answers);
    ck_assert_int_eq(known.state.suspended, state.suspended);
    ck_assert_int_eq(known.state.flag, state.flag);
    ck_assert_int_eq(known.state.buried_until, state.buried_until);
}

static void check_all(struct store *store, size_t expected)
{
    char item[32];
    must(store_known_begin(store, expected, &err), &err);
    for (int i = 0; i < 9; i++) {
        snprintf(item, sizeof item, "item-%d", i);
        check_known(store, item);
    }
}

START_TEST(what_is_held_follows_every_write)
{
    struct store *store = must_open_as(folder_path("progress.db"), 1), *other = must_open_as(folder_path("progress.db"), 2);
    struct store *const both[] = {store, other};
    for (uint64_t seed = 0; seed < 20; seed++) {
        live_at_random(both, 1 + seed % 2, seed, 5);
        check_all(store, seed % 3 ? 0 : 5000);
        if (seed % 7 == 0)
            must(store_rebuild(store, &err), &err);
        live_at_random(both, 1, seed, 5); /* its own writes need no new look at the file */
        for (int i = 0; i < 9; i++) {
            char item[32];
            snprintf(item, sizeof item, "item-%d", i);
            check_known(store, item);
        }
    }
    store_close(&store), store_close(&other);
}
END_TEST

START_TEST(a_write_that_fails_is_not_held)
{
    struct store *store = must_open_as(folder_path("progress.db"), 1);
    hurry(store);
    grade_item(store, "item-1", GRADE_GOOD, START);
    check_all(store, 0);
    must(database_execute(store, "PRAGMA max_page_count = 1", &err), &err);
    char item[] = "item-1", detail[20000];
    memset(detail, 'x', sizeof detail - 1);
    detail[sizeof detail - 1] = '\0';
    struct answer answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START + DAY, .detail = detail};
    ck_assert_int_eq(store_record(store, &answer, NULL, NULL, &err), ERR_FULL);
    check_all(store, 0);
    store_close(&store);
}
END_TEST

START_TEST(many_items_are_read_at_once)
{
    struct store *store = must_open_as(folder_path("progress.db"), 1);
    hurry(store);
    char item[32];
    for (int i = 0; i < 50; i++) {
        snprintf(item, sizeof item, "item-%d", i);
        grade_item(store, item, GRADE_GOOD, START + i);
    }
    for (int i = 0; i < 5000; i++) {
        struct known_item known;
        snprintf(item, sizeof item, "item-%d", 5000 - i);
        must(store_known(store, item, &known, &err), &err);
        ck_assert_int_eq(known.memory.repetitions, 5000 - i < 50);
    }
    grade_item(store, "item-4000", GRADE_GOOD, START);
    check_known(store, "item-4000");
    store_close(&store);
}
END_TEST

TCase *store_known_tests(void)
{
    TCase *tests = tcase_create("known");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, what_is_held_follows_every_write);
    tcase_add_test(tests, a_write_that_fails_is_not_held);
    tcase_add_test(tests, many_items_are_read_at_once);
    return tests;
}
