#include "activity/browse/list.h"
#include "activity/reload.h"
#include "activity_support.h"
#include "base/mem.h"
#include "base/paths.h"
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct scene scene;

static void setup(void)
{
    scene_init(&scene);
    scene_open_plainly(&scene, &activity_browse);
}

static void teardown(void)
{
    scene_release(&scene);
}

static void find(const char *words)
{
    scene_key(&scene, '/');
    scene_type(&scene, words);
    scene_key(&scene, KEY_ENTER);
}

/* The same in browsing that has just been opened. */
static void find_anew(const char *words)
{
    scene_open_plainly(&scene, &activity_browse);
    find(words);
}

static struct item_state state_of(const char *item)
{
    struct item_state state;
    ck_assert_int_eq(store_state(scene.environment.store, item, &state, NULL), 0);
    return state;
}

static void grade(const char *item, enum grade grade, int days)
{
    char name[64];
    snprintf(name, sizeof name, "%s", item);
    struct answer answer = {.kind = ANSWER_GRADE,
                            .item = name,
                            .at = START_MS - days * DAY_MS,
                            .grade = grade,
                            .attempts = 1,
                            .right = grade > GRADE_AGAIN};
    ck_assert_int_eq(store_record(scene.environment.store, &answer, NULL, NULL, NULL), 0);
}

START_TEST(all_items_are_listed_page_by_page)
{
    ck_assert_str_eq(scene.view.status, "15 of 15");
    ck_assert_str_eq(scene.view.title, "Browse");
    ck_sees(&scene, "| card | new |");
    ck_sees(&scene, "| note |");
    ck_sees(&scene, "| prompt | new |");
}
END_TEST

START_TEST(words_narrow_the_list_as_they_are_typed)
{
    scene_key(&scene, '/');
    ck_assert(stack_writing(scene.stack));
    scene_type(&scene, "a");
    scene_type(&scene, "xes of the MEAN");
    ck_sees(&scene, "Find: {axes of the MEAN|}");
    ck_sees(&scene, "  Axes of the mean | question | new");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "> Axes of the mean | question | new");
    scene_key(&scene, '/');
    scene_key(&scene, KEY_ESCAPE); /* takes the search back */
    ck_assert_str_eq(scene.view.status, "15 of 15");
    find("\303\201xes \303\211" "an"); /* Áxes Éan */
    ck_sees(&scene, "Axes of the mean | question | new");
    find("no such words");
    ck_sees(&scene, "Nothing matches.");
    ck_assert(!stack_writing(scene.stack));
}
END_TEST

START_TEST(filters_narrow_by_topic_kind_and_state)
{
    scene_key(&scene, '+');
    ck_sees(&scene, "topic First topic");
    scene_key(&scene, KEY_TAB);
    scene_key(&scene, '-');
    ck_sees(&scene, "kind exercise");
    for (int i = 0; i < 3; i++)
        scene_key(&scene, '-');
    ck_sees(&scene, "kind question");
    ck_assert_str_eq(scene.view.status, "3 of 15");
    scene_key(&scene, KEY_TAB);
    scene_key(&scene, '+');
    scene_key(&scene, '+');
    ck_sees(&scene, "state learning");
    ck_sees(&scene, "Nothing matches.");
}
END_TEST

START_TEST(a_preview_has_both_sides)
{
    find("axes of the mean");
    scene_key(&scene, KEY_ENTER);
    ck_assert_str_eq(scene.view.title, "Browse · question");
    ck_sees(&scene, "✓ over N, H and W");
    ck_sees(&scene, "Explanation");
    scene_key(&scene, KEY_ESCAPE);
    ck_assert_str_eq(scene.view.title, "Browse");
}
END_TEST

