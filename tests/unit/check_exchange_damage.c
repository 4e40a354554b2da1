/* Whatever bytes come in: items or words, never a crash, and own courses that still load. */
#include "check_exchange.h"
#include "exchange_support.h"

#include "base/rng.h"
#include "exchange/format.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 60, LONG_LINE = 10 << 20 };

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

static const char *const names[] = {"anki", "csv", "gift", "aiken", "markdown", "json", "history", "apkg"};
enum { NAMES = sizeof names / sizeof *names };

/* Cuts, turned bytes, doubled and lost pieces. */
static void damage(struct rng *rng, struct str *bytes)
{
    static const char signs[] = "\"\\{}[]=~#:\t\n,;-<>&`\xff\x80";
    for (uint64_t count = 1 + rng_below(rng, 6); count > 0 && bytes->length > 1; count--) {
        size_t at = rng_below(rng, bytes->length);
        size_t length = 1 + rng_below(rng, bytes->length - at < 80 ? bytes->length - at : 80);
        switch (rng_below(rng, 4)) {
        case 0:
            bytes->text[at] = signs[rng_below(rng, sizeof signs - 1)];
            break;
        case 1:
            str_remove(bytes, at, length);
            break;
        case 2:
            bytes->text[at] = (char)(1 + rng_below(rng, 255));
            break;
        default:
            if (rng_below(rng, 8) == 0)
                str_remove(bytes, at, bytes->length - at);
        }
    }
}

/* The course is loaded again after each import, and the test fails if an own file has a mistake. */
START_TEST(damaged_files_do_no_harm)
{
    struct rng rng;
    struct str good, bytes;
    str_init(&good), str_init(&bytes);
    rng_init(&rng, 40 + (uint64_t)_i);
    export_course(hard, &home, names[_i], &good);
    for (int round = 0; round < ROUNDS; round++) {
        str_clear(&bytes);
        str_add_n(&bytes, good.text, good.length);
        damage(&rng, &bytes);
        int code = home_import(&home, home_file(&home, "mine.txt", bytes.text, bytes.length), names[_i], "mine");
        ck_assert(code == 0 || home.err.text[0]);
    }
    str_release(&good), str_release(&bytes);
}
END_TEST

START_TEST(a_line_of_ten_megabytes_is_refused_alone)
{
    struct str bytes;
    str_init(&bytes);
    str_add(&bytes, "front,back\nshort,one\n");
    str_repeat(&bytes, "long ", LONG_LINE / 5);
    str_add(&bytes, ",back\nlast,one\n");
    ck_assert_msg(home_import(&home, home_file(&home, "mine.csv", bytes.text, bytes.length), NULL, NULL) == 0, "%s", home.err.text);
    ck_assert_uint_eq(course_topic(home.course, "mine")->card_count, 2);
    expect_message(&home, 3, "a text of more than 65536 characters");
    str_release(&bytes);
}
END_TEST

START_TEST(many_rows_take_no_square_of_time)
{
    struct str bytes;
    str_init(&bytes);
    str_add(&bytes, "front,back\n");
    for (int i = 0; i < 5000; i++)
        str_addf(&bytes, "Question number %d?,Answer %d\n", i, i);
    ck_assert_msg(home_import(&home, home_file(&home, "mine.csv", bytes.text, bytes.length), NULL, NULL) == 0, "%s", home.err.text);
    ck_assert_uint_eq(course_topic(home.course, "mine")->card_count, 5000);
    ck_assert_int_eq(home_import(&home, home_file(&home, "mine.csv", bytes.text, bytes.length), NULL, NULL), 0);
    ck_assert_ptr_nonnull(strstr(home.said.text, "5000 updated"));
    str_release(&bytes);
}
END_TEST

TCase *exchange_damage_tests(void)
{
    TCase *tests = tcase_create("damage");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 0);
    tcase_add_loop_test(tests, damaged_files_do_no_harm, 0, NAMES - !format_find("apkg")->write);
    tcase_add_test(tests, a_line_of_ten_megabytes_is_refused_alone);
    tcase_add_test(tests, many_rows_take_no_square_of_time);
    return tests;
}
