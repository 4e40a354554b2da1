#include "demo/pace.h"

enum { SECOND_MS = 1000, TICKS_MAX = 20 };

void pace_play(struct pace *pace, unsigned ticks, const struct event *event)
{
    int64_t interval = SECOND_MS / ticks;
    *pace = (struct pace){.running = true, .interval = interval, .next = event->elapsed_ms + interval};
}

void pace_start(struct pace *pace, bool fast, const struct event *event)
{
    pace_play(pace, TICKS_MAX, event);
    pace->fast = fast;
}

void pace_stop(struct pace *pace)
{
    *pace = (struct pace){.running = false};
}

int64_t pace_deadline(const struct pace *pace)
{
    return pace->running ? pace->next : -1;
}

struct budget pace_budget(const struct event *event)
{
    return (struct budget){PACE_SLICE, .clock = event->clock, .until_ms = event->elapsed_ms + PACE_SLICE_MS};
}

bool pace_tick(struct pace *pace, const struct event *event)
{
    if (event->type != EVENT_TICK)
        pace_stop(pace);
    pace->next = event->elapsed_ms + pace->interval;
    return pace->running;
}
