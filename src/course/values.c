#include "course/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool value_number(const char *text, double *number)
{
    if (text[0] == '\0' || text[strspn(text, "+-.0123456789eE")] != '\0')
        return false;
    char *end;
    *number = strtod(text, &end);
    return *end == '\0' && isfinite(*number);
}

bool value_is_whole(double number)
{
    return number == floor(number) && fabs(number) < 0x1p53;
}

static const char DIGITS[] = "0123456789";

size_t value_exponent_length(const char *text)
{
    if (*text != 'e' && *text != 'E')
        return 0;
    size_t sign = text[1] == '+' || text[1] == '-';
    size_t digits = strspn(text + 1 + sign, DIGITS);
    return digits ? 1 + sign + digits : 0;
}

double value_last_digit(const char *text)
{
    text += strspn(text, "+-");
    size_t whole = strspn(text, DIGITS), decimals = 0;
    const char *rest = text + whole;
    if (*rest == '.') {
        decimals = strspn(rest + 1, DIGITS);
        rest += 1 + decimals;
    }
    size_t exponent = value_exponent_length(rest);
    if (!decimals && !exponent)
        return 0.01;
    return pow(10, (exponent ? atof(rest + 1) : 0) - (double)decimals);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool value_time(const char *text, int *seconds)
{
    size_t minutes = strspn(text, "0123456789");
    const char *rest = text + minutes;
    if (minutes < 1 || minutes > 2 || rest[0] != ':' || !is_digit(rest[1]) || rest[1] > '5' || !is_digit(rest[2]) || rest[3])
        return false;
    *seconds = atoi(text) * 60 + (rest[1] - '0') * 10 + rest[2] - '0';
    return *seconds > 0;
}
