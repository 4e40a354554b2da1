#include "demo/pace.h"

enum { TICK_MS = 50 };

void pace_start(struct pace *pace, bool fast, const struct event *event)
{
    *pace = (struct pace){.running = true, .fast = fast, .next = event->elapsed_ms + TICK_MS};
}

void pace_stop(struct pace *pace)
{
    *pace = (struct pace){.running = false};
}

int64_t pace_deadline(const struct pace *pace)
{
    return pace->running ? pace->next : -1;
}

bool pace_tick(struct pace *pace, const struct event *event)
{
    if (event->type != EVENT_TICK)
        pace_stop(pace);
    pace->next = event->elapsed_ms + TICK_MS;
    return pace->running;
}
