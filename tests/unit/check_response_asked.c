/* Questions of every kind as the quiz and a challenge ask them. */
#include "check_response.h"

#include <stdlib.h>
#include <string.h>

/* What the log has about the last answer. */
static void check_logged(const char *id, const char *member, const char *value, enum grade grade)
{
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_ge(answers.count, 1);
    const struct answer *last = &answers.items[answers.count - 1];
    ck_assert_str_eq(last->item, id);
    ck_assert_int_eq(last->grade, grade);
    char *found = store_json_value(scene.environment.store, last->detail, member);
    ck_assert_msg(found && strcmp(found, value) == 0, "%s is %s", member, last->detail);
    free(found);
    answers_release(&answers);
}

static void confirm(void)
{
    scene_key(&scene, KEY_ENTER);
}

/* The questions come in the order of the course. */
START_TEST(the_quiz_asks_every_kind)
{
    scene_open_plainly(&scene, &activity_quiz);
    ck_sees(&scene, "Tick all that are right.");
    ck_assert_str_eq(scene_label(&scene, ACTION_TOGGLE), "tick");
    scene_key(&scene, ' ');
    ck_assert_str_eq(scene_label(&scene, ACTION_TOGGLE), "untick");
    scene_key(&scene, ' ');
    scene_key(&scene, (unsigned)scene_letter(&scene, "gamma"));
    confirm();
    ck_sees(&scene, "is right, and was not ticked\n  The shift is a parameter.");
    check_logged("which-learn", "answer", "0", GRADE_AGAIN);
    confirm();
    ck_assert(stack_writing(scene.stack));
    scene_type(&scene, "1.667");
    confirm();
    ck_sees(&scene, "1.667 is not it\n  That divides by n - 1.");
    ck_sees(&scene, "1.25 would have been right\n  The mean square");
    ck_assert(!stack_writing(scene.stack));
    check_logged("how-much", "misconception", "unbiased-in-training", GRADE_AGAIN);
    confirm();
    ck_sees(&scene, "Put the lines into their order.");
    confirm();
    ck_sees(&scene, "This order is not it");
    ck_sees(&scene, "This would have been right");
    confirm();
    scene_type(&scene, "1,8,1,1");
    confirm();
    ck_sees(&scene, "(1, 8, 1, 1) is right");
    check_logged("what-shape", "answer", "1,8,1,1", GRADE_GOOD);
    confirm();
    ck_sees(&scene, "1 of 4 right");
}
END_TEST

START_TEST(a_wrong_answer_opens_what_refutes_it)
{
    scene_open_plainly(&scene, &activity_quiz);
    scene_key(&scene, (unsigned)scene_letter(&scene, "the running mean"));
    confirm();
    scene_key(&scene, 'd');
    ck_assert_str_eq(stack_activity(scene.stack)->name, "demo");
    ck_sees(&scene, "Four");
}
END_TEST

/* Answers "how-much", the second question of the quiz, with `words`, and opens its demo. */
static void watch_how_much(const char *words)
{
    scene_open_plainly(&scene, &activity_quiz);
    scene_key(&scene, (unsigned)scene_letter(&scene, "gamma"));
    confirm();
    confirm();
    scene_type(&scene, words);
    confirm();
    scene_key(&scene, 'd');
}

START_TEST(both_sides_are_computed_and_follow_the_demo)
{
    watch_how_much("1.118");
    ck_sees(&scene, "You answered: √(σ²) = 1.11803 (deviation for variance)\n");
    ck_sees(&scene, "The kernel: sum((x - μ)²) / n = 1.25; they differ by 0.132\n");
    for (int i = 0; i < 4; i++)
        scene_key(&scene, KEY_TAB);
    scene_key(&scene, '-'); /* three samples: 1, 2, 3 */
    ck_sees(&scene, "You answered: √(σ²) = 0.816497");
    ck_sees(&scene, "The kernel: sum((x - μ)²) / n = 0.666667; they differ by 0.1498\n");
    scene_key(&scene, '-');
    scene_key(&scene, '-'); /* one sample: the variance and its root are 0 */
    ck_sees(&scene, "; here both are the same\n");
    scene_key(&scene, 'q');
    ck_sees(&scene, "1.118 is not it");
}
END_TEST

