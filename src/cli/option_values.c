#include "cli/options.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int options_share(const struct options *options, const char *name, double low, double high, double *share, struct err *err)
{
    const char *value = options_value(options, name);
    char *end;
    if (!value)
        return 0;
    double number = strtod(value, &end);
    if (*end || end == value || !(number >= low && number <= high))
        return err_set(err, ERR_USAGE, "'%s' is nothing for --%s, which takes a number from %g to %g", value, name, low, high);
    *share = number;
    return 0;
}

int options_list(const struct options *options, const char *name, double *numbers, size_t most, size_t *count, struct err *err)
{
    const char *value = options_value(options, name), *next = value;
    *count = 0;
    while (next) {
        char *end;
        double number = strtod(next, &end);
        if (end == next || (*end && *end != ',') || !isfinite(number))
            return err_set(err, ERR_USAGE, "'%s' is nothing for --%s, which takes numbers with commas between them", value, name);
        if (*count == most)
            return err_set(err, ERR_USAGE, "--%s takes at most %zu numbers", name, most);
        numbers[(*count)++] = number;
        next = *end ? end + 1 : NULL;
    }
    return 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Days since 1970 of a Gregorian date (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t day_number(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + of_year - 719468;
}

int options_date(const struct options *options, const char *name, int64_t *day, struct err *err)
{
    const char *value = options_value(options, name);
    int year, month, of_month, length = 0;
    if (!value)
        return 0;
    bool whole = sscanf(value, "%4d-%2d-%2d%n", &year, &month, &of_month, &length) == 3 && length == 10 && !value[length];
    if (!whole || year < 1970 || month < 1 || month > 12 || of_month < 1 || of_month > month_days(year, month))
        return err_set(err, ERR_USAGE, "'%s' is nothing for --%s, which takes a date such as 2026-11-21", value, name);
    *day = day_number(year, month, of_month);
    return 0;
}
