#include "experiment/prove_computed.h"

#include "base/vec.h"
#include "course/source.h"
#include "course/values.h"
#include "experiment/results.h"
#include "experiment/stated.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDED 1e-3 /* of a number: what is left out where it is stated in whole digits */

static const char DIGITS[] = "0123456789";

struct checking {
    const struct question *question;
    struct source *source;
    struct outcomes *outcomes;
    struct known *known;
    struct lint_topic *counts;
    struct arena arena;
    bool good;
};

static void report(struct checking *checking, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void report(struct checking *checking, const char *format, ...)
{
    struct position at = checking->question->item.at;
    struct span span = {.line = at.line, .column = at.column, .width = 1};
    va_list arguments;
    va_start(arguments, format);
    source_vreport(checking->source, SEVERITY_ERROR, &span, format, arguments);
    va_end(arguments);
    checking->good = false;
}

/* Length of the number that begins at `text`, its sign included; 0 if none does.  "before" is the character before it. */
static size_t numeral_length(const char *text, char before)
{
    size_t sign = *text == '-' && before != ')' && before != ']';
    size_t whole = strspn(text + sign, DIGITS), decimals = 0;
    if (!whole || isalnum((unsigned char)before) || before == '_' || before == '.')
        return 0;
    if (text[sign + whole] == '.')
        decimals = 1 + strspn(text + sign + whole + 1, DIGITS);
    return sign + whole + decimals + value_exponent_length(text + sign + whole + decimals);
}

/* Bytes of a code span with words in it at `text`: its numbers are parts of a program.  0 if there is none. */
static size_t program_length(const char *text)
{
    const char *end = *text == '`' ? strchr(text + 1, '`') : NULL;
    bool words = false;
    for (const char *c = text; end && c + 1 < end; c++)
        words = words || (isalpha((unsigned char)c[0]) && isalpha((unsigned char)c[1]));
    return words ? (size_t)(end + 1 - text) : 0;
}

/* The next number in a text, programs left out. */
static bool next_numeral(const char **text, char *before, const char **numeral, size_t *length)
{
    for (; **text; *before = *(*text)++) {
        *text += program_length(*text);
        *length = numeral_length(*text, *before);
        if (!*length)
            continue;
        *numeral = *text;
        *before = '0';
        *text += *length;
        return true;
    }
    return false;
}

/* What divides two numbers is one too: "52/3".  "About 474" is told of 474.3. */
static bool agrees(const char *numeral, size_t length, double value)
{
    size_t below = numeral[length] == '/' ? numeral_length(numeral + length + 1, ' ') : 0;
    double quotient = below ? strtod(numeral, NULL) / strtod(numeral + length + 1, NULL) : 0;
    double near = ROUNDED * fabs(value);
    bool whole = !memchr(numeral, '.', length) && fabs(strtod(numeral, NULL) - value) <= near;
    return stated_agrees(numeral, value) || whole || (below && fabs(quotient - value) <= near);
}

static bool states_any(const char *text)
{
    char before = ' ';
    const char *numeral;
    size_t length;
    return next_numeral(&text, &before, &numeral, &length);
}

/* The first element that does not stand in the text behind those before it; the count if all do. */
static size_t missing(const char *text, const struct quantity *value)
{
    char before = ' ';
    const char *numeral;
    size_t length, found = 0;
    while (found < value->count && next_numeral(&text, &before, &numeral, &length))
        found += agrees(numeral, length, value->items[found]);
    return found;
}

static int evaluate(struct checking *checking, const struct experiment *experiment, const char *expression, struct quantity *value,
                    struct err *err)
{
    struct settings settings = settings_of(experiment);
    struct scope scope = {0};
    const struct outcome *outcome = outcomes_run(checking->outcomes, experiment, &settings, err);
    if (!outcome)
        return ERR_INVALID;
    results_name(experiment, outcome, &settings, &checking->arena, &scope);
    int code = expression_evaluate(expression, &scope, &checking->arena, value, err);
    scope_release(&scope);
    return code;
}

/* `text` is what states it; without any number there it need not be proved. */
static void check(struct checking *checking, const struct computation *computed, const struct experiment *experiment, const char *text)
{
    struct quantity value;
    struct err err;
    if (!experiment) {
        report(checking, "'%s' computes %s, but no experiment shows it", checking->question->item.id, computed->expression);
        return;
    }
    if (evaluate(checking, experiment, computed->expression, &value, &err)) {
        report(checking, "%s", err.text);
        return;
    }
    for (size_t i = 0; i < value.count; i++)
        *vec_add(checking->known) = value.items[i];
    size_t found = states_any(text) ? missing(text, &value) : value.count;
    if (found < value.count)
        report(checking, "'%s' states '%.60s', but %s yields %.9g", checking->question->item.id, text, computed->expression,
               value.items[found]);
}

static void check_option(struct checking *checking, const struct option *option)
{
    const struct item *item = &checking->question->item;
    const struct experiment *experiment = option->experiment ? option->experiment : item->experiment;
    if (option->computed.expression)
        check(checking, &option->computed, experiment, option->text);
    if (option->right || !experiment || !states_any(option->text))
        return;
    checking->counts->wrong_numbers++;
    checking->counts->wrong_computed += option->computed.expression != NULL;
}

static void check_mistake(struct checking *checking, const struct wrong_answer *mistake)
{
    const struct question *question = checking->question;
    const struct experiment *experiment = mistake->experiment ? mistake->experiment : question->item.experiment;
    bool number = question->kind == QUESTION_NUMBER;
    if (mistake->computed.expression && !number)
        report(checking, "'%s' is no question for a number: its mistakes compute none", question->item.id);
    else if (mistake->computed.expression)
        check(checking, &mistake->computed, experiment, mistake->values.items[0]);
    checking->counts->wrong_numbers += number && experiment;
    checking->counts->wrong_computed += number && experiment && mistake->computed.expression;
}

bool prove_computed(const struct question *question, struct source *source, struct outcomes *outcomes, struct known *known,
                    struct lint_topic *counts)
{
    struct checking checking = {
        .question = question, .source = source, .outcomes = outcomes, .known = known, .counts = counts, .good = true};
    arena_init(&checking.arena);
    if (question->computed.expression && question->kind != QUESTION_NUMBER)
        report(&checking, "'%s' is no question for a number: its options are computed", question->item.id);
    else if (question->computed.expression)
        check(&checking, &question->computed, question->item.experiment, question->answer.items[0]);
    for (size_t i = 0; i < question->option_count; i++)
        check_option(&checking, &question->options[i]);
    for (size_t i = 0; i < question->mistake_count; i++)
        check_mistake(&checking, &question->mistakes[i]);
    arena_release(&checking.arena);
    return checking.good;
}
