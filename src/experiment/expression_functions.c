#include "experiment/expression_functions.h"

#include <math.h>
#include <string.h>

enum { RANGE_MAX = 65536 };

/* One of the two is set: of each element, or of all of them; neither for range. */
struct expression_function {
    const char *name;
    double (*each)(double);
    double (*all)(const double *items, size_t count);
    bool of_none; /* has a value for an empty list too */
};

static double smallest(const double *items, size_t count)
{
    double value = items[0];
    for (size_t i = 1; i < count; i++)
        value = items[i] < value ? items[i] : value;
    return value;
}

static double largest(const double *items, size_t count)
{
    double value = items[0];
    for (size_t i = 1; i < count; i++)
        value = items[i] > value ? items[i] : value;
    return value;
}

static double sum(const double *items, size_t count)
{
    double value = 0;
    for (size_t i = 0; i < count; i++)
        value += items[i];
    return value;
}

static double mean(const double *items, size_t count)
{
    return sum(items, count) / (double)count;
}

static double biased_variance(const double *items, size_t count)
{
    double center = mean(items, count), squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += (items[i] - center) * (items[i] - center);
    return squares / (double)count;
}

static double how_many(const double *items, size_t count)
{
    (void)items;
    return (double)count;
}

static double to_float32(double value)
{
    return (double)(float)value;
}

static const struct expression_function functions[] = {
    {"sqrt", sqrt, NULL, true},
    {"abs", fabs, NULL, true},
    {"exp", exp, NULL, true},
    {"log", log, NULL, true},
    {"floor", floor, NULL, true},
    {"ceil", ceil, NULL, true},
    {"round", round, NULL, true},
    {"float32", to_float32, NULL, true},
    {"min", NULL, smallest, false},
    {"max", NULL, largest, false},
    {"sum", NULL, sum, true},
    {"mean", NULL, mean, false},
    {"var", NULL, biased_variance, false},
    {"n", NULL, how_many, true},
    {"range", NULL, NULL, false},
};
enum { FUNCTIONS = sizeof functions / sizeof *functions };

const struct expression_function *expression_function_find(const char *name, size_t length)
{
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (strlen(functions[i].name) == length && memcmp(functions[i].name, name, length) == 0)
            return &functions[i];
    return NULL;
}

const char *expression_function_name(size_t index)
{
    return index < FUNCTIONS ? functions[index].name : NULL;
}

/* 0, 1, 2, ... up to, but without, the argument. */
static bool make_range(struct quantity arguments, struct arena *arena, struct quantity *value)
{
    double count = arguments.items[0];
    if (arguments.count != 1 || !(count >= 0 && count <= RANGE_MAX))
        return false;
    double *items = arena_new(arena, (size_t)count, sizeof *items);
    for (size_t i = 0; i < (size_t)count; i++)
        items[i] = (double)i;
    *value = (struct quantity){.items = items, .count = (size_t)count, .list = true};
    return true;
}

bool expression_apply(const struct expression_function *function, struct quantity arguments, struct arena *arena,
                      struct quantity *value)
{
    if (arguments.count == 0 && !function->of_none)
        return false;
    if (!function->all && !function->each)
        return make_range(arguments, arena, value);
    if (function->all) {
        *value = quantity_number(arena, function->all(arguments.items, arguments.count));
        return true;
    }
    double *items = arena_new(arena, arguments.count, sizeof *items);
    for (size_t i = 0; i < arguments.count; i++)
        items[i] = function->each(arguments.items[i]);
    *value = (struct quantity){.items = items, .count = arguments.count, .list = arguments.list};
    return true;
}

static double combine(char operation, double left, double right)
{
    switch (operation) {
    case '+':
        return left + right;
    case '-':
        return left - right;
    case '*':
        return left * right;
    case '/':
        return left / right;
    case '^':
        return pow(left, right);
    case '=':
        return left == right;
    case '!':
        return left != right;
    case '<':
        return left < right;
    case 'l':
        return left <= right;
    case '>':
        return left > right;
    default:
        return left >= right;
    }
}

bool expression_combine(char operation, struct quantity left, struct quantity right, struct arena *arena, struct quantity *value)
{
    if (left.list && right.list && left.count != right.count)
        return false;
    size_t count = left.list ? left.count : right.count;
    double *items = arena_new(arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = combine(operation, left.items[left.list ? i : 0], right.items[right.list ? i : 0]);
    *value = (struct quantity){.items = items, .count = count, .list = left.list || right.list};
    return true;
}