/* A low screen cuts a calculation to a line. */
START_TEST(help_has_both_sides_in_full)
{
    watch_how_much("1.118");
    scene_key(&scene, '?');
    ck_sees(&scene, "Help");
    ck_sees(&scene, "You answered: √(σ²) = 1.11803 (deviation for variance)\n");
    ck_sees(&scene, "The kernel: sum((x - μ)²) / n = 1.25; they differ by 0.132\n");
    for (size_t i = 0; i < scene.view.count; i++)
        ck_assert(scene.view.items[i].kind != BLOCK_PARAGRAPH || !scene.view.items[i].paragraph.note);
}
END_TEST

START_TEST(what_is_not_computed_is_quoted)
{
    watch_how_much("1.667"); /* refuted by another experiment, without a calculation of its own */
    ck_sees(&scene, "You answered: 1.667\n");
    ck_sees(&scene, "The kernel: sum((x - μ)²) / n = 1\n");
    ck_misses(&scene, "differ");
}
END_TEST

START_TEST(a_wrong_number_without_a_name_is_told)
{
    watch_how_much("17");
    ck_sees(&scene, "You answered: 17\nThe kernel: sum((x - μ)²) / n = 1.25\n");
}
END_TEST

START_TEST(a_sentence_is_set_against_a_sentence)
{
    scene_open_plainly(&scene, &activity_quiz);
    scene_key(&scene, (unsigned)scene_letter(&scene, "the running mean"));
    confirm();
    scene_key(&scene, 'd');
    ck_sees(&scene, "You said: the running mean\nThe kernel says: It follows the batches.\n");
    ck_sees(&scene, "\n\nWatch the first.\n");
    ck_misses(&scene, "0 brings them back");
    scene_key(&scene, '+');
    ck_sees(&scene, "That was for the values that this opened with; 0 brings them back.");
}
END_TEST

START_TEST(an_order_is_told_by_what_it_swaps)
{
    const struct question *question = (const struct question *)course_item(scene.course, "which-way");
    struct arguments arguments = {.level = -1,
                                  .experiment = course_experiment(scene.course, "four"),
                                  .claim = {.question = question, .mistake = &question->mistakes[0]}};
    scene_open(&scene, &activity_demo, &arguments);
    ck_sees(&scene, "You put: add beta before multiply by gamma\nRight is: the other way round\n");
    arguments.claim.open = true;
    scene_open(&scene, &activity_demo, &arguments);
    ck_sees(&scene, "You put: add beta before multiply by gamma\n");
    ck_misses(&scene, "Right is");
}
END_TEST

START_TEST(a_right_answer_claims_nothing)
{
    watch_how_much("1.25");
    ck_misses(&scene, "You answered");
    ck_sees(&scene, "Watch the first.");
}
END_TEST

static void start_challenge_called(const char *id)
{
    const struct arguments arguments = {.level = -1, .challenge = course_challenge(scene.course, id)};
    scene_open(&scene, &activity_challenge, &arguments);
    confirm();
}

static void start_challenge(void)
{
    start_challenge_called("all-kinds");
}

/* A wrong answer is watched for ten seconds while the problem is open; what is right is not told. */
static void watch_in_challenge(const char *remark)
{
    ck_assert_ptr_null(scene_label(&scene, ACTION_REFUTE));
    scene_type(&scene, "1.118");
    confirm();
    ck_assert_str_eq(scene_label(&scene, ACTION_REFUTE), "why wrong");
    scene_key(&scene, 'w' - 96);
    ck_sees(&scene, remark);
    ck_sees(&scene, "You answered: √(σ²) = 1.11803");
    ck_misses(&scene, "The kernel:");
    scene_wait(&scene, 10000);
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "1.118 is not it");
    ck_assert(stack_writing(scene.stack));
}

