/* Courses that are kept as they were checked last. */
#include "check_course.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "course/cache.h"
#include "course/cache_file.h"
#include "course/image.h"
#include "scratch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TOPIC(id) "topic: " id "\ntitle: T\nsummary: S\n"
#define CARD(id) "cards:\n  - {id: " id ", level: beginner, front: f, back: b}\n"

struct fixture {
    char *content, *own, *kept;
    struct cache cache;
    struct course *course;
    struct diagnostics diagnostics;
};

static void start(struct fixture *fixture)
{
    *fixture = (struct fixture){.content = scratch_make(), .own = scratch_make(), .kept = scratch_make()};
    fixture->cache.directory = fixture->kept;
    directory_write(fixture->content, "course.yaml", "course: c\ntitle: C\ntopics: [first.yaml]\n");
    directory_write(fixture->content, "first.yaml", TOPIC("first") CARD("one"));
    directory_write(fixture->own, "mine.yaml", TOPIC("mine") "prerequisites: [first]\n" CARD("my-card"));
}

static void end(struct fixture *fixture)
{
    scratch_remove(fixture->content);
    scratch_remove(fixture->own);
    scratch_remove(fixture->kept);
}

/* Loads the course and says whether it came from the cache; it must be `course`, with an item `id`. */
static bool comes_from_cache(struct fixture *fixture, const char *id)
{
    struct course *course;
    struct err err;
    diagnostics_init(&fixture->diagnostics);
    int code = cache_load(&course, fixture->content, fixture->own, &fixture->cache, &fixture->diagnostics, &err);
    ck_assert_msg(code == 0, "%s", err.text);
    const struct item *item = course_item(course, id);
    ck_assert_msg(item != NULL, "no item '%s'", id);
    ck_assert_ptr_eq(course_topic(course, item->topic->id), item->topic);
    bool kept = ((const struct loaded *)course)->block;
    course_free(&course);
    diagnostics_release(&fixture->diagnostics);
    return kept;
}

static struct course *parse(const char *content)
{
    struct course *course;
    struct diagnostics diagnostics;
    struct err err;
    diagnostics_init(&diagnostics);
    ck_assert_msg(course_load(&course, content, NULL, &diagnostics, &err) == 0, "%s", err.text);
    diagnostics_release(&diagnostics);
    return course;
}

static void assert_same(const struct image *one, const struct image *other)
{
    ck_assert_uint_eq(one->bytes.length, other->bytes.length);
    ck_assert_int_eq(memcmp(one->bytes.text, other->bytes.text, one->bytes.length), 0);
    ck_assert_uint_eq(one->marks.count, other->marks.count);
    ck_assert_int_eq(memcmp(one->marks.items, other->marks.items, one->marks.count * sizeof *one->marks.items), 0);
}

/* A pointer that the tables do not tell of would differ, since both courses are in memory at once; so would chance bytes. */
START_TEST(the_tables_know_every_pointer)
{
    char *content = paths_content();
    struct course *one = parse(content), *other = parse(content);
    struct image first, second;
    ck_assert(image_make(&first, (const struct loaded *)one));
    ck_assert(image_make(&second, (const struct loaded *)other));
    assert_same(&first, &second);
    image_release(&first), image_release(&second);
    course_free(&one), course_free(&other);
    free(content);
}
END_TEST

START_TEST(the_whole_course_comes_back)
{
    char *content = paths_content();
    struct course *parsed = parse(content);
    struct image before, after;
    ck_assert(image_make(&before, (const struct loaded *)parsed));
    size_t size = before.bytes.length;
    char *block = mem_new(size, 1);
    memcpy(block, before.bytes.text, size);
    ck_assert(image_link(block, size, before.marks.items, before.marks.count));
    struct course *course = (struct course *)(void *)block;
    ck_assert(image_make(&after, (const struct loaded *)course));
    assert_same(&before, &after);
    ck_assert_str_eq(course->topics[0].notes[0].body, parsed->topics[0].notes[0].body);
    ck_assert_ptr_eq(course_challenge(course, parsed->challenges[0].id), &course->challenges[0]);
    ck_assert_ptr_null(course_item(course, "no-such-item"));
    image_release(&before), image_release(&after);
    course_free(&course), course_free(&parsed);
    free(content);
}
END_TEST

START_TEST(an_unchanged_course_is_not_parsed_again)
{
    struct fixture fixture;
    start(&fixture);
    ck_assert(!comes_from_cache(&fixture, "one"));
    ck_assert(comes_from_cache(&fixture, "one"));
    ck_assert(comes_from_cache(&fixture, "my-card"));
    end(&fixture);
}
END_TEST

START_TEST(a_change_is_noticed_within_the_second)
{
    struct fixture fixture;
    start(&fixture);
    for (int i = 0; i < 5; i++) {
        char *id = str_print("a%d", i);
        char *text = str_print(TOPIC("first") "cards:\n  - {id: %s, level: beginner, front: f, back: b}\n", id);
        directory_write(fixture.content, "first.yaml", text);
        ck_assert(!comes_from_cache(&fixture, id));
        ck_assert(comes_from_cache(&fixture, id));
        free(text);
        free(id);
    }
    end(&fixture);
}
END_TEST

START_TEST(own_files_that_come_and_go_are_noticed)
{
    struct fixture fixture;
    start(&fixture);
    comes_from_cache(&fixture, "one");
    directory_write(fixture.own, "zero.yaml", TOPIC("zero") CARD("no-one"));
    ck_assert(!comes_from_cache(&fixture, "no-one"));
    ck_assert(comes_from_cache(&fixture, "no-one"));
    char *path = paths_join(fixture.own, "mine.yaml");
    remove(path);
    ck_assert(!comes_from_cache(&fixture, "no-one"));
    ck_assert(comes_from_cache(&fixture, "no-one"));
    char *own = fixture.own; /* other courses of one's own beside the same content */
    fixture.own = scratch_make();
    ck_assert(!comes_from_cache(&fixture, "one"));
    ck_assert(comes_from_cache(&fixture, "one"));
    scratch_remove(own);
    free(path);
    end(&fixture);
}
END_TEST

