/* Where imported items go, under which ids, and how that is taken back. */
#include "check_exchange.h"
#include "exchange_support.h"

#include "exchange/format.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct home home;
static char path[160];

static void setup(void)
{
    home_open(&home);
    snprintf(path, sizeof path, "%s/mine.yaml", home.own);
}

static void teardown(void)
{
    home_close(&home);
}

static void import_good(const char *text)
{
    int code = home_import_text(&home, "mine.csv", text);
    ck_assert_msg(code == 0, "%s", home.err.text);
}

static bool exists(const char *file)
{
    struct stat status;
    return stat(file, &status) == 0;
}

static void undo(void)
{
    str_clear(&home.said);
    ck_assert_msg(exchange_undo(&home.exchange, &home.said, &home.err) == 0, "%s", home.err.text);
    home_reload(&home);
}

START_TEST(an_id_that_is_there_is_updated_in_place)
{
    import_good("id,front,back\none,First?,a\nsecond,Second?,b\n");
    import_good("id,front,back\nthree,Third?,c\none,First of all?,A\n");
    const struct topic *topic = course_topic(home.course, "mine");
    ck_assert_uint_eq(topic->card_count, 3);
    ck_assert_str_eq(topic->cards[0].item.id, "one");
    ck_assert_str_eq(topic->cards[0].front, "First of all?");
    ck_assert_str_eq(topic->cards[1].item.id, "second");
    ck_assert_str_eq(topic->cards[2].item.id, "three");
}
END_TEST

START_TEST(without_an_id_the_front_tells)
{
    import_good("front,back\nWhat is γ?,a\nWhat is β?,b\n");
    const struct topic *topic = course_topic(home.course, "mine");
    ck_assert_str_eq(topic->cards[0].item.id, "mine-what-is-gamma");
    import_good("front,back\nSomething else?,c\nWhat is β?,better\n");
    topic = course_topic(home.course, "mine");
    ck_assert_uint_eq(topic->card_count, 3);
    ck_assert_str_eq(home_card(&home, "mine-what-is-beta")->back, "better");
}
END_TEST

/* 'gaps' is a card of the course, 'kinds' its topic. */
START_TEST(an_id_that_is_taken_becomes_another_one)
{
    const char text[] = "id,front,back\ngaps,Mine?,a\nkinds,Too?,b\nBad Id!,Three?,c\n";
    import_good(text);
    ck_assert_str_eq(home_card(&home, "mine-gaps")->front, "Mine?");
    ck_assert_str_eq(home_card(&home, "mine-kinds")->front, "Too?");
    ck_assert_str_eq(home_card(&home, "bad-id")->front, "Three?");
    import_good(text);
    ck_assert_uint_eq(course_topic(home.course, "mine")->card_count, 3);
}
END_TEST

START_TEST(what_the_course_has_already_is_left_out)
{
    struct str bytes;
    str_init(&bytes);
    export_course(home.course, &home, "csv", &bytes);
    ck_assert_int_eq(home_import(&home, home_file(&home, "mine.csv", bytes.text, bytes.length), NULL, NULL), 0);
    ck_assert_ptr_nonnull(strstr(home.said.text, "is in the course already; nothing was changed"));
    ck_assert(!exists(path));
    str_release(&bytes);
}
END_TEST

START_TEST(twice_in_a_file_is_told)
{
    import_good("id,front,back\none,First?,a\none,Again?,b\n,Same?,c\n,Same?,d\n");
    ck_assert_uint_eq(course_topic(home.course, "mine")->card_count, 2);
    expect_message(&home, 3, "this id stands in line 2 already");
    expect_message(&home, 5, "what this asks stands in line 4 already");
}
END_TEST

START_TEST(what_was_not_imported_is_never_overwritten)
{
    const char own[] = "topic: mine\ntitle: Mine\nsummary: By hand.\ncards:\n  - {id: by-hand, level: expert, front: F, back: B}\n";
    struct str after;
    str_init(&after);
    mkdir(home.own, 0700);
    FILE *file = fopen(path, "wb");
    fputs(own, file);
    fclose(file);
    home_reload(&home);
    ck_assert_int_eq(home_import_text(&home, "mine.csv", "front,back\na,b\n"), ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(home.err.text, "name another one with --into"));
    read_whole(path, &after);
    ck_assert_str_eq(after.text, own);
    str_release(&after);
}
END_TEST

