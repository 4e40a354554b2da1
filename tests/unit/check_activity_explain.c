#include "check_activity.h"

#include "activity/explain/view.h"
#include "activity_support.h"

#include <stdlib.h>

static struct scene scene;

static void setup(void)
{
    scene_init(&scene);
    scene_open_plainly(&scene, &activity_explain);
}

static void teardown(void)
{
    scene_release(&scene);
}

static void check_detail(const struct answer *answer, const char *key, const char *expected)
{
    char *value = store_json_value(scene.environment.store, answer->detail, key);
    ck_assert_ptr_nonnull(value);
    ck_assert_str_eq(value, expected);
    free(value);
}

START_TEST(prompts_are_listed)
{
    ck_sees(&scene, "> Explain what normalization does. |  | new");
    ck_sees(&scene, "  Explain the second thing. |  | new");
    ck_assert(!stack_writing(scene.stack));
}
END_TEST

static void check_entry(const char *ask, const char *expected)
{
    struct prompt prompt = {.item = {.kind = ITEM_PROMPT, .topic = scene.course->topics}, .ask = ask};
    struct deck_entry entry = {.item = &prompt.item};
    struct deck deck = {.items = &entry, .count = 1};
    struct view view;
    view_init(&view);
    explain_view_list(&view, &deck, &(bool){false}, 0, store_parameters(scene.environment.store), START_MS);
    ck_assert_int_eq(view.items[0].kind, BLOCK_CHOICES);
    ck_assert_str_eq(view.items[0].choices.items[0].text.items[0].text, expected);
    view_release(&view);
}

START_TEST(a_long_prompt_is_listed_by_its_first_words)
{
    check_entry("Short *one*.", "Short one.");
    check_entry("Explain why `eps` is *needed* in the denominator, and what happens without it.",
                "Explain why eps is needed in the denominator, and what happens…");
    check_entry("漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢",
                "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢…");
}
END_TEST

START_TEST(keys_are_text_while_writing)
{
    scene_key(&scene, KEY_ENTER);
    ck_assert(stack_writing(scene.stack));
    ck_sees(&scene, "Explain what normalization does.");
    scene_key(&scene, 'q');
    scene_key(&scene, '?');
    scene_key(&scene, 'h');
    scene_key(&scene, ' ');
    scene_key(&scene, 0x3c3);
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, "x̂ = 1");
    scene_key(&scene, KEY_LEFT_ARROW);
    scene_key(&scene, KEY_BACKSPACE);
    ck_sees(&scene, "In your own words: {q?h σ\nx̂ =|1}");
}
END_TEST

START_TEST(a_hint_is_had_with_tab)
{
    scene_key(&scene, KEY_ENTER);
    ck_assert_uint_eq(action_key(ACTION_HINT, stack_writing(scene.stack)), KEY_TAB);
    scene_key(&scene, KEY_TAB);
    ck_sees(&scene, "Hint 1 of 2\n  Think of the mean.");
    scene_key(&scene, KEY_TAB);
    ck_sees(&scene, "Hint 2 of 2");
    scene_key(&scene, KEY_TAB);
    ck_assert(stack_writing(scene.stack));
    ck_sees(&scene, "{|}");
}
END_TEST

START_TEST(found_concepts_are_ticked_corrected_and_scored)
{
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_TAB);
    scene_wait(&scene, 3 * MINUTE_MS);
    scene_type(&scene, "You SUBTRACT the mean\nand divide by the standard deviation.");
    scene_key(&scene, CTRL_D);
    ck_assert(!stack_writing(scene.stack));
    ck_sees(&scene, "You SUBTRACT the mean\nand divide");
    ck_sees(&scene, "[x] the mean becomes zero");
    ck_sees(&scene, "[x] the variance becomes one");
    ck_sees(&scene, "[ ] over the batch");
    ck_sees(&scene, "> The ticks are right");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "agree");
    scene_key(&scene, KEY_UP_ARROW);
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "tick");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "> [x] over the batch");
    scene_key(&scene, KEY_UP_ARROW);
    scene_key(&scene, KEY_UP_ARROW);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "> [ ] the mean becomes zero");
    ck_misses(&scene, "zero mean and unit variance");
    scene_key(&scene, 'n');
    ck_sees(&scene, "# You got 2 of 3 concepts");
    ck_sees(&scene, "It makes each feature have zero mean");
    ck_sees(&scene, "What popular pages say\n  Pages forget the batch.");
    struct answers answers = scene_answers(&scene, ANSWER_EXPLAIN);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_int_eq(answers.items[0].grade, GRADE_HARD);
    ck_assert_int_eq(answers.items[0].hints, 1);
    ck_assert_int_eq(answers.items[0].took_ms, 3 * MINUTE_MS);
    check_detail(&answers.items[0], "text", "You SUBTRACT the mean\nand divide by the standard deviation.");
    check_detail(&answers.items[0], "found", "110");
    check_detail(&answers.items[0], "ticked", "011");
    check_detail(&answers.items[0], "score", "2");
    answers_release(&answers);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "> Explain the second thing. |  | new");
    ck_sees(&scene, "Explain what normalization does. |  | in ");
}
END_TEST