START_TEST(what_is_done_is_logged_and_can_be_undone)
{
    grade("card-one", GRADE_EASY, 3);
    scene_open_plainly(&scene, &activity_browse);
    find("card-one");
    scene_key(&scene, 's');
    ck_assert(state_of("card-one").suspended);
    ck_sees(&scene, "| card | suspended |");
    ck_assert_ptr_null(scene_label(&scene, ACTION_BURY));
    scene_key(&scene, 'f');
    ck_assert_int_eq(state_of("card-one").flag, 1);
    ck_sees(&scene, "suspended, flagged");
    scene_key(&scene, 's');
    ck_assert(!state_of("card-one").suspended);
    scene_key(&scene, 'b');
    ck_sees(&scene, "| card | buried, flagged |");
    scene_key(&scene, 'r');
    ck_assert_int_eq(scene_memory(&scene, "card-one").phase, PHASE_NEW);
    for (int i = 0; i < 5; i++)
        scene_key(&scene, 'u');
    ck_assert(scene_label(&scene, ACTION_UNDO) == NULL); /* what was graded before is not taken back here */
    struct item_state state = state_of("card-one");
    ck_assert(!state.suspended && !state.flag && !state.buried_until);
    ck_assert_int_eq(scene_memory(&scene, "card-one").phase, PHASE_REVIEW);
    ck_misses(&scene, "flagged");
}
END_TEST

/* What was forgotten by mistake comes back another day too: the item itself knows what was done with it last. */
START_TEST(what_was_done_before_can_be_undone_on_the_item)
{
    grade("card-one", GRADE_EASY, 3);
    find_anew("card-one");
    scene_key(&scene, 'r');
    find_anew("card-seven");
    scene_key(&scene, 's');
    find_anew("card-two");
    ck_assert_ptr_null(scene_label(&scene, ACTION_UNDO));
    find_anew("card-one");
    ck_assert_str_eq(scene_label(&scene, ACTION_UNDO), "undo 'forget'");
    scene_key(&scene, 'u');
    ck_sees(&scene, "Taken back.");
    ck_assert_int_eq(scene_memory(&scene, "card-one").phase, PHASE_REVIEW);
    ck_assert_ptr_null(scene_label(&scene, ACTION_UNDO)); /* a grade is not taken back here */
    find_anew("card-seven");
    ck_assert_str_eq(scene_label(&scene, ACTION_UNDO), "undo 'suspend'");
}
END_TEST

START_TEST(undo_goes_to_the_item_that_was_changed)
{
    scene_key(&scene, 'G');
    char *last = mem_string(scene_selected(&scene));
    scene_key(&scene, 's');
    scene_key(&scene, 'g');
    ck_assert_str_eq(scene_label(&scene, ACTION_UNDO), "undo 'suspend'");
    scene_key(&scene, 'u');
    ck_sees(&scene, "Taken back.");
    ck_assert_str_eq(scene_selected(&scene), last);
    ck_assert_ptr_null(scene_label(&scene, ACTION_UNDO));
    free(last);
}
END_TEST

/* Nothing that is said or written above the list moves it. */
START_TEST(the_list_stays_where_it_is)
{
    static const unsigned keys[] = {'s', 'u', 'f', '/', KEY_ENTER};
    scene_key(&scene, 'G');
    size_t above = scene.view.count;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        scene_key(&scene, keys[i]);
        ck_assert_uint_eq(scene.view.count, above);
    }
    scene_key(&scene, KEY_ENTER);
    above = scene.view.count;
    scene_key(&scene, 's');
    ck_sees(&scene, "u undoes that");
    ck_assert_uint_eq(scene.view.count, above);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
    find("card-one");
    disk_full(true);
    scene_key(&scene, 's');
    disk_full(false);
    ck_misses(&scene, "Suspended:");
    ck_assert(!state_of("card-one").suspended);
    ck_assert(scene_label(&scene, ACTION_UNDO) == NULL);
}
END_TEST

START_TEST(a_leech_is_sent_to_what_it_builds_on)
{
    grade("card-seven", GRADE_EASY, 100);
    for (int i = 0; i < LEECH_LAPSES; i++) {
        grade("card-seven", GRADE_AGAIN, 90 - 4 * i);
        grade("card-seven", GRADE_EASY, 89 - 4 * i);
    }
    scene_open_plainly(&scene, &activity_browse);
    find("card-seven");
    ck_sees(&scene, "leech");
    ck_assert_str_eq(scene_label(&scene, ACTION_BASICS), "what it builds on");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "It does not stick. Read \"First topic\" again");
    scene_key(&scene, 'o');
    ck_assert_ptr_nonnull(strstr(scene.view.title, "Notes"));
    scene_key(&scene, 'q');
    scene_key(&scene, 'q');
    ck_assert_ptr_nonnull(strstr(scene.view.title, "Browse"));
}
END_TEST