START_TEST(an_import_is_taken_back)
{
    struct str before, after;
    str_init(&before), str_init(&after);
    import_good("id,front,back\none,First?,a\n");
    read_whole(path, &before);
    import_good("id,front,back\none,Changed?,a\ntwo,Second?,b\n");
    undo();
    read_whole(path, &after);
    ck_assert_str_eq(before.text, after.text);
    ck_assert_ptr_nonnull(strstr(home.said.text, "is as it was before"));
    undo();
    ck_assert(!exists(path));
    ck_assert_ptr_nonnull(strstr(home.said.text, "000001-taken-back/taken-back.yaml"));
    ck_assert_int_eq(exchange_undo(&home.exchange, &home.said, &home.err), ERR_NOT_FOUND);
    import_good("id,front,back\none,First?,a\n");
    ck_assert_str_eq(home_card(&home, "one")->front, "First?");
    str_release(&before), str_release(&after);
}
END_TEST

START_TEST(a_dry_run_changes_nothing)
{
    const struct import_options options = {.dry_run = true};
    const char text[] = "front,back\na,b\nc\n";
    const char *file = home_file(&home, "mine.csv", text, strlen(text));
    ck_assert_int_eq(exchange_import(&home.exchange, file, &options, &home.diagnostics, &home.said, &home.left, &home.err), 0);
    ck_assert_ptr_nonnull(strstr(home.said.text, "1 item from"));
    ck_assert_ptr_nonnull(strstr(home.said.text, "would go into"));
    expect_message(&home, 3, "missing");
    ck_assert(!exists(home.own) && !exists(home.journal));
}
END_TEST

START_TEST(the_name_is_chosen)
{
    const char text[] = "front,back\na,b\n";
    const char *file = home_file(&home, "Meine Karten (2).csv", text, strlen(text));
    ck_assert_int_eq(home_import(&home, file, NULL, NULL), 0);
    ck_assert_ptr_nonnull(course_topic(home.course, "meine-karten-2"));
    ck_assert_int_eq(home_import(&home, file, NULL, "kinds"), 0); /* a topic of the course is called so */
    ck_assert_ptr_nonnull(course_topic(home.course, "kinds-2"));
    ck_assert_int_eq(home_import(&home, file, NULL, "../x"), ERR_USAGE);
}
END_TEST

START_TEST(an_experiment_that_is_not_there_is_left_out)
{
    ck_assert_int_eq(home_import_text(&home, "mine.json",
                                      "{\"topics\": [{\"cards\": [\n"
                                      "{\"id\": \"a\", \"front\": \"A\", \"back\": \"1.234\", \"experiment\": \"nowhere\","
                                      " \"proves\": [{\"experiment\": \"nowhere\", \"result\": \"y\", \"values\": 1.234}]},\n"
                                      "{\"id\": \"b\", \"front\": \"B\", \"back\": \"C\", \"experiment\": \"four\"}]}]}"),
                     0);
    ck_assert_ptr_null(home_card(&home, "a")->item.experiment);
    ck_assert_ptr_nonnull(home_card(&home, "a")->item.unproved);
    ck_assert_ptr_nonnull(home_card(&home, "b")->item.experiment);
    expect_message(&home, 2, "the experiment is not known here");
}
END_TEST

TCase *exchange_import_tests(void)
{
    TCase *tests = tcase_create("import");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, an_id_that_is_there_is_updated_in_place);
    tcase_add_test(tests, without_an_id_the_front_tells);
    tcase_add_test(tests, an_id_that_is_taken_becomes_another_one);
    tcase_add_test(tests, what_the_course_has_already_is_left_out);
    tcase_add_test(tests, twice_in_a_file_is_told);
    tcase_add_test(tests, what_was_not_imported_is_never_overwritten);
    tcase_add_test(tests, an_import_is_taken_back);
    tcase_add_test(tests, a_dry_run_changes_nothing);
    tcase_add_test(tests, the_name_is_chosen);
    tcase_add_test(tests, an_experiment_that_is_not_there_is_left_out);
    return tests;
}
