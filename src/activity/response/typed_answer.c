#include "activity/response/typed_answer.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 128, DIGITS_MAX = 15 };

/* The text without blanks, with plain minus signs and a point for a comma; false if it is too long. */
static bool tidy(const char *text, char *out, bool *comma)
{
    static const char minus[] = "−";
    size_t length = 0;
    while (*text) {
        bool is_minus = strncmp(text, minus, sizeof minus - 1) == 0;
        char c = is_minus ? '-' : *text;
        text += is_minus ? sizeof minus - 1 : 1;
        if (isspace((unsigned char)c))
            continue;
        *comma = *comma || c == ',';
        out[length++] = c == ',' ? '.' : c;
        if (length == TEXT_MAX)
            return false;
    }
    out[length] = '\0';
    return true;
}

/* Steps over a decimal number; NULL if there is none.  strtod() alone would take "inf", "nan" and "0x10" too. */
static const char *read_decimal(const char *text, double *number)
{
    char *end;
    if (!isdigit((unsigned char)text[strspn(text, "+-.")]) || strspn(text, "+-") > 1)
        return NULL;
    *number = strtod(text, &end);
    size_t used = strspn(text, "+-.0123456789eE");
    return end > text && (size_t)(end - text) <= used ? end : NULL;
}

bool typed_number(const char *text, double *number, bool *comma)
{
    char tidied[TEXT_MAX];
    double divisor = 1;
    *comma = false;
    if (!tidy(text, tidied, comma))
        return false;
    const char *rest = read_decimal(tidied, number);
    if (rest && *rest == '/')
        rest = read_decimal(rest + 1, &divisor);
    if (!rest || *rest)
        return false;
    *number /= divisor;
    return isfinite(*number);
}

/* Steps over blanks and what stands between dimensions. */
static const char *skip(const char *text, const char *also)
{
    for (;;) {
        static const char times[] = "×";
        if (*text && (isspace((unsigned char)*text) || strchr(also, *text)))
            text++;
        else if (*also && strncmp(text, times, sizeof times - 1) == 0)
            text += sizeof times - 1;
        else
            return text;
    }
}

bool typed_shape(const char *text, size_t shape[QUESTION_DIMENSIONS_MAX], size_t *count)
{
    *count = 0;
    text = skip(text, "");
    char opened = *text == '(' || *text == '[' ? *text++ : '\0';
    text = skip(text, "");
    while (isdigit((unsigned char)*text)) {
        size_t digits = strspn(text, "0123456789");
        if (*count == QUESTION_DIMENSIONS_MAX || digits > DIGITS_MAX)
            return false;
        shape[(*count)++] = strtoul(text, NULL, 10);
        text = skip(text + digits, ",xX*");
    }
    if (opened && *text++ != (opened == '(' ? ')' : ']'))
        return false;
    return *count > 0 && !*skip(text, "");
}
