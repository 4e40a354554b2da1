/* What goes out comes back the same, as far as its format says that it can hold it. */
#include "check_exchange.h"
#include "exchange_support.h"

#include "base/mem.h"
#include "exchange/format.h"

#include <stdlib.h>
#include <string.h>

static struct home home;
static struct course *hard;

static void setup(void)
{
    home_open(&home);
    hard = hard_course();
}

static void teardown(void)
{
    course_free(&hard);
    home_close(&home);
}

/* The last one is there only with libzip; tests/cli/apkg.sh says when it is not. */
static const char *const names[] = {"anki", "csv", "gift", "aiken", "markdown", "json", "apkg"};
enum { NAMES = sizeof names / sizeof *names };

/* The item that came of `item`: by its id, or by its text where the format holds no ids. */
static const struct item *came_of(const struct item *item, unsigned holds)
{
    if (item->kind == ITEM_EXERCISE)
        return (const struct item *)course_exercise(home.course, item->id);
    if (holds & PART_ID)
        return course_item(home.course, item->id);
    const struct topic *topic = course_topic(home.course, "travels");
    const char *stem = ((const struct question *)item)->stem;
    for (size_t i = 0; topic && i < topic->question_count; i++)
        if (strcmp(topic->questions[i].stem, stem) == 0)
            return &topic->questions[i].item;
    return NULL;
}

/* Pairs have no feedback but the general one, where the reason of an order goes. */
static unsigned held_of(const struct format *format, const struct item *item)
{
    bool order = parts_kind(item) == KIND_ORDER && strcmp(format->name, "gift") == 0;
    return order ? format->holds & ~(unsigned)(PART_REASONS | PART_EXPLANATION) : format->holds;
}

START_TEST(what_goes_out_comes_back)
{
    const struct format *format = format_find(names[_i]);
    struct str bytes;
    str_init(&bytes);
    export_course(hard, &home, names[_i], &bytes);
    int code = home_import(&home, home_file(&home, "travels", bytes.text, bytes.length), names[_i], NULL);
    ck_assert_msg(code == 0, "%s", home.err.text);
    ck_assert_uint_eq(home.diagnostics.count, 0);
    const struct topic *topic = &hard->topics[0];
    size_t compared = 0;
    const struct item *item;
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++) {
        for (size_t i = 0; (item = topic_item(topic, (enum item_kind)kind, i)); i++) {
            if (!(parts_kind(item) & format->holds) || (format->refuses && format->refuses(item)))
                continue;
            const struct item *other = came_of(item, format->holds);
            ck_assert_msg(other != NULL, "'%s' did not come back", item->id);
            expect_same(item, other, held_of(format, item), false);
            compared++;
        }
    }
    ck_assert_uint_gt(compared, 0);
    str_release(&bytes);
}
END_TEST

/* Once more: everything is updated, nothing is added, and the file is as it was. */
START_TEST(coming_back_twice_changes_nothing)
{
    struct str bytes, before, after;
    char path[160];
    str_init(&bytes), str_init(&before), str_init(&after);
    export_course(hard, &home, names[_i], &bytes);
    const char *file = home_file(&home, "travels", bytes.text, bytes.length);
    ck_assert_int_eq(home_import(&home, file, names[_i], NULL), 0);
    snprintf(path, sizeof path, "%s/travels.yaml", home.own);
    read_whole(path, &before);
    ck_assert_int_eq(home_import(&home, file, names[_i], NULL), 0);
    read_whole(path, &after);
    ck_assert_str_eq(before.text, after.text);
    ck_assert_ptr_nonnull(strstr(home.said.text, " updated"));
    ck_assert_ptr_null(strstr(home.said.text, " new"));
    str_release(&bytes), str_release(&before), str_release(&after);
}
END_TEST

static const struct {
    const char *format, *golden;
} goldens[] = {{"anki", "travel-anki.txt"}, {"csv", "travel.csv"},    {"gift", "travel.gift"},
               {"aiken", "travel-aiken.txt"}, {"markdown", "travel.md"}, {"json", "travel.json"}};

START_TEST(exports_are_as_they_were)
{
    struct str bytes, golden;
    str_init(&bytes), str_init(&golden);
    char *path = str_print("%s/tests/data/exchange/%s", getenv("abs_top_srcdir"), goldens[_i].golden);
    export_course(hard, &home, goldens[_i].format, &bytes);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *file = fopen(path, "wb");
        fwrite(bytes.text, 1, bytes.length, file);
        fclose(file);
    }
    read_whole(path, &golden);
    ck_assert_msg(strcmp(golden.text, bytes.text) == 0, "%s is not what is written now; UPDATE_GOLDEN=1 rewrites it:\n%s", path,
                  bytes.text);
    free(path);
    str_release(&bytes), str_release(&golden);
}
END_TEST

START_TEST(what_a_format_cannot_hold_is_told)
{
    struct str bytes;
    str_init(&bytes);
    export_course(hard, &home, "aiken", &bytes);
    ck_assert_ptr_nonnull(strstr(home.said.text, "1 item as aiken"));
    ck_assert_ptr_nonnull(strstr(home.said.text, "3 cards, 1 text with gaps"));
    ck_assert_ptr_nonnull(strstr(home.said.text, "Written without: "));
    ck_assert_ptr_nonnull(strstr(home.said.text, "reasons of answers"));
    export_course(hard, &home, "json", &bytes);
    ck_assert_str_eq(home.said.text, "14 items as json.\n");
    str_release(&bytes);
}
END_TEST

TCase *exchange_round_tests(void)
{
    TCase *tests = tcase_create("round trips");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 0);
    int there = NAMES - !format_find("apkg")->write;
    tcase_add_loop_test(tests, what_goes_out_comes_back, 0, there);
    tcase_add_loop_test(tests, coming_back_twice_changes_nothing, 0, there);
    tcase_add_loop_test(tests, exports_are_as_they_were, 0, sizeof goldens / sizeof *goldens);
    tcase_add_test(tests, what_a_format_cannot_hold_is_told);
    return tests;
}
