#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t read_clock(clockid_t id)
{
    struct timespec time;
    clock_gettime(id, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* What a test has put into the control file; 0 when there is none. */
static int64_t controlled(const struct clock *clock)
{
    FILE *file = fopen(clock->control, "r");
    if (!file)
        return 0;
    long long milliseconds = 0;
    if (fscanf(file, "%lld", &milliseconds) != 1)
        milliseconds = 0;
    fclose(file);
    return milliseconds;
}

static int64_t system_now(const struct clock *clock)
{
    return read_clock(CLOCK_REALTIME) + clock->offset;
}

static int64_t system_elapsed(const struct clock *clock)
{
    (void)clock;
    return read_clock(CLOCK_MONOTONIC);
}

static int64_t controlled_now(const struct clock *clock)
{
    return clock->offset + controlled(clock);
}

void clock_init(struct clock *clock)
{
    *clock = (struct clock){.now_ms = system_now, .elapsed_ms = system_elapsed};
    const char *start = getenv("BNTUTOR_NOW"), *control = getenv("BNTUTOR_CLOCK");
    int64_t wanted = start ? clock_parse(start) : -1, now = read_clock(CLOCK_REALTIME);
    if (wanted >= 0)
        clock->offset = wanted - now;
    if (control && *control)
        *clock = (struct clock){controlled_now, controlled, now + clock->offset, control};
}

int64_t clock_now(const struct clock *clock)
{
    return clock->now_ms(clock);
}

int64_t clock_elapsed(const struct clock *clock)
{
    return clock->elapsed_ms(clock);
}

int clock_utc_offset(int64_t now_ms)
{
    time_t seconds = (time_t)(now_ms / 1000);
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return 0;
    return (int)(local.tm_gmtoff / 60);
}

int64_t clock_parse(const char *text)
{
    struct tm utc = {0};
    char zone = 0;
    int used = 0;
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d%c%n", &utc.tm_year, &utc.tm_mon, &utc.tm_mday, &utc.tm_hour, &utc.tm_min, &utc.tm_sec,
               &zone, &used) != 7 ||
        zone != 'Z' || text[used] != '\0')
        return -1;
    utc.tm_year -= 1900;
    utc.tm_mon -= 1;
    struct tm given = utc;
    int64_t seconds = (int64_t)timegm(&utc); /* carries what is too much over, so that there is no 30 February */
    bool exists = utc.tm_mon == given.tm_mon && utc.tm_mday == given.tm_mday && utc.tm_hour == given.tm_hour &&
                  utc.tm_min == given.tm_min && utc.tm_sec == given.tm_sec;
    return exists && seconds >= 0 ? seconds * 1000 : -1;
}

static struct tm broken_down(int64_t now_ms, int offset_minutes)
{
    int64_t shifted = now_ms / 1000 + (int64_t)offset_minutes * 60;
    time_t seconds = (time_t)shifted;
    struct tm time = {.tm_mday = 1};
    gmtime_r(&seconds, &time);
    return time;
}

void clock_date_text(int64_t now_ms, int offset_minutes, char text[11])
{
    struct tm time = broken_down(now_ms, offset_minutes);
    if (strftime(text, 11, "%Y-%m-%d", &time) == 0)
        text[0] = '\0';
}

void clock_time_text(int64_t now_ms, int offset_minutes, char text[17])
{
    struct tm time = broken_down(now_ms, offset_minutes);
    if (strftime(text, 17, "%Y-%m-%d %H:%M", &time) == 0)
        text[0] = '\0';
}
