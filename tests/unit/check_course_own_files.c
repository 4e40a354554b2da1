/* A learner's own files beside a course. */
#include "check_course.h"

#include "base/paths.h"
#include "base/str.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TOPIC(id) "topic: " id "\ntitle: T\nsummary: S\n"
#define CARD(id) "cards:\n  - {id: " id ", level: beginner, front: f, back: b}\n"

struct fixture {
    char *directory;
    struct course *course;
    struct diagnostics diagnostics;
};

static void start(struct fixture *fixture)
{
    fixture->directory = scratch_make();
    diagnostics_init(&fixture->diagnostics);
}

/* The shipped course must come out in any case. */
static void load(struct fixture *fixture)
{
    struct err err;
    char *good = course_data("good");
    ck_assert_int_eq(course_load(&fixture->course, good, fixture->directory, &fixture->diagnostics, &err), 0);
    ck_assert_ptr_nonnull(course_item(fixture->course, "first-card"));
    ck_assert_str_eq(fixture->course->topics[0].id, "first");
    ck_assert_str_eq(fixture->course->topics[1].id, "second");
    free(good);
}

static void assert_said(const struct fixture *fixture, const char *message)
{
    char *text = printed(&fixture->diagnostics);
    ck_assert_msg(strstr(text, message) != NULL, "not said: %s\n%s", message, text);
    free(text);
}

static void end(struct fixture *fixture)
{
    course_free(&fixture->course);
    diagnostics_release(&fixture->diagnostics);
    scratch_remove(fixture->directory);
}

START_TEST(own_files_follow_in_the_order_of_their_names)
{
    struct fixture fixture;
    start(&fixture);
    directory_write(fixture.directory, "b.yaml", TOPIC("mine") "prerequisites: [second, later]\n" CARD("my-card"));
    directory_write(fixture.directory, "c.yaml", TOPIC("later") "prerequisites: [first]\n");
    directory_write(fixture.directory, "a.yaml", TOPIC("zero"));
    directory_write(fixture.directory, ".hidden.yaml", "nothing: here\n");
    directory_write(fixture.directory, "notes.txt", "nothing: here\n");
    load(&fixture);
    assert_no_messages(&fixture.diagnostics);
    ck_assert_uint_eq(fixture.course->topic_count, 5);
    ck_assert_str_eq(fixture.course->topics[2].id, "zero");
    ck_assert_str_eq(fixture.course->topics[3].id, "mine");
    ck_assert_ptr_eq(fixture.course->topics[3].prerequisites[1], &fixture.course->topics[4]);
    ck_assert_ptr_eq(course_item(fixture.course, "my-card")->topic, &fixture.course->topics[3]);
    end(&fixture);
}
END_TEST

START_TEST(a_faulty_file_is_left_out_whole)
{
    struct fixture fixture;
    start(&fixture);
    directory_write(fixture.directory, "a.yaml", TOPIC("bad") CARD("lost") "colour: red\n");
    directory_write(fixture.directory, "b.yaml", "topic: [unfinished\n");
    directory_write(fixture.directory, "c.yaml", TOPIC("good") CARD("kept"));
    load(&fixture);
    ck_assert_uint_eq(fixture.course->topic_count, 3);
    ck_assert_ptr_null(course_topic(fixture.course, "bad"));
    ck_assert_ptr_null(course_item(fixture.course, "lost"));
    ck_assert_ptr_nonnull(course_item(fixture.course, "kept"));
    ck_assert_uint_eq(fixture.diagnostics.error_count, 2);
    assert_said(&fixture, "a.yaml:6:1: error: unknown key 'colour'");
    assert_said(&fixture, "b.yaml:2:1: error:");
    end(&fixture);
}
END_TEST

START_TEST(an_id_of_the_course_is_not_replaced)
{
    struct fixture fixture;
    start(&fixture);
    directory_write(fixture.directory, "a.yaml", TOPIC("mine") CARD("first-card"));
    directory_write(fixture.directory, "b.yaml", TOPIC("second"));
    load(&fixture);
    ck_assert_uint_eq(fixture.course->topic_count, 2);
    ck_assert_str_eq(((const struct card *)course_item(fixture.course, "first-card"))->front, "What?");
    assert_said(&fixture, "a.yaml:5:10: error: the id 'first-card' is taken by the card in ");
    assert_said(&fixture, "b.yaml:1:8: error: the id 'second' is taken by the topic in ");
    end(&fixture);
}
END_TEST

