/* Expressions: what they yield, and what is said about mistakes. */
#include "check_experiment.h"

#include "experiment/expression.h"
#include "experiment/formula.h"
#include "experiment/placeholders.h"
#include "experiment/results.h"

#include <math.h>
#include <string.h>

static struct arena arena;
static struct scope scope;

static void set_up(void)
{
    static const double x[] = {1, 2, 3, 4}, empty[1];
    arena_init(&arena);
    scope = (struct scope){0};
    scope_set(&scope, "x", (struct quantity){x, 4, true, NULL});
    scope_set(&scope, "none", (struct quantity){empty, 0, true, NULL});
    scope_set(&scope, "m", quantity_number(&arena, 0.1));
    scope_set(&scope, "running_mean", (struct quantity){x, 1, true, NULL});
}

static void tear_down(void)
{
    scope_release(&scope);
    arena_release(&arena);
}

static const struct {
    const char *text;
    double value;
} numbers[] = {
    {"1 + 2 * 3", 7},
    {"(1 + 2) * 3", 9},
    {"8 / 4 / 2", 1},
    {"7 - 2 - 1", 4},
    {"2 ^ 3 ^ 2", 512},
    {"-2 ^ 2", -4},
    {"2 ^ -1", 0.5},
    {"--3", 3},
    {"1e-2 + .5", 0.51},
    {"2.5E+1", 25},
    {"x[3]", 4},
    {"x[n(x) - 1]", 4},
    {"[5, x, 6][4]", 4},
    {"(x * 2)[1]", 4},
    {"sum(x)", 10},
    {"mean(x)", 2.5},
    {"var(x)", 1.25},
    {"var([x, 5])", 2},
    {"sum((x - mean(x)) ^ 2) / (n(x) - 1)", 5.0 / 3},
    {"max(x, 9) - min(3, x)", 8},
    {"sqrt(16) + abs(-1) + exp(0) + log(1)", 6},
    {"floor(2.7) + ceil(2.1) + round(2.5)", 8},
    {"ceil(log(1 - 0.99) / log(1 - m))", 44},
    {"1 - (1 - m) ^ 10", 0.6513215599},
    {"(3 > 2) + (2 >= 2) + (1 < 1) + (1 <= 1) + (1 = 1) + (1 != 1)", 4},
    {"sum(x > 2)", 2},
    {"sum(none)", 0},
    {"n(none)", 0},
    {"sum(range(5))", 10},
    {"(range(4) = 2)[2]", 1},
    {"running_mean", 1},
};

START_TEST(an_expression_has_its_value)
{
    double value;
    struct err err;
    ck_assert_msg(expression_number(numbers[_i].text, &scope, &arena, &value, &err) == 0, "%s", err.text);
    ck_assert_msg(fabs(value - numbers[_i].value) < 1e-12, "%s is %.17g, not %.17g", numbers[_i].text, numbers[_i].value, value);
}
END_TEST

static const struct {
    const char *text, *says;
} mistakes[] = {
    {"", "'': character 1: a number or a name is missing"},
    {"1 +", "'1 +': character 4: a number or a name is missing"},
    {"1 + * 2", "'1 + * 2': character 5: a number or a name must stand here"},
    {"2 x", "'2 x': character 3: an operator is missing here"},
    {"(1 + 2", "'(1 + 2': character 7: a ')' is missing to close '('"},
    {"x[1", "'x[1': character 4: a ']' is missing to close '['"},
    {"1.2.3", "'1.2.3': character 1: this is no number"},
    {"3x", "'3x': character 1: this is no number"},
    {"runing_mean", "'runing_mean': character 1: unknown name 'runing_mean' (did you mean 'running_mean'?)"},
    {"1 + zzz", "'1 + zzz': character 5: unknown name 'zzz'"},
    {"sqr(4)", "'sqr(4)': character 1: unknown function 'sqr' (did you mean 'sqrt'?)"},
    {"x[4]", "'x[4]': character 3: the list has 4 elements, there is no [4]"},
    {"x[-1]", "'x[-1]': character 3: an index is one whole number from 0 on"},
    {"x[0.5]", "'x[0.5]': character 3: an index is one whole number from 0 on"},
    {"m[0]", "'m[0]': character 3: a single number has no elements"},
    {"x + [1, 2]", "'x + [1, 2]': character 3: the lists differ in length, 4 and 2"},
    {"mean(none)", "'mean(none)': character 1: this function cannot be applied to that"},
    {"range(-1)", "'range(-1)': character 1: this function cannot be applied to that"},
    {"x", "'x' is a list of 4 numbers where one is needed"},
};

START_TEST(a_mistake_has_its_message)
{
    double value;
    struct err err;
    ck_assert_int_eq(expression_number(mistakes[_i].text, &scope, &arena, &value, &err), ERR_INVALID);
    ck_assert_str_eq(err.text, mistakes[_i].says);
}
END_TEST

START_TEST(depth_ends_somewhere)
{
    char text[2001] = "";
    double value;
    struct err err;
    for (size_t i = 0; i < 1000; i++)
        text[i] = i % 2 ? '-' : '(';
    ck_assert_int_eq(expression_number(text, &scope, &arena, &value, &err), ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(err.text, "nested too deeply"));
}
END_TEST

