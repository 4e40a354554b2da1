#include "check_activity.h"

#include "activity/response/response.h"
#include "activity_support.h"

#include <stdlib.h>
#include <string.h>

static struct scene scene;

static void setup(void)
{
    scene_init(&scene);
}

static void teardown(void)
{
    scene_release(&scene);
}

static const struct question *question(const char *id)
{
    const struct item *item = course_item(scene.course, id);
    ck_assert_ptr_nonnull(item);
    return (const struct question *)item;
}

START_TEST(options_are_shuffled_by_the_seed_and_pinned_ones_stay)
{
    struct response a, b;
    bool moved = false;
    for (uint64_t seed = 0; seed < 50; seed++) {
        response_start(&a, question("axes"), seed);
        response_start(&b, question("axes"), seed);
        bool seen[4] = {false};
        for (size_t i = 0; i < 4; i++) {
            ck_assert_uint_eq(a.order[i], b.order[i]);
            seen[a.order[i]] = true;
        }
        ck_assert(seen[0] && seen[1] && seen[2] && seen[3]);
        ck_assert_uint_eq(a.order[3], 3);
        moved = moved || a.order[0] != 0;
    }
    ck_assert(moved);
}
END_TEST

static bool choose(struct response *response, size_t place)
{
    const struct event event = {.type = EVENT_KEY, .index = (unsigned)place};
    return response_act(response, ACTION_CHOOSE, &event);
}

START_TEST(tried_options_are_skipped_and_cannot_be_chosen_again)
{
    struct response state;
    const struct event event = {.type = EVENT_KEY};
    response_start(&state, question("axes"), 3);
    size_t wrong = state.order[0] == 0 ? 1 : 0;
    ck_assert(choose(&state, wrong) && !state.right);
    response_try_again(&state);
    ck_assert(state.tried[state.order[wrong]]);
    size_t chosen = state.chosen;
    ck_assert(!choose(&state, wrong));
    ck_assert_ptr_nonnull(state.notice);
    ck_assert_uint_eq(state.chosen, chosen);
    ck_assert_uint_eq(state.misses, 1);
    for (int i = 0; i < 8; i++) {
        response_act(&state, i < 4 ? ACTION_DOWN : ACTION_UP, &event);
        ck_assert_uint_ne(state.selected, wrong);
    }
    ck_assert(!choose(&state, 9));
    size_t right = 0;
    while (state.order[right] != 0)
        right++;
    ck_assert(choose(&state, right) && state.right);
    ck_assert_int_eq(response_grade(&state), GRADE_HARD);
}
END_TEST

/* By its digit, which works for all eight places. */
static void answer(const char *words)
{
    scene_key(&scene, (unsigned)(scene_letter(&scene, words) - 'a' + '1'));
}

START_TEST(a_right_answer_is_told_explained_and_remembered)
{
    scene_open_plainly(&scene, &activity_quiz);
    ck_assert_str_eq(scene.view.status, "question 1 of 3");
    ck_sees(&scene, "First topic · conceptual · intermediate");
    ck_misses(&scene, "One mean for each channel.");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "answer");
    ck_assert_ptr_null(scene_label(&scene, ACTION_DEMO));
    scene_wait(&scene, 9000);
    scene_key(&scene, (unsigned)scene_letter(&scene, "over N, H"));
    ck_sees(&scene, "over N, H and W (right)");
    ck_sees(&scene, " is right\n");
    ck_sees(&scene, "One mean for each channel.");
    ck_sees(&scene, "Statistics are shared");
    ck_misses(&scene, "is not it");
    ck_assert_ptr_null(scene_selected(&scene));
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert(answers.items[0].right);
    ck_assert_int_eq(answers.items[0].grade, GRADE_GOOD);
    ck_assert_int_eq(answers.items[0].took_ms, 9000);
    char *chosen = store_json_value(scene.environment.store, answers.items[0].detail, "chosen");
    ck_assert_str_eq(chosen, "0");
    free(chosen);
    answers_release(&answers);
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "next");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "question 2 of 3");
}
END_TEST