START_TEST(an_item_can_be_named_to_begin_with)
{
    const struct arguments arguments = {.level = -1, .item = course_item(scene.course, "axes")};
    scene_open(&scene, &activity_browse, &arguments);
    ck_assert_str_eq(scene.view.title, "Browse · question");
    ck_sees(&scene, "Axes of the mean");
}
END_TEST

static void write_own(const char *level, const char *back)
{
    char path[128];
    snprintf(path, sizeof path, "%s/own/mine.yaml", scene.folder);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fprintf(file,
            "topic: mine\ntitle: My own\nsummary: Mine.\ncards:\n  - id: mine-1\n    level: %s\n    front: Whose is it?\n"
            "    back: %s\n    sources: [me]\n",
            level, back);
    fclose(file);
}

START_TEST(an_own_item_is_edited_and_its_file_checked)
{
    char own[96];
    struct str messages;
    struct err err = {0};
    snprintf(own, sizeof own, "%s/own", scene.folder);
    ck_assert_int_eq(paths_make_directory(own, &err), 0);
    write_own("beginner", "Yours.");
    const char *top = getenv("abs_top_srcdir");
    char *content = str_print("%s/tests/data/activity", top ? top : ".");
    scene.environment.content = content;
    scene.environment.own_courses = own;
    str_init(&messages);
    ck_assert_msg(reload_course(&scene.environment, own, &messages, &err) == 0, "%s %s", err.text, messages.text);
    scene_open_plainly(&scene, &activity_browse);
    find("card-one");
    ck_assert_ptr_null(scene_label(&scene, ACTION_EDIT));
    find("");
    scene_key(&scene, KEY_ESCAPE);
    scene_open_plainly(&scene, &activity_browse);
    find("mine-1");
    struct position place;
    scene_key(&scene, 'e');
    ck_assert(stack_take_edit(scene.stack, &place));
    ck_assert_ptr_nonnull(strstr(place.file, "/own/mine.yaml"));
    ck_assert_uint_eq(place.line, 5);
    ck_assert(!stack_take_edit(scene.stack, &place));
    write_own("beginer", "Mine.");
    scene_send(&scene, EVENT_RETURNED);
    ck_sees(&scene, "The file has mistakes");
    ck_sees(&scene, "line 6: error: 'beginer' is no level");
    ck_sees(&scene, "> Whose is it? | card | new");
    scene_key(&scene, 'e');
    ck_assert(stack_take_edit(scene.stack, &place));
    write_own("beginner", "Mine.");
    scene_send(&scene, EVENT_RETURNED);
    ck_sees(&scene, "The course is loaded anew.");
    scene_key(&scene, KEY_ENTER);
    ck_sees(&scene, "Mine.");
    stack_free(&scene.stack);
    for (size_t i = 0; i < scene.environment.reloaded.count; i++)
        course_free(&scene.environment.reloaded.items[i]);
    free(scene.environment.reloaded.items);
    free(content);
    str_release(&messages);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("browse");
    TCase *tests = tcase_create("browse");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, all_items_are_listed_page_by_page);
    tcase_add_test(tests, words_narrow_the_list_as_they_are_typed);
    tcase_add_test(tests, filters_narrow_by_topic_kind_and_state);
    tcase_add_test(tests, a_preview_has_both_sides);
    tcase_add_test(tests, what_is_done_is_logged_and_can_be_undone);
    tcase_add_test(tests, what_was_done_before_can_be_undone_on_the_item);
    tcase_add_test(tests, undo_goes_to_the_item_that_was_changed);
    tcase_add_test(tests, the_list_stays_where_it_is);
    tcase_add_test(tests, a_full_disk_is_told);
    tcase_add_test(tests, a_leech_is_sent_to_what_it_builds_on);
    tcase_add_test(tests, an_item_can_be_named_to_begin_with);
    tcase_add_test(tests, an_own_item_is_edited_and_its_file_checked);
    suite_add_tcase(suite, tests);
    return suite;
}
