/* What is asked in sittings: cards of every kind, predictions, reviews of everything; grades that are overridden, and confidence. */
#include "activity/sitting/sitting.h"
#include "activity_support.h"
#include "runner.h"
#include "store/state.h"

#include <string.h>

static struct scene scene;

static void set_up(void)
{
    scene_init_with(&scene, "kinds");
}

static void tear_down(void)
{
    scene_release(&scene);
}

START_TEST(gaps_are_filled_in_place)
{
    scene_open_plainly(&scene, &activity_study);
    ck_sees(&scene, "divides by […], the running one by [one less?].");
    ck_sees(&scene, "unbiased=[…]");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "divides by n, the running one by n - 1.");
    ck_sees(&scene, "unbiased=False");
    ck_misses(&scene, "[…]");
    ck_misses(&scene, "Answer");
    ck_sees(&scene, "1 again 1 min");
}
END_TEST

START_TEST(a_dispute_shows_both_sides_and_why)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '3');
    ck_sees(&scene, "Why does batch normalization help?");
    ck_misses(&scene, "sigmoids");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Answer\nIt is disputed.");
    ck_sees(&scene, "Networks with sigmoids learned only with it.");
    ck_sees(&scene, "Santurkar et al. 2018");
    ck_sees(&scene, "why it is not settled\nBoth go together");
    ck_sees(&scene, "Grade it yourself: good for that it is disputed and why");
}
END_TEST

START_TEST(a_prediction_is_made_then_watched_and_remembered)
{
    scene_open_plainly(&scene, &activity_predict);
    ck_assert_str_eq(scene.view.status, "prediction 1 of 1");
    ck_assert(stack_writing(scene.stack));
    ck_assert_ptr_null(scene_label(&scene, ACTION_DEMO));
    scene_type(&scene, "-1.2");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "-1.2 is not it\n  The root of the variance divides.");
    ck_sees(&scene, "Counts as again: back in 1 min.");
    struct answers answers = scene_answers(&scene, ANSWER_PREDICT);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_str_eq(answers.items[0].item, "predict-middle");
    ck_assert_int_eq(answers.items[0].grade, GRADE_AGAIN);
    answers_release(&answers);
    ck_assert_int_eq(scene_memory(&scene, "predict-middle").repetitions, 1);
    scene_key(&scene, 'd');
    ck_assert_str_eq(stack_activity(scene.stack)->name, "demo");
    scene_key(&scene, KEY_ESCAPE);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "0 of 1 right");
    ck_sees(&scene, "• The first of four");
}
END_TEST

static void answer_first_question(void)
{
    scene_open_plainly(&scene, &activity_quiz);
    scene_key(&scene, (unsigned)scene_letter(&scene, "gamma"));
    scene_key(&scene, (unsigned)scene_letter(&scene, "beta"));
    scene_key(&scene, KEY_ENTER);
}

START_TEST(the_learner_overrides_a_grade)
{
    answer_first_question();
    ck_sees(&scene, "Counts as good: back in 10 min.");
    scene_key(&scene, '4');
    ck_sees(&scene, "Counts as easy: back in 8 d.");
    ck_assert_int_eq(scene_memory(&scene, "which-learn").phase, PHASE_REVIEW);
    scene_key(&scene, '1');
    ck_sees(&scene, "Counts as again: back in 1 min.");
    ck_assert_int_eq(scene_memory(&scene, "which-learn").repetitions, 1);
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_int_eq(answers.items[0].grade, GRADE_AGAIN);
    ck_assert(answers.items[0].right);
    answers_release(&answers);
}
END_TEST

START_TEST(an_override_that_cannot_be_saved_is_tried_again)
{
    answer_first_question();
    disk_full(true);
    scene_key(&scene, '2');
    ck_sees(&scene, "Not saved: ");
    ck_sees(&scene, "Counts as good");
    disk_full(false);
    scene_key(&scene, 'r');
    ck_sees(&scene, "Counts as hard");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "question 2 of 4");
}
END_TEST