START_TEST(a_wrong_answer_gives_both_reasons_and_the_log_the_misconception)
{
    scene_open_plainly(&scene, &activity_quiz);
    answer("over C");
    ck_sees(&scene, "over C (wrong)");
    ck_sees(&scene, "over N, H and W (right)");
    ck_sees(&scene, " is not it\n  That would be layer normalization's axis.");
    ck_sees(&scene, " would have been right\n  One mean for each channel.");
    ck_sees(&scene, "Statistics are shared");
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert(!answers.items[0].right);
    ck_assert_int_eq(answers.items[0].grade, GRADE_AGAIN);
    char *name = store_json_value(scene.environment.store, answers.items[0].detail, "misconception");
    ck_assert_str_eq(name, "layer-axes");
    free(name);
    struct response shown;
    response_start(&shown, question("axes"), answers.items[0].seed); /* the seed in the log gives the order that was seen */
    for (size_t place = 0; place < 4; place++)
        ck_assert_int_eq(scene_letter(&scene, shown.question->options[shown.order[place]].text), 'a' + (int)place);
    answers_release(&answers);
}
END_TEST

START_TEST(arrows_and_enter_choose_too)
{
    scene_open_plainly(&scene, &activity_quiz);
    for (int i = 0; i < 4 && strcmp(scene_selected(&scene), "over N, H and W") != 0; i++)
        scene_key(&scene, KEY_DOWN_ARROW);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "over N, H and W (right)");
    ck_misses(&scene, "(wrong)");
}
END_TEST

START_TEST(hints_come_one_by_one_and_make_it_hard)
{
    scene_open_plainly(&scene, &activity_quiz);
    ck_assert_str_eq(scene_label(&scene, ACTION_HINT), "hint");
    scene_key(&scene, 'h');
    ck_sees(&scene, "Hint 1 of 2\n  Count the means.");
    ck_misses(&scene, "There are C");
    ck_assert_str_eq(scene_label(&scene, ACTION_HINT), "second hint");
    scene_key(&scene, 'h');
    ck_sees(&scene, "Hint 2 of 2");
    ck_assert_ptr_null(scene_label(&scene, ACTION_HINT));
    scene_key(&scene, 'h');
    answer("over N, H");
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_int_eq(answers.items[0].grade, GRADE_HARD);
    ck_assert_int_eq(answers.items[0].hints, 2);
    answers_release(&answers);
}
END_TEST

START_TEST(the_eighth_letter_leaves_its_key_to_the_hint)
{
    struct arguments expert = {.level = LEVEL_EXPERT};
    scene_open(&scene, &activity_quiz, &expert);
    scene_key(&scene, 'h');
    ck_sees(&scene, "Hint 1 of 1");
    ck_misses(&scene, "(right)");
    scene_key(&scene, '8');
    ck_sees(&scene, "(right)");
}
END_TEST

START_TEST(the_end_counts_and_names_what_was_missed)
{
    scene_open_plainly(&scene, &activity_quiz);
    answer("over C");
    scene_key(&scene, 'n');
    answer("slowly");
    ck_sees(&scene, "What popular pages say\n  Pages turn this round.");
    ck_sees(&scene, "Source: Keras documentation");
    scene_key(&scene, KEY_ENTER);
    answer("eight");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "finish");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "# 2 of 3 right");
    ck_sees(&scene, "• Axes of the mean");
    ck_misses(&scene, "Momentum in Keras");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "once more");
    scene_wait(&scene, 2 * MINUTE_MS);
    scene_open_plainly(&scene, &activity_quiz);
    ck_assert_str_eq(scene.view.status, "question 1 of 1");
    ck_sees(&scene, "Over which axes");
}
END_TEST

START_TEST(a_topic_without_questions_says_so)
{
    struct arguments second = {.topic = course_topic(scene.course, "second"), .level = -1};
    scene_open(&scene, &activity_quiz, &second);
    ck_sees(&scene, "There are no questions here.");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, 'a');
}
END_TEST

TCase *quiz_tests(void)
{
    TCase *tests = tcase_create("quiz");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, options_are_shuffled_by_the_seed_and_pinned_ones_stay);
    tcase_add_test(tests, tried_options_are_skipped_and_cannot_be_chosen_again);
    tcase_add_test(tests, a_right_answer_is_told_explained_and_remembered);
    tcase_add_test(tests, a_wrong_answer_gives_both_reasons_and_the_log_the_misconception);
    tcase_add_test(tests, arrows_and_enter_choose_too);
    tcase_add_test(tests, hints_come_one_by_one_and_make_it_hard);
    tcase_add_test(tests, the_eighth_letter_leaves_its_key_to_the_hint);
    tcase_add_test(tests, the_end_counts_and_names_what_was_missed);
    tcase_add_test(tests, a_topic_without_questions_says_so);
    return tests;
}