START_TEST(infinities_are_values)
{
    double value;
    ck_assert_int_eq(expression_number("1 / 0", &scope, &arena, &value, NULL), 0);
    ck_assert(isinf(value));
    ck_assert_int_eq(expression_number("sqrt(-1)", &scope, &arena, &value, NULL), 0);
    ck_assert(isnan(value));
}
END_TEST

START_TEST(results_get_names_but_replace_none)
{
    double values[] = {5, 7};
    struct experiment experiment = {.id = "pair", .shape = {2, 1}, .rank = 2, .values = {values, 2}, .epsilon = 0, .momentum = 0.1};
    struct settings settings = settings_of(&experiment);
    struct outcome outcome = run_declared(&experiment);
    double value;
    results_name(&experiment, &outcome, &settings, &arena, &scope);
    outcome_release(&outcome);
    ck_assert_int_eq(expression_number("x[0] + 10 * y[1] + 100 * batch_mean + 1000 * count", &scope, &arena, &value, NULL), 0);
    ck_assert_double_eq_tol(value, 1 + 10 + 600 + 2000, 1e-4);
}
END_TEST

START_TEST(formulas_read_as_people_write_them)
{
    static const struct {
        const char *expression, *formula;
    } rows[] = {
        {"(x[3] - batch_mean[0]) / sqrt(batch_var[0] + epsilon)", "(x[3] - μ) / √(σ² + ε)"},
        {"gamma[0]*xhat[1]+beta[0]", "γ · x̂[1] + β"},
        {"sum((x - mean(x))^2) / (n(x) - 1)", "sum((x - mean(x))²) / (n - 1)"},
        {"-x[0]^-2 * (-3)", "-x[0]^-2 · (-3)"},
        {"[x[0], running_mean_before[0]]", "[x[0], running mean before]"},
        {"xhat[0]^2", "x̂[0]²"},
        {"1e-5 <= 2.5e3", "1e-5 <= 2.5e3"},
        {"cos_before", "cos before"},
        {"2^23", "2^23"},
    };
    static const double one[] = {1}, four[] = {1, 2, 3, 4};
    struct scope known = {0};
    static const char *const single[] = {"batch_mean", "batch_var", "gamma", "beta", "running_mean_before"};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        scope_set(&known, single[i], (struct quantity){.items = one, .count = 1, .list = true});
    scope_set(&known, "x", (struct quantity){.items = four, .count = 4, .list = true});
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(formula_text(rows[i].expression, &known, &arena), rows[i].formula);
    scope_release(&known);
}
END_TEST

START_TEST(placeholders_show_numbers)
{
    static const struct {
        const char *text, *filled;
    } rows[] = {
        {"m is {m}, x is ({x})", "m is 0.1, x is (1, 2, 3, 4)"},
        {"{1 / 3:2} {0 - 0.001:2} {x / 2:1}", "0.33 0.00 0.5, 1.0, 1.5, 2.0"},
        {"{-1}, 3 - {0 - 2} and 2 · {-x[1]:1}, {{x} }", "-1, 3 - (-2) and 2 · (-2.0), {x} }"},
    };
    struct err err;
    const char *filled;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(placeholders_fill(rows[i].text, &scope, &arena, &filled, &err) == 0, "%s", err.text);
        ck_assert_str_eq(filled, rows[i].filled);
    }
    ck_assert_int_eq(placeholders_fill("a {m and so on", &scope, &arena, &filled, &err), ERR_INVALID);
    ck_assert_str_eq(err.text, "'{m and so on': a '}' is missing to close the placeholder");
}
END_TEST

START_TEST(formulas_leave_out_what_changes_nothing)
{
    static const struct {
        const char *formula;
        bool without_gamma, without_beta;
        const char *shortened;
    } rows[] = {
        {"γ · (x[7] - μ) / σ² + β", true, true, "(x[7] - μ) / σ²"},
        {"γ · (x[7] - μ) / σ² + β", true, false, "(x[7] - μ) / σ² + β"},
        {"γ · (x[7] - μ) / σ² + β", false, true, "γ · (x[7] - μ) / σ²"},
        {"γ[1] · (x[3] - μ[1]) + β[1]", true, true, "x[3] - μ[1]"},
        {"[γ · (1 / σ) · dy[3], dγ]", true, true, "[(1 / σ) · dy[3], dγ]"},
        {"(γ · (x[1] - x[0]) / (y[1] - y[0]))²", true, true, "((x[1] - x[0]) / (y[1] - y[0]))²"},
        {"x / γ · 2", true, true, "x / γ · 2"},
        {"a + β · 2", true, true, "a + β · 2"},
        {"(x - μ)", true, true, "(x - μ)"},
        {"γ + β - 1", true, true, "γ + β - 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(formula_short(rows[i].formula, rows[i].without_gamma, rows[i].without_beta, &arena), rows[i].shortened);
}
END_TEST

TCase *expression_tests(void)
{
    TCase *tests = tcase_create("expression");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, an_expression_has_its_value, 0, sizeof numbers / sizeof *numbers);
    tcase_add_loop_test(tests, a_mistake_has_its_message, 0, sizeof mistakes / sizeof *mistakes);
    tcase_add_test(tests, depth_ends_somewhere);
    tcase_add_test(tests, infinities_are_values);
    tcase_add_test(tests, results_get_names_but_replace_none);
    tcase_add_test(tests, placeholders_show_numbers);
    tcase_add_test(tests, formulas_read_as_people_write_them);
    tcase_add_test(tests, formulas_leave_out_what_changes_nothing);
    return tests;
}
