/* Answers of every kind of question: what is taken, what is right, what is told, and what is kept. */
#include "check_response.h"

#include "activity/response/response.h"
#include "activity/response/typed_answer.h"
#include "base/str.h"
#include "runner.h"

#include <stdlib.h>
#include <string.h>

struct scene scene;

static void set_up(void)
{
    scene_init_with(&scene, "kinds");
}

static void tear_down(void)
{
    scene_release(&scene);
}

static struct response start(const char *id)
{
    struct response response;
    const struct item *item = course_item(scene.course, id);
    ck_assert_ptr_nonnull(item);
    response_start(&response, (const struct question *)item, 5);
    return response;
}

static bool act(struct response *response, enum action action)
{
    const struct event event = {.type = EVENT_KEY};
    return response_act(response, action, &event);
}

static void type(struct response *response, const char *text)
{
    const struct event clear = {.type = EVENT_KEY, .key = CTRL_U}, write = {.type = EVENT_TEXT, .text = text};
    response_act(response, ACTION_TEXT, &clear);
    response_act(response, ACTION_TEXT, &write);
}

static bool answer(struct response *response, const char *text)
{
    type(response, text);
    return act(response, ACTION_CONFIRM);
}

START_TEST(numbers_are_read_as_people_write_them)
{
    static const struct {
        const char *text;
        double number;
    } rows[] = {
        {"0.0625", 0.0625}, {"1/16", 0.0625},     {" 6.25e-2 ", 0.0625}, {"1e-3", 0.001},  {"-3", -3},
        {"−0.5", -0.5},     {"0,0625", 0.0625},   {"-1 / 4", -0.25},     {".5", 0.5},      {"2.", 2},
        {"+7", 7},          {"1e-3/1e-3", 1},
    };
    static const char *const others[] = {"", "x", "1/", "/2", "1/0", "inf", "nan", "0x10", "1e999", "1 000 a", "--1", "1.2.3", "5%", "1/2/3"};
    double number;
    bool comma;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(typed_number(rows[i].text, &number, &comma), "'%s'", rows[i].text);
        ck_assert_msg(number == rows[i].number, "'%s' is %g", rows[i].text, number);
        ck_assert_int_eq(comma, strchr(rows[i].text, ',') != NULL);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!typed_number(others[i], &number, &comma), "'%s' is %g", others[i], number);
}
END_TEST

START_TEST(shapes_are_read_as_people_write_them)
{
    static const char *const rows[] = {"8,1,1,4", "(8, 1, 1, 4)", "[8 1 1 4]", "8x1x1x4", " 8 × 1 × 1 × 4 ", "(8,1,1,4,)"};
    static const char *const others[] = {"", "()", "8,1,1,a", "(8,1", "8,1)", "8,-1", "8.5", "1,1,1,1,1,1,1,1,1", "8;1"};
    size_t shape[QUESTION_DIMENSIONS_MAX], count;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(typed_shape(rows[i], shape, &count), "'%s'", rows[i]);
        ck_assert_uint_eq(count, 4);
        ck_assert(shape[0] == 8 && shape[1] == 1 && shape[2] == 1 && shape[3] == 4);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!typed_shape(others[i], shape, &count), "'%s'", others[i]);
}
END_TEST

START_TEST(what_is_no_number_is_refused_and_costs_nothing)
{
    struct response response = start("how-much");
    ck_assert(response_writing(&response));
    ck_assert(!act(&response, ACTION_CONFIRM));
    ck_assert_str_eq(response.notice, "Type a number first.");
    ck_assert(!answer(&response, "a lot"));
    ck_assert_ptr_nonnull(response.notice);
    ck_assert(!response.given);
    ck_assert_uint_eq(response.misses, 0);
    ck_assert(answer(&response, "5/4") && response.right);
    ck_assert_int_eq(response_grade(&response), GRADE_GOOD);
    ck_assert_str_eq(response.answer, "5/4");
}
END_TEST

