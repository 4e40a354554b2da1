#include "view/number_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHORT_DECIMALS = 4, DIGITS_BEFORE = 3 };
static const double rounding = 1e-6, smallest = 5e-5, largest = 1e7;

static const char *special(double value)
{
    if (isnan(value))
        return "NaN";
    return value < 0 ? "-inf" : "inf";
}

const char *number_text(struct arena *arena, double value, int decimals, double scale)
{
    if (!isfinite(value))
        return special(value);
    double size = fabs(value);
    if (value == 0 || size < rounding * scale)
        return arena_print(arena, "%.*f", decimals, 0.0);
    if (size < smallest || size >= largest)
        return arena_print(arena, "%.3e", value);
    for (double limit = pow(10, DIGITS_BEFORE); size >= limit && decimals > 0; limit *= 10)
        decimals--;
    return arena_print(arena, "%.*f", decimals, value);
}

const char *number_short(struct arena *arena, double value)
{
    if (!isfinite(value))
        return special(value);
    if (value != 0 && (fabs(value) < smallest || fabs(value) >= largest))
        return arena_print(arena, "%.4g", value);
    char *text = arena_print(arena, "%.*f", SHORT_DECIMALS, value == 0 ? 0.0 : value);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[--length] = '\0';
    return text;
}
