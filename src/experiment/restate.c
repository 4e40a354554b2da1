#include "experiment/restate.h"

#include "base/str.h"
#include "experiment/placeholders.h"

#include <ctype.h>
#include <string.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

struct restating {
    const struct exercise *exercise;
    const struct scope *scope;
    struct arena *arena;
};

static bool begins_name(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

static bool is_call(const char *after_name)
{
    return after_name[strspn(after_name, " ")] == '(';
}

/* Steps over a number with its exponent, which is no name. */
static size_t number_length(const char *text)
{
    size_t length = strspn(text, "0123456789.");
    if (length && (text[length] == 'e' || text[length] == 'E')) {
        length++;
        length += text[length] == '-' || text[length] == '+';
        length += strspn(text + length, "0123456789");
    }
    return length;
}

/* Whether names of results stand in it. */
static bool is_live(const char *expression)
{
    for (const char *at = expression; *at;) {
        size_t number = number_length(at), name = begins_name(*at) ? strspn(at, letters) : 0;
        if (name && !is_call(at + name))
            return true;
        at += number ? number : name ? name : 1;
    }
    return false;
}

static const struct draw *find_draw(const struct exercise *exercise, const char *name, size_t length)
{
    for (size_t i = 0; i < exercise->draw_count; i++)
        if (strlen(exercise->draws[i].name) == length && memcmp(exercise->draws[i].name, name, length) == 0)
            return &exercise->draws[i];
    return NULL;
}

/* The place in the list at which element `index` of the expressions stands alone; false if a list is before it. */
static bool all_numbers(const struct restating *restating, const struct strings *expressions, size_t index)
{
    struct quantity value;
    for (size_t i = 0; i < index; i++)
        if (expression_evaluate(expressions->items[i], restating->scope, restating->arena, &value, NULL) || value.list)
            return false;
    return true;
}

/* The result that is `name` because a list of the setup takes it, or its square, as it is; NULL if none does. */
static const char *bound_in(const struct restating *restating, const struct strings *expressions, const char *result, const char *name)
{
    struct quantity value;
    const char *square = arena_print(restating->arena, "%s ^ 2", name);
    for (size_t i = 0; i < expressions->count; i++) {
        bool itself = strcmp(expressions->items[i], name) == 0, squared = strcmp(expressions->items[i], square) == 0;
        if ((!itself && !squared) || !scope_find(restating->scope, name, strlen(name), &value))
            continue;
        if (value.list && itself && expressions->count == 1)
            return result;
        if (!value.list && all_numbers(restating, expressions, i))
            return arena_print(restating->arena, squared ? "sqrt(%s[%zu])" : "%s[%zu]", result, i);
    }
    return NULL;
}

static const char *bound(const struct restating *restating, const char *name)
{
    const struct setup *setup = restating->exercise->setup;
    if (!setup)
        return NULL;
    const struct {
        const struct strings *expressions;
        const char *result;
    } lists[] = {
        {&setup->values, "x"},
        {&setup->dy, "dy"},
        {&setup->gamma, "gamma"},
        {&setup->beta, "beta"},
        {&setup->running_mean, "running_mean_before"},
        {&setup->running_var, "running_var_before"},
    };
    const char *found = NULL;
    for (size_t i = 0; !found && i < sizeof lists / sizeof *lists; i++)
        found = bound_in(restating, lists[i].expressions, lists[i].result, name);
    if (!found && setup->epsilon && strcmp(setup->epsilon, name) == 0)
        found = "epsilon";
    if (!found && setup->momentum && strcmp(setup->momentum, name) == 0)
        found = "momentum";
    return found;
}

static void add_number(const struct restating *restating, struct str *out, double number)
{
    const char *text = placeholders_number(number, DECIMALS_SHORT, restating->arena);
    str_addf(out, number < 0 ? "(%s)" : "%s", text);
}

static void restate_all(const struct restating *restating, const char *expression, struct str *out);

/* The index behind a list that nothing live stands for: returns how much of it was read, 0 if the list has to stay. */
static size_t add_element(const struct restating *restating, const char *name, size_t length, struct str *out)
{
    const char *end = name[length] == '[' ? strchr(name + length, ']') : NULL;
    struct quantity element;
    struct str index;
    if (!end || memchr(name + length + 1, '[', (size_t)(end - name) - length - 1))
        return 0;
    str_init(&index);
    restate_all(restating, arena_string_n(restating->arena, name + length + 1, (size_t)(end - name) - length - 1), &index);
    const char *whole = arena_string_n(restating->arena, name, (size_t)(end + 1 - name));
    bool fixed = !is_live(index.text) && !expression_evaluate(whole, restating->scope, restating->arena, &element, NULL);
    if (fixed)
        add_number(restating, out, element.items[0]);
    str_release(&index);
    return fixed ? (size_t)(end + 1 - name) - length : 0;
}

static size_t add_value(const struct restating *restating, const char *name, size_t length, struct str *out)
{
    struct quantity value;
    size_t read = 0;
    if (!scope_find(restating->scope, name, length, &value)) {
        str_add_n(out, name, length);
    } else if (!value.list) {
        add_number(restating, out, value.items[0]);
    } else if (!(read = add_element(restating, name, length, out))) {
        for (size_t i = 0; i < value.count; i++)
            str_addf(out, "%s%s", i ? ", " : "[", placeholders_number(value.items[i], DECIMALS_SHORT, restating->arena));
        str_add(out, value.count ? "]" : "[]");
    }
    return length + read;
}

/* A name that was drawn; returns how much of the expression was read. */
static size_t add_drawn(const struct restating *restating, const struct draw *draw, const char *name, size_t length, struct str *out)
{
    const char *result = bound(restating, draw->name);
    if (result) {
        str_add(out, result);
        return length;
    }
    struct str calculation;
    str_init(&calculation);
    if (draw->is)
        restate_all(restating, draw->is, &calculation);
    bool live = is_live(calculation.text);
    if (live)
        str_addf(out, "(%s)", calculation.text);
    str_release(&calculation);
    return live ? length : add_value(restating, name, length, out);
}

static void restate_all(const struct restating *restating, const char *expression, struct str *out)
{
    for (const char *at = expression; *at;) {
        size_t number = number_length(at), name = begins_name(*at) ? strspn(at, letters) : 0;
        const struct draw *draw = name && !is_call(at + name) ? find_draw(restating->exercise, at, name) : NULL;
        if (draw) {
            at += add_drawn(restating, draw, at, name, out);
        } else {
            size_t length = number ? number : name ? name : 1;
            str_add_n(out, at, length);
            at += length;
        }
    }
}

const char *restate(const struct exercise *exercise, const char *expression, const struct scope *scope, struct arena *arena)
{
    const struct restating restating = {exercise, scope, arena};
    struct str out;
    str_init(&out);
    restate_all(&restating, expression, &out);
    const char *text = arena_string(arena, out.text);
    str_release(&out);
    return text;
}