START_TEST(a_named_mistake_tells_itself_and_what_refutes_it)
{
    struct response response = start("how-much");
    ck_assert(answer(&response, "1.667") && !response.right);
    ck_assert_str_eq(response_misconception(&response), "unbiased-in-training");
    ck_assert_ptr_eq(response_experiment(&response), course_experiment(scene.course, "two"));
    ck_assert(!act(&response, ACTION_CONFIRM)); /* the same again */
    ck_assert(!answer(&response, "1,667"));     /* also with a comma */
    ck_assert_uint_eq(response.misses, 1);
    ck_assert(answer(&response, "17") && !response.right);
    ck_assert_ptr_null(response_misconception(&response));
    ck_assert_ptr_eq(response_experiment(&response), course_experiment(scene.course, "four"));
    ck_assert(!answer(&response, "1,25,0"));
    ck_assert_str_eq(response.notice, "Type one number; a comma in it is a decimal point.");
    ck_assert(answer(&response, "1,25") && response.right);
    ck_assert_str_eq(response.answer, "1.25");
    ck_assert_str_eq(response.notice, "The comma was read as a decimal point.");
    ck_assert_int_eq(response_grade(&response), GRADE_HARD);
}
END_TEST

START_TEST(a_field_takes_editing_keys_and_no_more_than_fits)
{
    struct response response = start("how-much");
    const struct event back = {.type = EVENT_KEY, .key = KEY_BACKSPACE}, home = {.type = EVENT_KEY, .key = KEY_HOME_KEY};
    type(&response, "1.23");
    response_act(&response, ACTION_TEXT, &back);
    ck_assert_str_eq(response.text, "1.2");
    response_act(&response, ACTION_TEXT, &home);
    ck_assert_uint_eq(response.cursor, 0);
    const struct event bad = {.type = EVENT_TEXT, .text = "1;2"};
    response_act(&response, ACTION_TEXT, &bad);
    ck_assert_str_eq(response.text, "1.2");
    for (int i = 0; i < 100; i++) {
        const struct event digit = {.type = EVENT_TEXT, .text = "7"};
        response_act(&response, ACTION_TEXT, &digit);
    }
    ck_assert_uint_eq(strlen(response.text), RESPONSE_TEXT_MAX - 1);
}
END_TEST

/* Ticks the options whose index in the course is given. */
static bool tick(struct response *response, const char *options)
{
    act(response, ACTION_RESET);
    for (; *options; options++)
        for (unsigned place = 0; place < response->question->option_count; place++) {
            const struct event event = {.type = EVENT_KEY, .index = place};
            if (response->order[place] == (size_t)(*options - '0'))
                response_act(response, ACTION_CHOOSE, &event);
        }
    return act(response, ACTION_CONFIRM);
}

START_TEST(all_that_are_right_and_no_others_are_ticked)
{
    struct response response = start("which-learn");
    ck_assert_uint_eq(response.order[3], 3); /* pinned */
    ck_assert(!act(&response, ACTION_CONFIRM));
    ck_assert_str_eq(response.notice, "Tick what is right first.");
    ck_assert(tick(&response, "0") && !response.right);
    ck_assert_ptr_null(response_misconception(&response));
    ck_assert(tick(&response, "012") && !response.right);
    ck_assert_str_eq(response_misconception(&response), "statistics-are-parameters");
    ck_assert_ptr_eq(response_experiment(&response), course_experiment(scene.course, "four"));
    ck_assert(tick(&response, "10") && response.right);
    ck_assert_str_eq(response.answer, "0 1");
    ck_assert_uint_eq(response.misses, 2);
}
END_TEST

/* Calls the lines in the order in which the course has them, or another one. */
static void call(struct response *response, const char *lines)
{
    act(response, ACTION_RESET);
    for (; *lines; lines++)
        for (unsigned name = 0; name < response->question->lines.count; name++) {
            const struct event event = {.type = EVENT_KEY, .index = name};
            if (response->start[name] == (size_t)(*lines - '1'))
                response_act(response, ACTION_CHOOSE, &event);
        }
}

START_TEST(lines_are_called_into_their_order)
{
    struct response response = start("which-way");
    call(&response, "4321");
    ck_assert(act(&response, ACTION_CONFIRM) && !response.right);
    ck_assert_str_eq(response.answer, "4 3 2 1");
    ck_assert_str_eq(response_misconception(&response), "shift-before-scale");
    call(&response, "2134");
    ck_assert(act(&response, ACTION_CONFIRM) && response.right);
    ck_assert_ptr_null(response_misconception(&response));
}
END_TEST