START_TEST(of_two_equal_ids_the_first_file_wins)
{
    struct fixture fixture;
    start(&fixture);
    directory_write(fixture.directory, "a.yaml", TOPIC("bad") CARD("same") "colour: red\n");
    directory_write(fixture.directory, "b.yaml", TOPIC("one") CARD("same"));
    directory_write(fixture.directory, "c.yaml", TOPIC("two") CARD("same"));
    load(&fixture);
    ck_assert_str_eq(course_item(fixture.course, "same")->topic->id, "one");
    ck_assert_ptr_null(course_topic(fixture.course, "two"));
    assert_said(&fixture, "c.yaml:5:10: error: the id 'same' is taken by the card in ");
    end(&fixture);
}
END_TEST

START_TEST(what_builds_on_a_faulty_file_is_left_out_too)
{
    struct fixture fixture;
    start(&fixture);
    directory_write(fixture.directory, "a.yaml", TOPIC("third") "prerequisites: [fourth]\n");
    directory_write(fixture.directory, "b.yaml", TOPIC("fourth") "prerequisites: [fifth]\n");
    directory_write(fixture.directory, "c.yaml", TOPIC("fifth") "colour: red\n");
    directory_write(fixture.directory, "d.yaml", TOPIC("sixth") "prerequisites: [first]\n");
    load(&fixture);
    ck_assert_uint_eq(fixture.course->topic_count, 3);
    ck_assert_ptr_nonnull(course_topic(fixture.course, "sixth"));
    ck_assert_uint_eq(fixture.diagnostics.error_count, 3);
    assert_said(&fixture, "a.yaml:4:17: error: 'fourth' is left out because of the errors in ");
    end(&fixture);
}
END_TEST

START_TEST(a_circle_of_own_topics_is_left_out)
{
    struct fixture fixture;
    start(&fixture);
    directory_write(fixture.directory, "a.yaml", TOPIC("third") "prerequisites: [fourth]\n");
    directory_write(fixture.directory, "b.yaml", TOPIC("fourth") "prerequisites: [third]\n");
    directory_write(fixture.directory, "c.yaml", TOPIC("fifth"));
    load(&fixture);
    ck_assert_uint_eq(fixture.course->topic_count, 3);
    assert_said(&fixture, "b.yaml:4:17: error: prerequisites form a circle: third, fourth, third\n");
    end(&fixture);
}
END_TEST

START_TEST(what_is_no_file_is_refused_without_waiting)
{
    struct fixture fixture;
    start(&fixture);
    char *pipe_path = paths_join(fixture.directory, "a.yaml"), *folder = paths_join(fixture.directory, "b.yaml");
    ck_assert_int_eq(mkfifo(pipe_path, 0600), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    directory_write(fixture.directory, "c.yml", "");
    load(&fixture);
    ck_assert_uint_eq(fixture.course->topic_count, 2);
    assert_said(&fixture, "/a.yaml': not a regular file\n");
    assert_said(&fixture, "/b.yaml': not a regular file\n");
    assert_said(&fixture, "/c.yml: warning: only files whose name ends in .yaml are loaded\n");
    free(pipe_path), free(folder);
    end(&fixture);
}
END_TEST

START_TEST(no_directory_is_no_mistake)
{
    struct fixture fixture;
    start(&fixture);
    char *existing = fixture.directory;
    fixture.directory = paths_join(existing, "nowhere");
    load(&fixture);
    assert_no_messages(&fixture.diagnostics);
    free(fixture.directory);
    fixture.directory = existing;
    end(&fixture);
}
END_TEST

START_TEST(a_long_chain_of_topics_needs_no_stack)
{
    struct fixture fixture;
    start(&fixture);
    for (int i = 0; i < 2000; i++) {
        char *name = str_print("%04d.yaml", i);
        char *text = str_print(TOPIC("t-%d") "prerequisites: [t-%d]\n", i, i + 1);
        directory_write(fixture.directory, name, text);
        free(name), free(text);
    }
    directory_write(fixture.directory, "last.yaml", TOPIC("t-2000") "prerequisites: [t-0]\n");
    load(&fixture);
    ck_assert_uint_eq(fixture.course->topic_count, 2);
    ck_assert_uint_ge(fixture.diagnostics.error_count, 2001);
    end(&fixture);
}
END_TEST

TCase *course_own_files_tests(void)
{
    TCase *tests = tcase_create("own files");
    tcase_add_test(tests, own_files_follow_in_the_order_of_their_names);
    tcase_add_test(tests, a_faulty_file_is_left_out_whole);
    tcase_add_test(tests, an_id_of_the_course_is_not_replaced);
    tcase_add_test(tests, of_two_equal_ids_the_first_file_wins);
    tcase_add_test(tests, what_builds_on_a_faulty_file_is_left_out_too);
    tcase_add_test(tests, a_circle_of_own_topics_is_left_out);
    tcase_add_test(tests, what_is_no_file_is_refused_without_waiting);
    tcase_add_test(tests, no_directory_is_no_mistake);
    tcase_add_test(tests, a_long_chain_of_topics_needs_no_stack);
    return tests;
}
