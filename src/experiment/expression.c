/* Expressions are evaluated while they are read: they are short, and each is needed once for its numbers. */
#include "experiment/expression.h"

#include "base/vec.h"
#include "course/suggest.h"
#include "experiment/expression_functions.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 64, QUOTED_MAX = 200 };

struct reader {
    const char *text, *at;
    const struct scope *scope;
    struct arena *arena;
    struct err *err;
    unsigned depth;
};

typedef bool level_function(struct reader *reader, struct quantity *value);
static level_function read_comparison, read_sum, read_product, read_signed;

static bool fail(struct reader *reader, const char *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
static bool fail(struct reader *reader, const char *at, const char *format, ...)
{
    char words[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    err_set(reader->err, ERR_INVALID, "'%.*s': character %zu: %s", QUOTED_MAX, reader->text, (size_t)(at - reader->text) + 1,
            words);
    return false;
}

static void skip_blanks(struct reader *reader)
{
    while (isspace((unsigned char)*reader->at))
        reader->at++;
}

/* Steps over `token` if it comes next. */
static bool accept(struct reader *reader, const char *token)
{
    skip_blanks(reader);
    if (strncmp(reader->at, token, strlen(token)) != 0)
        return false;
    reader->at += strlen(token);
    return true;
}

static bool expect(struct reader *reader, const char *token, const char *opened)
{
    if (accept(reader, token))
        return true;
    return fail(reader, reader->at, "a '%s' is missing to close '%s'", token, opened);
}

struct numbers_list {
    double *items;
    size_t count, capacity;
};

/* Everything up to `close`, one after the other in one list. */
static bool read_elements(struct reader *reader, const char *open, const char *close, struct quantity *value)
{
    struct numbers_list list = {0};
    bool good = true;
    if (!accept(reader, close)) {
        do {
            struct quantity element;
            good = read_comparison(reader, &element);
            for (size_t i = 0; good && i < element.count; i++)
                *vec_add(&list) = element.items[i];
        } while (good && accept(reader, ","));
        good = good && expect(reader, close, open);
    }
    double *items = arena_new(reader->arena, list.count, sizeof *items);
    if (list.count)
        memcpy(items, list.items, list.count * sizeof *items);
    *value = (struct quantity){.items = items, .count = list.count, .list = true};
    vec_release(&list);
    return good;
}

static bool read_number(struct reader *reader, struct quantity *value)
{
    const char *start = reader->at;
    size_t length = strspn(start, "0123456789.");
    if (start[length] == 'e' || start[length] == 'E') {
        size_t sign = start[length + 1] == '+' || start[length + 1] == '-';
        size_t exponent = strspn(start + length + 1 + sign, "0123456789");
        length += exponent ? 1 + sign + exponent : 0;
    }
    const char *copy = arena_string_n(reader->arena, start, length);
    char *end;
    double number = strtod(copy, &end);
    if (*end || length == 0 || isalpha((unsigned char)start[length]))
        return fail(reader, start, "this is no number");
    reader->at = start + length;
    *value = quantity_number(reader->arena, number);
    return true;
}

static bool report_name(struct reader *reader, const char *start, size_t length, bool function)
{
    const char *name = arena_string_n(reader->arena, start, length), *what = function ? "function" : "name", *known;
    struct suggestion suggestion = {.word = name};
    for (size_t i = 0; function && (known = expression_function_name(i)); i++)
        suggestion_offer(&suggestion, known);
    for (size_t i = 0; !function && i < reader->scope->count; i++)
        suggestion_offer(&suggestion, reader->scope->items[i].name);
    if (suggestion.best)
        return fail(reader, start, "unknown %s '%s' (did you mean '%s'?)", what, name, suggestion.best);
    return fail(reader, start, "unknown %s '%s'", what, name);
}

static bool read_call(struct reader *reader, const char *name, size_t length, struct quantity *value)
{
    struct quantity arguments;
    const struct expression_function *function = expression_function_find(name, length);
    if (!function)
        return report_name(reader, name, length, true);
    if (!read_elements(reader, "(", ")", &arguments))
        return false;
    /* A function of each element keeps a number a number. */
    arguments.list = arguments.count != 1;
    return expression_apply(function, arguments, reader->arena, value) ||
           fail(reader, name, "this function cannot be applied to that");
}

static bool read_name(struct reader *reader, struct quantity *value)
{
    const char *name = reader->at;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    reader->at += length;
    if (accept(reader, "("))
        return read_call(reader, name, length, value);
    return scope_find(reader->scope, name, length, value) || report_name(reader, name, length, false);
}

static bool read_index(struct reader *reader, struct quantity *value)
{
    const char *start = reader->at;
    struct quantity index;
    if (!read_comparison(reader, &index) || !expect(reader, "]", "["))
        return false;
    if (!value->list)
        return fail(reader, start, "a single number has no elements");
    double place = index.items[0];
    if (index.list || place != floor(place) || place < 0)
        return fail(reader, start, "an index is one whole number from 0 on");
    if (place >= (double)value->count)
        return fail(reader, start, "the list has %zu element%s, there is no [%g]", value->count, value->count == 1 ? "" : "s",
                    place);
    *value = quantity_number(reader->arena, value->items[(size_t)place]);
    return true;
}

static bool read_primary(struct reader *reader, struct quantity *value)
{
    if (accept(reader, "("))
        return read_comparison(reader, value) && expect(reader, ")", "(");
    if (accept(reader, "["))
        return read_elements(reader, "[", "]", value);
    if (isalpha((unsigned char)*reader->at) || *reader->at == '_')
        return read_name(reader, value);
    if (isdigit((unsigned char)*reader->at) || *reader->at == '.')
        return read_number(reader, value);
    if (!*reader->at)
        return fail(reader, reader->at, "a number or a name is missing");
    return fail(reader, reader->at, "a number or a name must stand here");
}

static bool read_power(struct reader *reader, struct quantity *value)
{
    struct quantity exponent;
    if (!read_primary(reader, value))
        return false;
    while (accept(reader, "["))
        if (!read_index(reader, value))
            return false;
    const char *at = reader->at;
    if (!accept(reader, "^"))
        return true;
    return read_signed(reader, &exponent) &&
           (expression_combine('^', *value, exponent, reader->arena, value) || fail(reader, at, "the lists differ in length"));
}

/* The way down for everything that is nested, which is where depth must end. */
static bool read_signed(struct reader *reader, struct quantity *value)
{
    if (++reader->depth > DEPTH_MAX)
        return fail(reader, reader->at, "nested too deeply");
    bool negative = accept(reader, "-");
    bool good = negative ? read_signed(reader, value) : read_power(reader, value);
    reader->depth--;
    return good && (!negative || expression_combine('-', quantity_number(reader->arena, 0), *value, reader->arena, value));
}

/* Operators of one rank, from the left; `tokens` and the operations they stand for, one letter each. */
static bool read_operators(struct reader *reader, const char *const *tokens, const char *operations, level_function *operand,
                           struct quantity *value)
{
    if (!operand(reader, value))
        return false;
    for (;;) {
        size_t i = 0;
        skip_blanks(reader);
        const char *at = reader->at;
        while (tokens[i] && !accept(reader, tokens[i]))
            i++;
        if (!tokens[i])
            return true;
        struct quantity right;
        if (!operand(reader, &right))
            return false;
        if (!expression_combine(operations[i], *value, right, reader->arena, value))
            return fail(reader, at, "the lists differ in length, %zu and %zu", value->count, right.count);
    }
}

static bool read_product(struct reader *reader, struct quantity *value)
{
    static const char *const tokens[] = {"*", "/", NULL};
    return read_operators(reader, tokens, "*/", read_signed, value);
}

static bool read_sum(struct reader *reader, struct quantity *value)
{
    static const char *const tokens[] = {"+", "-", NULL};
    return read_operators(reader, tokens, "+-", read_product, value);
}

static bool read_comparison(struct reader *reader, struct quantity *value)
{
    static const char *const tokens[] = {"!=", "<=", ">=", "<", ">", "=", NULL};
    return read_operators(reader, tokens, "!lg<>=", read_sum, value);
}

int expression_evaluate(const char *text, const struct scope *scope, struct arena *arena, struct quantity *value, struct err *err)
{
    struct err ignored;
    struct reader reader = {.text = text, .at = text, .scope = scope, .arena = arena, .err = err ? err : &ignored};
    *value = (struct quantity){0};
    bool good = read_comparison(&reader, value);
    skip_blanks(&reader);
    if (good && *reader.at)
        good = fail(&reader, reader.at, "an operator is missing here");
    return good ? 0 : ERR_INVALID;
}

int expression_number(const char *text, const struct scope *scope, struct arena *arena, double *number, struct err *err)
{
    struct quantity value;
    int code = expression_evaluate(text, scope, arena, &value, err);
    if (code)
        return code;
    if (value.count != 1)
        return err_set(err, ERR_INVALID, "'%s' is a list of %zu numbers where one is needed", text, value.count);
    *number = value.items[0];
    return 0;
}
