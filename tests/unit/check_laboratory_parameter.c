#include "check_laboratory.h"

static const double stops[] = {-1, 0, 1e-5, 0.1, 1};
static const char *const words[] = {"one", "two", "three", NULL};
static const struct parameter momentum = {.key = "momentum", .low = -1, .high = 1, .stops = stops, .stop_count = 5,
                                          .least = "cumulative"};
static const struct parameter choice = {.key = "way", .kind = PARAMETER_CHOICE, .high = 2, .choices = words};
static const char *const letters[] = {"nchw, nc", "nhwc"};
static const char *const places[] = {"first", "last", NULL};
static const struct parameter layout = {.key = "layout", .kind = PARAMETER_CHOICE, .high = 1, .choices = places, .synonyms = letters};
static const struct parameter tenth = {.key = "gamma", .low = -1, .high = 1, .step = 0.1};
static const struct parameter doubled = {.key = "size", .kind = PARAMETER_INTEGER, .low = 1, .high = 64, .step = 2, .factor = true};

static double read(const struct parameter *parameter, const char *text)
{
    double value = -77;
    struct err err;
    ck_assert_msg(parameter_read(parameter, text, &value, &err) == 0, "%s", err.text);
    return value;
}

static void refuse(const struct parameter *parameter, const char *text, const char *words_expected)
{
    double value = -77;
    struct err err;
    ck_assert_int_eq(parameter_read(parameter, text, &value, &err), ERR_INVALID);
    ck_assert_str_eq(err.text, words_expected);
    ck_assert_double_eq(value, -77);
}

START_TEST(values_are_read_within_their_range)
{
    ck_assert_double_eq(read(&momentum, "0.25"), 0.25);
    ck_assert_double_eq(read(&momentum, "cumulative"), -1);
    ck_assert_double_eq(read(&choice, "three"), 2);
    refuse(&choice, "four", "way cannot be 'four': it is one of one, two, three");
    refuse(&momentum, "2", "momentum cannot be '2': it is a number from 0 to 1, or cumulative");
    refuse(&momentum, "nan", "momentum cannot be 'nan': it is a number from 0 to 1, or cumulative");
    refuse(&momentum, "", "momentum cannot be '': it is a number from 0 to 1, or cumulative");
    refuse(&momentum, "0.5x", "momentum cannot be '0.5x': it is a number from 0 to 1, or cumulative");
    refuse(&doubled, "2.5", "size cannot be '2.5': it is a whole number from 1 to 64");
}
END_TEST

START_TEST(a_choice_can_have_several_names)
{
    ck_assert_double_eq(read(&layout, "first"), 0);
    ck_assert_double_eq(read(&layout, "nchw"), 0);
    ck_assert_double_eq(read(&layout, "nc"), 0);
    ck_assert_double_eq(read(&layout, "nhwc"), 1);
    refuse(&layout, "n", "layout cannot be 'n': it is one of first (nchw, nc), last (nhwc)");
    refuse(&layout, "nchw, nc", "layout cannot be 'nchw, nc': it is one of first (nchw, nc), last (nhwc)");
    refuse(&layout, "", "layout cannot be '': it is one of first (nchw, nc), last (nhwc)");
}
END_TEST

START_TEST(keys_turn_them)
{
    double value = 0.3;
    for (int i = 0; i < 4; i++)
        value = parameter_turn(&tenth, value, 1);
    ck_assert_double_eq(value, 0.7); /* and not 0.7000000000000001 */
    ck_assert_double_eq(parameter_turn(&tenth, 1, 1), 1);
    ck_assert_double_eq(parameter_turn(&doubled, 48, 1), 64);
    ck_assert_double_eq(parameter_turn(&momentum, (double)1e-5f, 1), 0.1); /* what float made of 1e-5 is that stop */
    ck_assert_double_eq(parameter_turn(&momentum, 0.05, -1), 1e-5);
    ck_assert_double_eq(parameter_turn(&momentum, -1, -1), -1);
    ck_assert_double_eq(parameter_turn(&choice, 2, 1), 0);
    ck_assert_double_eq(parameter_turn(&choice, 0, -1), 2);
}
END_TEST

START_TEST(they_are_told_as_they_are_read)
{
    char text[PARAMETER_TEXT_MAX];
    parameter_word(&momentum, -1, text);
    ck_assert_str_eq(text, "cumulative");
    parameter_text(&momentum, 1e-5, text);
    ck_assert_str_eq(text, "1e-05");
    parameter_text(&choice, 1, text);
    ck_assert_str_eq(text, "two");
}
END_TEST

TCase *laboratory_parameter_tests(void)
{
    TCase *tests = tcase_create("parameters");
    tcase_add_test(tests, values_are_read_within_their_range);
    tcase_add_test(tests, a_choice_can_have_several_names);
    tcase_add_test(tests, keys_turn_them);
    tcase_add_test(tests, they_are_told_as_they_are_read);
    return tests;
}
