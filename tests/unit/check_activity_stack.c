#include "check_activity.h"

#include "activity_support.h"

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

START_TEST(every_action_has_words_and_every_key_a_name)
{
    for (int action = ACTION_NONE + 1; action < ACTION_TEXT; action++) {
        const struct action_info *info = action_info((enum action)action);
        ck_assert_ptr_nonnull(info->name);
        ck_assert_uint_gt(strlen(info->label), 0);
        ck_assert_uint_gt(strlen(info->help), 0);
        for (int ascii = 0; ascii < 2; ascii++) {
            char name[16] = "";
            key_text(info->keys[0], ascii, name);
            ck_assert_uint_gt(strlen(name), 0);
        }
    }
    char name[16];
    key_text(CTRL_D, false, name);
    ck_assert_str_eq(name, "ctrl-d");
    key_text(KEY_UP_ARROW, false, name);
    ck_assert_str_eq(name, "↑");
    key_text(KEY_UP_ARROW, true, name);
    ck_assert_str_eq(name, "up");
    key_text('a', true, name);
    ck_assert_str_eq(name, "a");
}
END_TEST

START_TEST(rows_take_letters_and_digits_by_what_is_live)
{
    struct live_actions live = {0};
    unsigned index = 9;
    live_add_row(&live, ACTION_CHOOSE, NULL, 4);
    ck_assert_int_eq(live_resolve(&live, 'c', &index), ACTION_CHOOSE);
    ck_assert_uint_eq(index, 2);
    ck_assert_int_eq(live_resolve(&live, 'D', &index), ACTION_CHOOSE);
    ck_assert_int_eq(live_resolve(&live, 'e', &index), ACTION_NONE);
    ck_assert_int_eq(live_resolve(&live, '2', &index), ACTION_CHOOSE);
    ck_assert_uint_eq(index, 1);
    ck_assert_int_eq(live_resolve(&live, '0', &index), ACTION_NONE);
    live_add_row(&live, ACTION_GRADE, NULL, 4);
    ck_assert_int_eq(live_resolve(&live, '2', &index), ACTION_GRADE);
    ck_assert_int_eq(live_resolve(&live, '5', &index), ACTION_NONE);
    live.items[0].count = 12;
    ck_assert_int_eq(live_resolve(&live, 'i', &index), ACTION_NONE);
}
END_TEST

START_TEST(help_names_the_keys_of_the_moment)
{
    scene_open_plainly(&scene, &activity_study);
    unsigned page = stack_page(scene.stack);
    scene_key(&scene, '?');
    ck_assert_str_eq(scene.view.title, "Help · Study");
    ck_sees(&scene, "reveal, and say how well you knew it");
    ck_sees(&scene, "enter, space | reveal | open, answer, reveal, go on");
    ck_misses(&scene, "1-4 |");
    ck_assert_uint_ne(stack_page(scene.stack), page);
    scene_key(&scene, '3');
    ck_assert_str_eq(scene.view.title, "Help · Study");
    scene_key(&scene, 'q');
    ck_sees(&scene, "Front one?");
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, '?');
    ck_sees(&scene, "1-4 | grade |");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Back one");
    struct answers answers = scene_answers(&scene, -1);
    ck_assert_uint_eq(answers.count, 0);
    answers_release(&answers);
}
END_TEST

START_TEST(a_demo_is_opened_on_top_and_the_card_is_still_there)
{
    scene_open_plainly(&scene, &activity_study);
    scene_key(&scene, KEY_ENTER);
    scene_key(&scene, 'd');
    ck_assert_ptr_null(strstr(scene.view.title, "Study"));
    scene_key(&scene, KEY_ESCAPE);
    ck_sees(&scene, "Back one");
    ck_assert_str_eq(scene_label(&scene, ACTION_GRADE), "grade");
}
END_TEST

static int refuse(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                  struct err *err)
{
    (void)environment, (void)arguments, (void)event;
    *state = NULL;
    return err_set(err, ERR_IO, "cannot open this");
}

static const struct activity refusing = {.name = "refusing", .title = "Refusing", .summary = "", .help = "", .open = refuse};

static void push_refusing(void *state, enum action action, const struct event *event, struct reply *reply)
{
    (void)state, (void)event;
    if (action != ACTION_CONFIRM)
        return;
    reply->flags = REPLY_HANDLED | REPLY_PUSH;
    reply->push = &refusing;
}

