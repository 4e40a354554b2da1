/*
 * Time, as a parameter.  Everything that needs the time is handed a `struct clock`; tests hand out one that they move by hand.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

struct clock {
    int64_t (*now_ms)(const struct clock *clock);     /* milliseconds since 1970, UTC */
    int64_t (*elapsed_ms)(const struct clock *clock); /* milliseconds since some fixed moment; never goes back, stops with nothing */
    int64_t offset;      /* added to the wall clock; set by clock_init() from BNTUTOR_NOW */
    const char *control; /* a file with the milliseconds that have passed, or NULL; see clock_init() */
};

/*
 * The system's clock.  BNTUTOR_NOW ("2026-11-21T05:00:00Z") moves its start, so that a run can be repeated.  With
 * BNTUTOR_CLOCK, the name of a file, both clocks stand still but for the milliseconds that the file holds, looked up at every reading:
 * a test lets time pass without waiting, and none passes that it did not mean to pass.
 */
void clock_init(struct clock *clock);

int64_t clock_now(const struct clock *clock);
int64_t clock_elapsed(const struct clock *clock);

/* Minutes that local time (TZ) is ahead of UTC at `now_ms`. */
int clock_utc_offset(int64_t now_ms);

/* "2026-11-21T05:00:00Z", 1970 or later, to milliseconds; -1 if it is no such time. */
int64_t clock_parse(const char *text);

/* A local date, "2026-11-21", and time, "2026-11-21 05:00", at `now_ms` in a zone that is `offset_minutes` ahead of UTC. */
void clock_date_text(int64_t now_ms, int offset_minutes, char text[11]);
void clock_time_text(int64_t now_ms, int offset_minutes, char text[17]);

#endif