START_TEST(the_clock_of_a_challenge_runs_on_while_a_demo_is_watched)
{
    start_challenge();
    scene_key(&scene, (unsigned)scene_letter(&scene, "gamma"));
    scene_key(&scene, (unsigned)scene_letter(&scene, "beta"));
    confirm();
    confirm();
    watch_in_challenge("The clock runs on while you watch.");
    ck_sees(&scene, "0:50 left");
    scene_key(&scene, 'w' - 96);
    scene_wait(&scene, 60000);
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "Time is up");
    scene_key(&scene, 'd'); /* now it tells */
    ck_sees(&scene, "The kernel: sum((x - μ)²) / n = 1.25");
    ck_misses(&scene, "clock");
}
END_TEST

START_TEST(or_it_pauses_where_the_set_says_so)
{
    start_challenge_called("patient");
    watch_in_challenge("Clock paused: it goes on when you return.");
    ck_sees(&scene, "1:00 left");
    scene_wait(&scene, 1000);
    scene_send(&scene, EVENT_TICK);
    ck_sees(&scene, "0:59 left");
}
END_TEST

START_TEST(a_challenge_asks_every_kind_and_gives_second_attempts)
{
    start_challenge();
    scene_key(&scene, (unsigned)scene_letter(&scene, "gamma"));
    confirm();
    ck_sees(&scene, "Something right is not ticked.");
    confirm();
    ck_sees(&scene, "That was wrong already.");
    scene_key(&scene, (unsigned)scene_letter(&scene, "beta"));
    confirm();
    ck_sees(&scene, "Right, after");
    check_logged("which-learn", "result", "right", GRADE_HARD);
    confirm();
    scene_type(&scene, "1.6");
    confirm();
    ck_sees(&scene, "1.6 is not it");
    ck_assert(stack_writing(scene.stack));
    scene_key(&scene, KEY_TAB);
    ck_sees(&scene, "Hint 1 of 2");
    scene_key(&scene, 'p' - 96);
    ck_sees(&scene, "Paused; the question is covered.");
}
END_TEST

START_TEST(a_challenge_keeps_what_is_half_done)
{
    start_challenge();
    scene_key(&scene, (unsigned)scene_letter(&scene, "gamma"));
    scene_key(&scene, (unsigned)scene_letter(&scene, "beta"));
    confirm();
    confirm();
    scene_type(&scene, "1.667");
    confirm();
    scene_key(&scene, CTRL_U);
    scene_type(&scene, "1.2");
    scene_wait(&scene, 1000);
    scene_send(&scene, EVENT_TICK);
    scene_restart(&scene);
    start_challenge();
    ck_sees(&scene, "1.667 is not it\n  That divides by n - 1.");
    scene_type(&scene, "5");
    confirm();
    ck_sees(&scene, "Right, after");
    check_logged("how-much", "answer", "1.25", GRADE_HARD);
}
END_TEST

TCase *response_asked_tests(void)
{
    TCase *tests = tcase_create("asked");
    tcase_add_test(tests, the_quiz_asks_every_kind);
    tcase_add_test(tests, a_wrong_answer_opens_what_refutes_it);
    tcase_add_test(tests, both_sides_are_computed_and_follow_the_demo);
    tcase_add_test(tests, help_has_both_sides_in_full);
    tcase_add_test(tests, what_is_not_computed_is_quoted);
    tcase_add_test(tests, a_wrong_number_without_a_name_is_told);
    tcase_add_test(tests, a_sentence_is_set_against_a_sentence);
    tcase_add_test(tests, an_order_is_told_by_what_it_swaps);
    tcase_add_test(tests, a_right_answer_claims_nothing);
    tcase_add_test(tests, the_clock_of_a_challenge_runs_on_while_a_demo_is_watched);
    tcase_add_test(tests, or_it_pauses_where_the_set_says_so);
    tcase_add_test(tests, a_challenge_asks_every_kind_and_gives_second_attempts);
    tcase_add_test(tests, a_challenge_keeps_what_is_half_done);
    return tests;
}
