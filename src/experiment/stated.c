#include "experiment/stated.h"

#include "course/values.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char DIGITS[] = "0123456789";

static size_t significant_digits(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        if (isdigit((unsigned char)text[i]) && (count > 0 || text[i] != '0'))
            count++;
    return count;
}

/* Steps over what begins with a digit at `text`; true if it is a number as stated_next() wants it. */
static bool is_stated(const char *text, size_t *length)
{
    size_t whole = strspn(text, DIGITS), decimals = 0;
    if (text[whole] == '.')
        decimals = strspn(text + whole + 1, DIGITS);
    size_t mantissa = decimals ? whole + 1 + decimals : whole;
    *length = mantissa + value_exponent_length(text + mantissa);
    char next = text[*length];
    bool version = next == '.' && isdigit((unsigned char)text[*length + 1]);
    if (version)
        *length += strspn(text + *length, "0123456789.");
    bool arxiv = whole == 4 && decimals >= 4 && decimals <= 5;
    return decimals > 0 && !version && !arxiv && !isalpha((unsigned char)next) && next != '_' &&
           significant_digits(text, mantissa) >= STATED_DIGITS;
}

bool stated_next(const char *text, struct stated *number)
{
    bool in_name = false;
    while (*text) {
        size_t length = 1;
        bool digit = isdigit((unsigned char)*text);
        if (digit && is_stated(text, &length) && !in_name) {
            *number = (struct stated){text, length};
            return true;
        }
        in_name = isalnum((unsigned char)text[length - 1]) || text[length - 1] == '_';
        text += length;
    }
    return false;
}

bool stated_agrees(const char *text, double value)
{
    double half = value_last_digit(text) / 2, rounding = 2 * (double)FLT_EPSILON * fabs(value);
    return fabs(strtod(text, NULL) - value) <= half * (1 + 1e-9) + rounding;
}
