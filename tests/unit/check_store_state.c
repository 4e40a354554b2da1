#include "store_support.h"

#include "store/state.h"

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
    check_memories_are_the_fold(store);
    store_close(&store);
    folder_remove();
}

static int64_t say(enum answer_kind kind, const char *item, int flag, int64_t at)
{
    char name[32];
    snprintf(name, sizeof name, "%s", item);
    struct answer row = {.kind = kind, .item = name, .flag = flag, .at = at};
    int64_t sequence;
    must(store_record(store, &row, NULL, &sequence, &err), &err);
    return sequence;
}

static struct item_state state_of(const char *item)
{
    struct item_state state;
    must(store_state(store, item, &state, &err), &err);
    return state;
}

static struct memory memory_of(const char *item)
{
    struct memory memory;
    must(store_memory(store, item, &memory, &err), &err);
    return memory;
}

static void override_grade(int64_t sequence, enum grade grade)
{
    char item[] = "a";
    struct answer row = {.kind = ANSWER_OVERRIDE, .item = item, .grade = grade, .overrides = sequence, .at = START + 20 * DAY};
    must(store_record(store, &row, NULL, NULL, &err), &err);
}

START_TEST(an_item_is_suspended_and_resumed)
{
    ck_assert(item_state_is_open(&(struct item_state){0}, START));
    say(ANSWER_SUSPEND, "a", 0, START);
    struct item_state state = state_of("a");
    ck_assert(state.suspended && !item_state_is_open(&state, START + 1000 * DAY));
    ck_assert_uint_eq(state.answers, 0);
    say(ANSWER_RESUME, "a", 0, START + DAY);
    state = state_of("a");
    ck_assert(!state.suspended && item_state_is_open(&state, START));
    ck_assert(!state_of("b").suspended);
}
END_TEST

START_TEST(burying_ends_with_the_local_day)
{
    char item[] = "a";
    struct answer bury = {.kind = ANSWER_BURY, .item = item, .at = START + 20 * HOUR, .utc_offset_minutes = 540};
    must(store_record(store, &bury, NULL, NULL, &err), &err);
    struct item_state state = state_of("a"); /* it is 5 in the morning of the next day in Tokyo; the day ends 23 hours later */
    ck_assert_int_eq(state.buried_until, START + 43 * HOUR);
    ck_assert(!item_state_is_open(&state, START + 43 * HOUR - 1));
    ck_assert(item_state_is_open(&state, START + 43 * HOUR));
    say(ANSWER_RESUME, "a", 0, START + 21 * HOUR);
    state = state_of("a");
    ck_assert(item_state_is_open(&state, START));
}
END_TEST

START_TEST(flags_are_set_and_taken_away)
{
    say(ANSWER_FLAG, "a", 7, START);
    ck_assert_int_eq(state_of("a").flag, 7);
    say(ANSWER_FLAG, "a", 0, START);
    ck_assert_int_eq(state_of("a").flag, 0);
}
END_TEST

START_TEST(forgetting_starts_the_memory_anew)
{
    for (int i = 0; i < 4; i++)
        grade_item(store, "a", GRADE_GOOD, START + 5 * i * DAY);
    struct memory before = memory_of("a");
    int64_t forgotten = say(ANSWER_FORGET, "a", 0, START + 30 * DAY);
    ck_assert_int_eq(memory_of("a").phase, PHASE_NEW);
    ck_assert_uint_eq(state_of("a").answers, 4);
    must(store_undo(store, forgotten, START + 31 * DAY, 0, &err), &err);
    struct memory after = memory_of("a");
    ck_assert(same_memory(&before, &after));
    say(ANSWER_FORGET, "a", 0, START + 30 * DAY);
    grade_item(store, "a", GRADE_GOOD, START + 32 * DAY);
    ck_assert_int_eq(memory_of("a").repetitions, 1);
}
END_TEST

START_TEST(an_override_replaces_a_grade_until_it_is_undone)
{
    int64_t first = grade_item(store, "a", GRADE_AGAIN, START);
    grade_item(store, "b", GRADE_EASY, START);
    struct memory again = memory_of("a"), easy = memory_of("b");
    override_grade(first, GRADE_HARD);
    override_grade(first, GRADE_EASY);
    ck_assert_double_eq(memory_of("a").stability, easy.stability);
    ck_assert_int_eq(memory_of("a").repetitions, 1);
    struct answers answers;
    must(store_answers(store, "a", -1, 0, &answers, &err), &err);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_int_eq(answers.items[0].grade, GRADE_EASY);
    answers_release(&answers);
    struct answer last;
    for (int i = 0; i < 2; i++) {
        must(store_last_change(store, NULL, &last, &err), &err);
        ck_assert_int_eq(last.kind, ANSWER_OVERRIDE);
        must(store_undo(store, last.sequence, START + 20 * DAY, 0, &err), &err);
        answer_release(&last);
    }
    struct memory now = memory_of("a");
    ck_assert(same_memory(&now, &again));
}
END_TEST