START_TEST(what_cannot_be_opened_is_told_until_the_next_action)
{
    struct activity home = activity_home;
    home.on_action = push_refusing;
    scene_open_plainly(&scene, &home);
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "cannot open this");
    ck_assert_str_eq(scene.view.title, "bntutor");
    scene_key(&scene, KEY_DOWN_ARROW);
    ck_misses(&scene, "cannot open this");
    stack_free(&scene.stack);
    struct err err = {0};
    struct event event = scene_event(&scene, EVENT_TICK);
    struct arguments all = {.level = -1};
    ck_assert_int_eq(stack_new(&scene.stack, &scene.environment, &refusing, &all, &event, &err), ERR_IO);
    ck_assert_ptr_null(scene.stack);
}
END_TEST

START_TEST(quit_works_everywhere_and_text_means_keys)
{
    scene_open_plainly(&scene, &activity_study);
    scene_type(&scene, " 3");
    ck_sees(&scene, "Front two?");
    scene_key(&scene, CTRL_C);
    ck_assert(stack_done(scene.stack));
    ck_assert(!stack_event(scene.stack, &(struct event){.type = EVENT_KEY, .key = 'x'}));
    struct live_actions live = {0};
    stack_live(scene.stack, &live);
    ck_assert_uint_eq(live.count, 0);
    ck_assert_int_eq(stack_deadline(scene.stack), -1);
}
END_TEST

START_TEST(an_activity_is_found_by_name)
{
    ck_assert_ptr_eq(activity_find("study"), &activity_study);
    ck_assert_ptr_null(activity_find("home"));
    ck_assert_ptr_null(activity_find(""));
    for (size_t i = 0; activity_table[i]; i++) {
        const struct activity *activity = activity_table[i];
        ck_assert_ptr_eq(activity_find(activity->name), activity);
        ck_assert(activity->open && activity->close && activity->on_action && activity->view && activity->live);
        ck_assert_uint_gt(strlen(activity->help), 20);
        ck_assert_uint_le(strlen(activity->summary), 40);
    }
}
END_TEST

/* A learner who hits anything: every state that is reached keeps the rules that scene_look() checks. */
START_TEST(any_keys_in_any_order_are_survived)
{
    static const unsigned keys[] = {KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_DOWN_ARROW, KEY_UP_ARROW, KEY_RIGHT_ARROW,
                                    KEY_LEFT_ARROW, KEY_ESCAPE, KEY_TAB, KEY_BACKSPACE, KEY_HOME_KEY, KEY_END_KEY,
                                    KEY_PAGE_DOWN, CTRL_D, 'a', 'b', 'c', 'd', 'h', 'n', 'p', 'u', 'r', 't', 'x', '+', '-', '0',
                                    '1', '2', '3', '4', '?', ' ', 0x3c3, 0x10ffff};
    struct rng rng;
    rng_init(&rng, (uint64_t)_i + 1);
    scene_open_plainly(&scene, &activity_home);
    for (int step = 0; step < 1500; step++) {
        scene_wait(&scene, (int64_t)rng_below(&rng, 20000));
        uint64_t what = rng_below(&rng, 60);
        if (what == 0)
            scene_send(&scene, EVENT_TICK);
        else if (what == 1)
            scene_send(&scene, EVENT_SUSPENDED);
        else if (what == 2)
            scene_type(&scene, "zero\tmean \xff é");
        else
            scene_key(&scene, keys[rng_below(&rng, sizeof keys / sizeof *keys)]);
        if (stack_done(scene.stack))
            scene_open_plainly(&scene, &activity_home);
    }
    ck_assert_int_eq(store_rebuild(scene.environment.store, NULL), 0);
}
END_TEST

TCase *stack_tests(void)
{
    TCase *tests = tcase_create("stack");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_action_has_words_and_every_key_a_name);
    tcase_add_test(tests, rows_take_letters_and_digits_by_what_is_live);
    tcase_add_test(tests, help_names_the_keys_of_the_moment);
    tcase_add_test(tests, a_demo_is_opened_on_top_and_the_card_is_still_there);
    tcase_add_test(tests, what_cannot_be_opened_is_told_until_the_next_action);
    tcase_add_test(tests, quit_works_everywhere_and_text_means_keys);
    tcase_add_test(tests, an_activity_is_found_by_name);
    tcase_add_loop_test(tests, any_keys_in_any_order_are_survived, 0, 4);
    return tests;
}