START_TEST(lines_are_grabbed_and_moved)
{
    struct response response = start("which-way");
    for (size_t wanted = 0; wanted < 4; wanted++) {
        while (response.order[response.selected] != wanted)
            act(&response, ACTION_DOWN);
        act(&response, ACTION_TOGGLE);
        while (response.selected != wanted)
            act(&response, response.selected > wanted ? ACTION_UP : ACTION_DOWN);
        act(&response, ACTION_TOGGLE);
    }
    ck_assert(act(&response, ACTION_CONFIRM) && response.right);
    ck_assert_str_eq(response.answer, "1 2 3 4");
}
END_TEST

START_TEST(a_grabbed_line_stays_between_first_and_last)
{
    struct response response = start("which-way");
    size_t line = response.order[0];
    act(&response, ACTION_TOGGLE);
    act(&response, ACTION_UP);
    ck_assert_uint_eq(response.order[0], line);
    for (int i = 0; i < 6; i++)
        act(&response, ACTION_DOWN);
    ck_assert_uint_eq(response.order[3], line);
    act(&response, ACTION_RESET);
    ck_assert_uint_eq(response.order[0], line);
    ck_assert(!response.grabbed);
}
END_TEST

static void check_same(const struct response *a, const struct response *b)
{
    ck_assert_int_eq(memcmp(a->order, b->order, sizeof a->order), 0);
    ck_assert_int_eq(memcmp(a->tried, b->tried, sizeof a->tried), 0);
    ck_assert_int_eq(memcmp(a->ticked, b->ticked, sizeof a->ticked), 0);
    ck_assert_str_eq(a->text, b->text);
    ck_assert_str_eq(a->answer, b->answer);
    ck_assert_uint_eq(a->selected, b->selected);
    ck_assert_uint_eq(a->misses, b->misses);
    ck_assert_uint_eq(a->hints, b->hints);
    ck_assert_int_eq(a->given, b->given);
    ck_assert_int_eq(a->right, b->right);
    ck_assert_ptr_eq(a->mistake, b->mistake);
}

/* Writes, reads, and compares. */
static void check_kept(const struct response *response)
{
    struct response read;
    struct str line;
    str_init(&line);
    response_write(&line, response);
    response_start(&read, response->question, response->seed);
    ck_assert_msg(response_read(&read, line.text), "'%s'", line.text);
    check_same(response, &read);
    ck_assert_ptr_null(strchr(line.text, ';'));
    str_release(&line);
}

START_TEST(what_is_half_done_is_kept)
{
    struct response number = start("how-much"), shape = start("what-shape"), ticks = start("which-learn"), lines = start("which-way");
    check_kept(&number);
    answer(&number, "1.667");
    type(&number, "1.2");
    act(&number, ACTION_HINT);
    check_kept(&number);
    answer(&shape, "(16, 8, 1, 1)");
    type(&shape, "nonsense");
    check_kept(&shape);
    tick(&ticks, "02");
    tick(&ticks, "3");
    check_kept(&ticks);
    call(&lines, "4321");
    act(&lines, ACTION_CONFIRM);
    call(&lines, "13");
    check_kept(&lines);
}
END_TEST

START_TEST(lines_that_do_not_fit_are_refused)
{
    static const char *const bad[] = {"", "0 0 0 0 0", "0 0 0 0 0 =", "0 9 0 0 0 ==", "0 0 0 0 1 =5 5 5 5=", "0 0 7 0 0 =="};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct response response = start("which-way");
        ck_assert_msg(!response_read(&response, bad[i]), "'%s'", bad[i]);
    }
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("response");
    TCase *tests = tcase_create("response");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, numbers_are_read_as_people_write_them);
    tcase_add_test(tests, shapes_are_read_as_people_write_them);
    tcase_add_test(tests, what_is_no_number_is_refused_and_costs_nothing);
    tcase_add_test(tests, a_named_mistake_tells_itself_and_what_refutes_it);
    tcase_add_test(tests, a_field_takes_editing_keys_and_no_more_than_fits);
    tcase_add_test(tests, all_that_are_right_and_no_others_are_ticked);
    tcase_add_test(tests, lines_are_called_into_their_order);
    tcase_add_test(tests, lines_are_grabbed_and_moved);
    tcase_add_test(tests, a_grabbed_line_stays_between_first_and_last);
    tcase_add_test(tests, what_is_half_done_is_kept);
    tcase_add_test(tests, lines_that_do_not_fit_are_refused);
    suite_add_tcase(suite, tests);
    TCase *asked = response_asked_tests();
    tcase_add_checked_fixture(asked, set_up, tear_down);
    suite_add_tcase(suite, asked);
    return suite;
}