START_TEST(only_a_standing_grade_of_the_same_item_is_overridden)
{
    char a[] = "a", b[] = "b";
    int64_t graded = grade_item(store, "a", GRADE_AGAIN, START), suspended = say(ANSWER_SUSPEND, "a", 0, START);
    struct answer row = {.kind = ANSWER_OVERRIDE, .item = b, .grade = GRADE_GOOD, .overrides = graded, .at = START};
    ck_assert_int_eq(store_record(store, &row, NULL, NULL, &err), ERR_INVALID);
    row.item = a;
    row.overrides = suspended;
    ck_assert_int_eq(store_record(store, &row, NULL, NULL, &err), ERR_NOT_FOUND);
    must(store_undo(store, graded, START, 0, &err), &err);
    row.overrides = graded;
    ck_assert_int_eq(store_record(store, &row, NULL, NULL, &err), ERR_NOT_FOUND);
}
END_TEST

START_TEST(an_override_falls_with_its_grade)
{
    int64_t graded = grade_item(store, "a", GRADE_AGAIN, START);
    override_grade(graded, GRADE_GOOD);
    must(store_undo(store, graded, START, 0, &err), &err);
    ck_assert_int_eq(memory_of("a").phase, PHASE_NEW);
    struct answer last;
    ck_assert_int_eq(store_last_change(store, NULL, &last, &err), ERR_NOT_FOUND);
}
END_TEST

START_TEST(changes_of_every_kind_are_undone_one_by_one)
{
    const enum answer_kind kinds[] = {ANSWER_GRADE,  ANSWER_FLAG, ANSWER_SUSPEND, ANSWER_READ,
                                      ANSWER_RESUME, ANSWER_BURY, ANSWER_FORGET};
    enum { KINDS = sizeof kinds / sizeof *kinds };
    struct item_state states[KINDS + 1];
    for (int i = 0; i < KINDS; i++) {
        states[i] = state_of("a");
        kinds[i] == ANSWER_GRADE ? grade_item(store, "a", GRADE_GOOD, START) : say(kinds[i], "a", 3, START + i * HOUR);
    }
    for (int i = KINDS - 1; i >= 0; i--) {
        if (kinds[i] == ANSWER_READ)
            continue;
        struct answer last;
        must(store_last_change(store, NULL, &last, &err), &err);
        ck_assert_int_eq(last.kind, kinds[i]);
        must(store_undo(store, last.sequence, START + DAY, 0, &err), &err);
        answer_release(&last);
        struct item_state state = state_of("a");
        ck_assert_int_eq(state.flag, states[i].flag);
        ck_assert_int_eq(state.suspended, states[i].suspended);
        ck_assert_int_eq(state.buried_until, states[i].buried_until);
    }
}
END_TEST

START_TEST(states_add_up_what_was_answered)
{
    char item[] = "q";
    for (int i = 0; i < 5; i++) {
        struct answer row = {
            .kind = ANSWER_CHOICE, .item = item, .at = START + i, .right = i % 2, .took_ms = 1000, .confidence = 120};
        must(store_record(store, &row, NULL, NULL, &err), &err);
    }
    say(ANSWER_SUSPEND, "a", 0, START);
    struct item_states states;
    must(store_states(store, &states, &err), &err);
    ck_assert_uint_eq(states.count, 2);
    const struct item_state *state = &states.items[1].state;
    ck_assert_str_eq(states.items[1].item, "q");
    ck_assert_uint_eq(state->answers, 5);
    ck_assert_uint_eq(state->right, 2);
    ck_assert(!state->last_right);
    ck_assert_int_eq(state->took_ms, 5000);
    ck_assert_int_eq(state->last_at, START + 4);
    ck_assert_uint_eq(state->kinds, 1u << ANSWER_CHOICE);
    item_states_release(&states);
    struct answers answers;
    must(store_answers(store, "q", -1, 0, &answers, &err), &err);
    ck_assert_int_eq(answers.items[0].confidence, 100); /* the limit */
    answers_release(&answers);
}
END_TEST

START_TEST(leeches_are_told_at_eight_lapses_and_every_four_more)
{
    for (int lapses = 0; lapses < 30; lapses++)
        ck_assert_int_eq(lapses_make_leech(lapses),
                         lapses == 8 || lapses == 12 || lapses == 16 || lapses == 20 || lapses == 24 || lapses == 28);
}
END_TEST

TCase *store_state_tests(void)
{
    TCase *tests = tcase_create("state");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, an_item_is_suspended_and_resumed);
    tcase_add_test(tests, burying_ends_with_the_local_day);
    tcase_add_test(tests, flags_are_set_and_taken_away);
    tcase_add_test(tests, forgetting_starts_the_memory_anew);
    tcase_add_test(tests, an_override_replaces_a_grade_until_it_is_undone);
    tcase_add_test(tests, only_a_standing_grade_of_the_same_item_is_overridden);
    tcase_add_test(tests, an_override_falls_with_its_grade);
    tcase_add_test(tests, changes_of_every_kind_are_undone_one_by_one);
    tcase_add_test(tests, states_add_up_what_was_answered);
    tcase_add_test(tests, leeches_are_told_at_eight_lapses_and_every_four_more);
    return tests;
}
