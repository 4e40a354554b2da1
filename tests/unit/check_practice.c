/* Practice: fresh numbers, the weakest mistake first, and a log from which every question can be shown again. */
#include "activity/practice_choice.h"
#include "activity_support.h"
#include "experiment/exercise.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct scene scene;

static void set_up(void)
{
    scene_init_with(&scene, "practice");
}

static void tear_down(void)
{
    scene_release(&scene);
}

/* The place of the option by this mistake, or of the right one with NULL, in the question that is shown; 4 if it is not offered. */
static size_t place_of(const struct made_question *made, const char *mistake)
{
    char text[64];
    for (size_t i = 0; i < EXERCISE_OPTIONS; i++) {
        const struct option *option = &made->question.options[i];
        const char *name = option->misconception;
        if (mistake ? !name || strcmp(name, mistake) != 0 : name != NULL)
            continue;
        snprintf(text, sizeof text, "%s", option->text);
        return (size_t)(scene_letter(&scene, text) - 'a');
    }
    return EXERCISE_OPTIONS;
}

/* The exercise on the screen, as its stem tells. */
static const struct exercise *shown(void)
{
    static const char *const names[] = {"first", "second", "third"}, *const stems[] = {"First: ", "Second: ", "Third: "};
    for (size_t i = 0; i < 3; i++)
        if (scene_sees(&scene, stems[i]))
            return course_exercise(scene.course, names[i]);
    return NULL;
}

static void open_with(struct arguments arguments)
{
    rng_init(&scene.environment.rng, 5);
    scene_open(&scene, &activity_practice, &arguments);
}

/* Answers by the mistake, or rightly with NULL; `rng` runs beside the environment's. */
static void answer(struct rng *rng, const char *mistake)
{
    struct made_question made;
    ck_assert_int_eq(exercise_make(shown(), rng_next(rng), &made, NULL), 0);
    ck_sees(&scene, made.question.stem);
    size_t place = place_of(&made, mistake);
    ck_assert_uint_lt(place, EXERCISE_OPTIONS);
    scene_key(&scene, (unsigned)('1' + place));
    made_question_release(&made);
}

static struct rng start(struct arguments arguments)
{
    struct rng rng;
    rng_init(&rng, 5);
    open_with(arguments);
    return rng;
}

START_TEST(a_miss_is_named_and_logged_with_its_seed)
{
    struct rng rng = start((struct arguments){.level = -1});
    ck_assert_str_eq(shown()->item.id, "first");
    answer(&rng, "swapped");
    ck_sees(&scene, "You took the other convention.");
    ck_sees(&scene, "Kept in mind as: swapped.");
    ck_assert_str_eq(scene.view.status, "0 of 1 right");
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_str_eq(answers.items[0].item, "first");
    ck_assert(!answers.items[0].right);
    ck_assert_int_eq(answers.items[0].grade, GRADE_AGAIN);
    char *mistake = store_json_value(scene.environment.store, answers.items[0].detail, "misconception");
    ck_assert_str_eq(mistake, "swapped");
    free(mistake);
    struct made_question made;
    ck_assert_int_eq(exercise_make(course_exercise(scene.course, "first"), answers.items[0].seed, &made, NULL), 0);
    ck_sees(&scene, made.question.stem);
    made_question_release(&made);
    answers_release(&answers);
}
END_TEST

START_TEST(the_mistake_that_was_made_comes_back_first)
{
    struct rng rng = start((struct arguments){.level = -1});
    answer(&rng, "swapped");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(shown()->item.id, "third");
    ck_sees(&scene, "A mistake of yours comes back here.");
    answer(&rng, NULL);
    ck_assert_str_eq(scene.view.status, "1 of 2 right");
    scene_restart(&scene);
    open_with((struct arguments){.level = -1});
    ck_assert_str_eq(shown()->item.id, "first");
    ck_sees(&scene, "A mistake of yours comes back here.");
}
END_TEST

START_TEST(right_answers_let_it_fade)
{
    struct rng rng = start((struct arguments){.level = -1});
    answer(&rng, "swapped");
    for (int i = 0; i < 3; i++) {
        scene_key(&scene, KEY_ENTER);
        answer(&rng, NULL);
    }
    struct practice_choice choice;
    const struct weakness *reason;
    const struct arguments all = {.level = -1};
    ck_assert_int_eq(practice_choice_init(&choice, &scene.environment, &all, NULL), 0);
    practice_choose(&choice, &reason);
    ck_assert_ptr_null(reason);
    practice_choice_release(&choice);
}
END_TEST