/* Where the one file of the cache lies. */
static char *kept_file(const struct fixture *fixture)
{
    char *path = cache_file_path(fixture->kept, fixture->content);
    ck_assert_int_eq(access(path, F_OK), 0);
    return path;
}

START_TEST(a_damaged_cache_is_passed_over)
{
    struct fixture fixture;
    struct stat status;
    start(&fixture);
    comes_from_cache(&fixture, "one");
    char *path = kept_file(&fixture);
    ck_assert_int_eq(stat(path, &status), 0);
    for (off_t at = 0; at < status.st_size; at += 1 + at / 16) {
        char byte;
        int file = open(path, O_RDWR);
        ck_assert_int_eq(pread(file, &byte, 1, at), 1);
        byte ^= 0x10;
        ck_assert_int_eq(pwrite(file, &byte, 1, at), 1);
        close(file);
        ck_assert_msg(!comes_from_cache(&fixture, "one"), "byte %ld", (long)at);
    }
    for (off_t size = 0; size < status.st_size; size += 1 + size / 8) {
        ck_assert_int_eq(truncate(path, size), 0);
        ck_assert(!comes_from_cache(&fixture, "my-card"));
    }
    ck_assert(comes_from_cache(&fixture, "one"));
    free(path);
    end(&fixture);
}
END_TEST

START_TEST(offsets_that_lead_out_are_refused)
{
    struct fixture fixture;
    struct image image;
    start(&fixture);
    struct course *course = parse(fixture.content);
    ck_assert(image_make(&image, (const struct loaded *)course));
    size_t far = image.bytes.length;
    memcpy(image.bytes.text + offsetof(struct course, topics), &far, sizeof far);
    ck_assert(!image_link(image.bytes.text, image.bytes.length, image.marks.items, image.marks.count));
    image_release(&image);
    course_free(&course);
    end(&fixture);
}
END_TEST

START_TEST(a_cache_that_others_can_write_is_passed_over)
{
    struct fixture fixture;
    start(&fixture);
    comes_from_cache(&fixture, "one");
    char *path = kept_file(&fixture);
    chmod(path, 0622);
    ck_assert(!comes_from_cache(&fixture, "one"));
    ck_assert(comes_from_cache(&fixture, "one"));
    free(path);
    end(&fixture);
}
END_TEST

START_TEST(without_a_cache_everything_works)
{
    struct fixture fixture;
    start(&fixture);
    char *file = paths_join(fixture.own, "mine.yaml");
    fixture.cache.directory = file; /* no directory, and none can be made there */
    ck_assert(!comes_from_cache(&fixture, "one"));
    ck_assert(!comes_from_cache(&fixture, "one"));
    fixture.cache.directory = NULL;
    ck_assert(!comes_from_cache(&fixture, "one"));
    free(file);
    end(&fixture);
}
END_TEST

START_TEST(not_every_course_is_kept)
{
    struct fixture fixture;
    start(&fixture);
    fixture.cache.from_bytes = 1000;
    comes_from_cache(&fixture, "one");
    ck_assert_msg(!comes_from_cache(&fixture, "one"), "a small course");
    fixture.cache.from_bytes = 0;
    fixture.cache.rest_ms = 60000;
    comes_from_cache(&fixture, "one");
    ck_assert_msg(!comes_from_cache(&fixture, "one"), "a course that was just written");
    fixture.cache.rest_ms = 0;
    directory_write(fixture.own, "wrong.yaml", "topic: 1 2\n");
    comes_from_cache(&fixture, "one");
    ck_assert_msg(!comes_from_cache(&fixture, "one"), "a course with mistakes");
    end(&fixture);
}
END_TEST

START_TEST(it_can_be_cleared)
{
    struct fixture fixture;
    struct err err;
    start(&fixture);
    comes_from_cache(&fixture, "one");
    struct cache_size size = cache_measure(fixture.kept);
    ck_assert_uint_eq(size.files, 1);
    ck_assert_uint_gt(size.bytes, 1000);
    directory_write(fixture.kept, "something-else", "");
    ck_assert_int_eq(cache_clear(fixture.kept, &err), 0);
    ck_assert_uint_eq(cache_measure(fixture.kept).files, 0);
    ck_assert(!comes_from_cache(&fixture, "one"));
    ck_assert_int_eq(cache_clear("/nonexistent/cache", &err), 0);
    end(&fixture);
}
END_TEST

TCase *course_cache_tests(void)
{
    TCase *tests = tcase_create("cache");
    tcase_add_test(tests, the_tables_know_every_pointer);
    tcase_add_test(tests, the_whole_course_comes_back);
    tcase_add_test(tests, an_unchanged_course_is_not_parsed_again);
    tcase_add_test(tests, a_change_is_noticed_within_the_second);
    tcase_add_test(tests, own_files_that_come_and_go_are_noticed);
    tcase_add_test(tests, a_damaged_cache_is_passed_over);
    tcase_add_test(tests, offsets_that_lead_out_are_refused);
    tcase_add_test(tests, a_cache_that_others_can_write_is_passed_over);
    tcase_add_test(tests, without_a_cache_everything_works);
    tcase_add_test(tests, not_every_course_is_kept);
    tcase_add_test(tests, it_can_be_cleared);
    return tests;
}