static enum grade grade_for(const char *text)
{
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, text);
    scene_key(&scene, CTRL_D);
    scene_key(&scene, KEY_ENTER);
    struct answers answers = scene_answers(&scene, ANSWER_EXPLAIN);
    enum grade grade = answers.items[answers.count - 1].grade;
    answers_release(&answers);
    return grade;
}

START_TEST(all_is_good)
{
    ck_assert_int_eq(grade_for("zero mean, unit variance of each mini batch"), GRADE_GOOD);
}
END_TEST

START_TEST(a_third_is_again)
{
    ck_assert_int_eq(grade_for("something with Σ OVER Δ"), GRADE_AGAIN);
    ck_sees(&scene, "You got 1 of 3 concepts");
}
END_TEST

START_TEST(nothing_written_is_no_concept)
{
    ck_assert_int_eq(grade_for(""), GRADE_AGAIN);
    ck_sees(&scene, "You got 0 of 3 concepts");
    ck_sees(&scene, "You wrote\n  nothing");
}
END_TEST

START_TEST(an_unfinished_text_is_kept)
{
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, "half a thought");
    scene_key(&scene, KEY_ESCAPE);
    ck_assert(!stack_writing(scene.stack));
    ck_sees(&scene, "| begun");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "{half a thought|}");
    scene_type(&scene, ", and more");
    scene_restart(&scene); /* as after quitting in the middle */
    scene_open_plainly(&scene, &activity_explain);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "{half a thought, and more|}");
    scene_key(&scene, CTRL_D);
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "{half a thought, and more|}");
    scene_key(&scene, CTRL_D);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Explain what normalization does.");
    ck_sees(&scene, "{|}");
}
END_TEST

START_TEST(a_closed_terminal_keeps_the_text)
{
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, "half");
    scene_send(&scene, EVENT_HANGUP);
    char *draft = NULL;
    ck_assert_int_eq(store_get(scene.environment.store, "draft/explain-normalization", &draft, NULL), 0);
    ck_assert_str_eq(draft, "half");
    free(draft);
}
END_TEST

START_TEST(a_text_that_cannot_be_kept_is_not_left_unnoticed)
{
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, "half");
    disk_full(true);
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "Not kept: ");
    ck_sees(&scene, "{half|}");
    scene_key(&scene, KEY_ESCAPE);
    disk_full(false);
    ck_assert(!stack_writing(scene.stack));
}
END_TEST

TCase *explain_tests(void)
{
    TCase *tests = tcase_create("explain");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, prompts_are_listed);
    tcase_add_test(tests, a_long_prompt_is_listed_by_its_first_words);
    tcase_add_test(tests, keys_are_text_while_writing);
    tcase_add_test(tests, a_hint_is_had_with_tab);
    tcase_add_test(tests, found_concepts_are_ticked_corrected_and_scored);
    tcase_add_test(tests, all_is_good);
    tcase_add_test(tests, a_third_is_again);
    tcase_add_test(tests, nothing_written_is_no_concept);
    tcase_add_test(tests, an_unfinished_text_is_kept);
    tcase_add_test(tests, a_closed_terminal_keeps_the_text);
    tcase_add_test(tests, a_text_that_cannot_be_kept_is_not_left_unnoticed);
    return tests;
}