START_TEST(a_miss_in_the_quiz_counts_too)
{
    scene_open_plainly(&scene, &activity_quiz);
    scene_key(&scene, (unsigned)(scene_letter(&scene, "no") - 'a' + '1'));
    struct practice_choice choice;
    const struct weakness *reason;
    const struct arguments all = {.level = -1};
    ck_assert_int_eq(practice_choice_init(&choice, &scene.environment, &all, NULL), 0);
    ck_assert_str_eq(practice_choose(&choice, &reason)->item.id, "first");
    ck_assert_ptr_nonnull(reason);
    ck_assert_str_eq(reason->name, "swapped");
    ck_assert_str_eq(practice_choose(&choice, &reason)->item.id, "third");
    practice_choice_release(&choice);
}
END_TEST

START_TEST(without_misses_all_come_in_turn)
{
    struct rng rng = start((struct arguments){.level = -1});
    const char *const order[] = {"first", "second", "third", "first", "second"};
    for (size_t i = 0; i < 5; i++) {
        ck_assert_str_eq(shown()->item.id, order[i]);
        answer(&rng, NULL);
        scene_key(&scene, KEY_ENTER);
    }
}
END_TEST

START_TEST(level_topic_and_limit_narrow_it_down)
{
    struct rng rng = start((struct arguments){.level = LEVEL_EXPERT, .limit = 2});
    for (int i = 0; i < 2; i++) {
        ck_assert_str_eq(shown()->item.id, "second");
        answer(&rng, i ? NULL : "once");
        scene_key(&scene, KEY_ENTER);
    }
    ck_sees(&scene, "1 of 2 right");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "finish");
    open_with((struct arguments){.level = -1, .topic = course_topic(scene.course, "empty")});
    ck_sees(&scene, "There are no exercises here.");
    ck_assert_ptr_null(scene_label(&scene, ACTION_CONFIRM));
}
END_TEST

START_TEST(whoever_leaves_sees_what_it_came_to)
{
    struct rng rng = start((struct arguments){.level = LEVEL_EXPERT});
    for (int i = 0; i < 3; i++) {
        answer(&rng, i ? "once" : NULL);
        scene_key(&scene, KEY_ENTER);
    }
    scene_key(&scene, 'q');
    ck_sees(&scene, "1 of 3 right");
    ck_sees(&scene, "in less than a minute");
    ck_sees(&scene, "Missed; these come back first:");
    ck_sees(&scene, "(once, 2 times)");
    ck_assert_str_eq(scene_label(&scene, ACTION_CONFIRM), "finish");
    scene_key(&scene, 'q');
    ck_assert(stack_done(scene.stack));
}
END_TEST

START_TEST(the_demo_has_the_numbers_of_the_question)
{
    struct rng rng = start((struct arguments){.level = -1});
    ck_assert_ptr_null(scene_label(&scene, ACTION_DEMO));
    scene_key(&scene, 'h');
    ck_sees(&scene, "Hint 1 of 1");
    answer(&rng, NULL);
    scene_key(&scene, 'd');
    ck_assert_ptr_nonnull(strstr(scene.view.title, "Demo"));
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "is right");
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_int_eq(answers.items[0].hints, 1);
    answers_release(&answers);
}
END_TEST

START_TEST(nothing_is_lost_on_a_full_disk)
{
    struct rng rng = start((struct arguments){.level = -1});
    disk_full(true);
    answer(&rng, NULL);
    ck_sees(&scene, "Not saved");
    disk_full(false);
    scene_key(&scene, 'r');
    ck_misses(&scene, "Not saved");
    struct answers answers = scene_answers(&scene, ANSWER_CHOICE);
    ck_assert_uint_eq(answers.count, 1);
    answers_release(&answers);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("practice");
    TCase *tests = tcase_create("practice");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_miss_is_named_and_logged_with_its_seed);
    tcase_add_test(tests, the_mistake_that_was_made_comes_back_first);
    tcase_add_test(tests, right_answers_let_it_fade);
    tcase_add_test(tests, a_miss_in_the_quiz_counts_too);
    tcase_add_test(tests, without_misses_all_come_in_turn);
    tcase_add_test(tests, whoever_leaves_sees_what_it_came_to);
    tcase_add_test(tests, level_topic_and_limit_narrow_it_down);
    tcase_add_test(tests, the_demo_has_the_numbers_of_the_question);
    tcase_add_test(tests, nothing_is_lost_on_a_full_disk);
    suite_add_tcase(suite, tests);
    return suite;
}