START_TEST(a_question_is_asked_again_after_an_undo)
{
    answer_first_question();
    scene_key(&scene, 'u'); /* not below a verdict */
    ck_sees(&scene, "Counts as good");
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, "1.25");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.status, "question 3 of 4");
    scene_key(&scene, 'u');
    ck_assert_str_eq(scene.view.status, "question 2 of 4");
    ck_sees(&scene, "Your number: {|}");
    ck_assert_int_eq(scene_memory(&scene, "how-much").repetitions, 0);
}
END_TEST

START_TEST(confidence_is_asked_before_the_verdict)
{
    answer_first_question();
    ck_misses(&scene, "How sure are you?");
    scene_key(&scene, 'c');
    scene_key(&scene, KEY_ENTER);
    scene_type(&scene, "1.667");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "How sure are you?   1 50 %");
    ck_misses(&scene, "is not it");
    ck_assert(!stack_writing(scene.stack));
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(answers.count, 1);
    answers_release(&answers);
    scene_key(&scene, '5');
    ck_sees(&scene, "is not it");
    answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(answers.count, 2);
    ck_assert_int_eq(answers.items[1].confidence, 90);
    answers_release(&answers);
    scene_key(&scene, 'c');
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, KEY_ENTER);
    ck_misses(&scene, "How sure are you?");
}
END_TEST

START_TEST(quick_and_sure_is_easy)
{
    ck_assert_int_eq(task_turn_sure(&scene.environment, NULL), 0);
    answer_first_question();
    scene_key(&scene, '6');
    ck_sees(&scene, "Counts as easy");
    scene_key(&scene, KEY_ENTER);
    scene_wait(&scene, MINUTE_MS);
    scene_type(&scene, "1.25");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '6');
    ck_sees(&scene, "Counts as good");
}
END_TEST

START_TEST(a_card_asks_for_confidence_before_it_is_turned)
{
    ck_assert_int_eq(task_turn_sure(&scene.environment, NULL), 0);
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "How sure are you?");
    ck_sees(&scene, "[…]");
    scene_key(&scene, '3');
    ck_misses(&scene, "[…]");
    scene_key(&scene, '3');
    struct answers answers = scene_answers(&scene, ANSWER_GRADE);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_int_eq(answers.items[0].confidence, 70);
    ck_assert_int_eq(answers.items[0].grade, GRADE_GOOD);
    answers_release(&answers);
}
END_TEST

/* Does whatever is asked, rightly or not; true if there was something. */
static bool do_one(void)
{
    const char *label = scene_label(&scene, ACTION_CONFIRM);
    if (scene_label(&scene, ACTION_SUBMIT)) {
        scene_type(&scene, "It divides by zero otherwise; added to the variance.");
        scene_key(&scene, CTRL_D);
        scene_key(&scene, 'n');
    } else if (!label) {
        return false;
    } else if (strcmp(label, "reveal") == 0) {
        scene_key(&scene, KEY_ENTER);
        scene_key(&scene, '4');
        return true;
    } else if (strcmp(label, "answer") == 0) {
        if (stack_writing(scene.stack))
            scene_type(&scene, "1,8");
        else if (scene_label(&scene, ACTION_TOGGLE))
            scene_key(&scene, ' ');
        scene_key(&scene, KEY_ENTER);
    }
    ck_sees(&scene, "Counts as ");
    scene_key(&scene, '4');
    scene_key(&scene, KEY_ENTER);
    return true;
}

