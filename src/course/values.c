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