START_TEST(a_review_asks_everything)
{
    scene_open_plainly(&scene, &activity_review);
    ck_sees(&scene, "(0.00) 0 of 8 done");
    ck_sees(&scene, "Kinds · new · ");
    for (int i = 0; i < 8; i++)
        ck_assert(do_one());
    static const char *const items[] = {"gaps", "disputed", "which-learn", "how-much", "which-way", "what-shape", "predict-middle",
                                        "why-epsilon"};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        ck_assert_msg(scene_memory(&scene, items[i]).repetitions >= 1, "%s", items[i]);
    ck_sees(&scene, "Done for now");
    ck_sees(&scene, "8 items in");
    ck_sees(&scene, "easy 8");
    ck_sees(&scene, "Nothing more is due now; 8 will come back by themselves.");
}
END_TEST

START_TEST(a_review_says_why_an_item_comes)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '4');
    stack_free(&scene.stack);
    scene_wait(&scene, 12 * DAY_MS);
    scene_restart(&scene);
    scene_open_plainly(&scene, &activity_review);
    for (int i = 0; i < 8 && !scene_sees(&scene, "fading at"); i++)
        do_one();
    ck_sees(&scene, "Kinds · fading at 8");
    ck_sees(&scene, "divides by […]");
}
END_TEST

START_TEST(what_is_suspended_is_not_asked)
{
    char item[] = "predict-middle";
    struct answer suspend = {.kind = ANSWER_SUSPEND, .item = item, .at = START_MS};
    ck_assert_int_eq(store_record(scene.environment.store, &suspend, NULL, NULL, NULL), 0);
    scene_open_plainly(&scene, &activity_predict);
    ck_sees(&scene, "There are no predictions here.");
    scene_open_plainly(&scene, &activity_review);
    ck_sees(&scene, "0 of 7 done");
}
END_TEST

START_TEST(a_review_takes_an_answer_back)
{
    scene_open_plainly(&scene, &activity_review);
    const char *label;
    while (!(label = scene_label(&scene, ACTION_CONFIRM)) || strcmp(label, "reveal") != 0)
        ck_assert(do_one());
    bool gaps = scene_sees(&scene, "[…]");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '1');
    ck_assert_str_eq(scene.view.status, "1 comes again");
    while (!scene_label(&scene, ACTION_UNDO))
        ck_assert(do_one());
    scene_key(&scene, 'u');
    ck_sees(&scene, "1 again");
    if (gaps)
        ck_sees(&scene, "divides by n,");
}
END_TEST

START_TEST(exercises_come_back_with_other_numbers)
{
    scene_release(&scene);
    scene_init_with(&scene, "practice");
    scene_open_plainly(&scene, &activity_review);
    size_t exercises = 0;
    while (do_one())
        continue;
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    for (size_t i = 0; i < answers.count; i++) {
        exercises += course_exercise(scene.course, answers.items[i].item) != NULL;
        ck_assert_int_eq(scene_memory(&scene, answers.items[i].item).repetitions, 1);
    }
    ck_assert_uint_ge(exercises, 3);
    answers_release(&answers);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("tasks");
    TCase *tests = tcase_create("tasks");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, gaps_are_filled_in_place);
    tcase_add_test(tests, a_dispute_shows_both_sides_and_why);
    tcase_add_test(tests, a_prediction_is_made_then_watched_and_remembered);
    tcase_add_test(tests, the_learner_overrides_a_grade);
    tcase_add_test(tests, an_override_that_cannot_be_saved_is_tried_again);
    tcase_add_test(tests, a_question_is_asked_again_after_an_undo);
    tcase_add_test(tests, confidence_is_asked_before_the_verdict);
    tcase_add_test(tests, quick_and_sure_is_easy);
    tcase_add_test(tests, a_card_asks_for_confidence_before_it_is_turned);
    tcase_add_test(tests, a_review_asks_everything);
    tcase_add_test(tests, a_review_says_why_an_item_comes);
    tcase_add_test(tests, what_is_suspended_is_not_asked);
    tcase_add_test(tests, a_review_takes_an_answer_back);
    tcase_add_test(tests, exercises_come_back_with_other_numbers);
    suite_add_tcase(suite, tests);
    return suite;
}
