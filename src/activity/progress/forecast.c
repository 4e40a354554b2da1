/* How much falls due on the days to come. */
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"

enum { BARS = 14, WEEK_DAYS = 7, THURSDAY = 3 }; /* day 0 was a Thursday */

/* "today", "tomorrow", "Mon 2026-11-23". */
static const char *day_name(struct view *view, int64_t today, int64_t day)
{
    static const char *const weekdays[WEEK_DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    if (day <= today + 1)
        return day == today ? "today" : "tomorrow";
    return arena_print(&view->arena, "%s %s", weekdays[(day + THURSDAY) % WEEK_DAYS], progress_date(view, day));
}

static const char *words(struct view *view, const struct due_day *due)
{
    size_t all = due->young + due->mature;
    if (!all)
        return "-";
    if (!due->mature)
        return arena_print(&view->arena, "%zu", all);
    return arena_print(&view->arena, "%zu, %zu mature", all, due->mature);
}

static void view_day(struct view *view, int64_t today, const struct due_day *due, size_t most)
{
    struct block *block = view_add(view, BLOCK_GAUGE);
    block->gauge.label = day_name(view, today, due->day);
    block->gauge.words = words(view, due);
    block->gauge.share = most ? (double)(due->young + due->mature) / (double)most : 0;
    block->gauge.style = STYLE_NORMAL;
}

static void forecast_view(const struct progress *progress, struct view *view)
{
    const struct statistics *statistics = &progress->statistics;
    struct due_day days[FORECAST_DAYS];
    size_t most = 0, all = 0;
    for (int i = 0; i < FORECAST_DAYS; i++)
        days[i] = (struct due_day){.day = statistics->today + i};
    for (size_t i = 0; i < statistics->forecast.count; i++) {
        const struct due_day *due = &statistics->forecast.items[i];
        int64_t place = due->day - statistics->today;
        if (place < 0 || place >= FORECAST_DAYS)
            continue;
        days[place] = *due;
        all += due->young + due->mature;
        most = place < BARS && due->young + due->mature > most ? due->young + due->mature : most;
    }
    if (!all) {
        view_text(view, STYLE_NORMAL,
                  "Nothing falls due in the next four weeks. What you learn shows up here with the day on which it comes back.");
        return;
    }
    view_text(view, STYLE_NORMAL, "%zu item%s fall%s due in the next four weeks", all, progress_plural(all), all == 1 ? "s" : "");
    view_space(view);
    for (int i = 0; i < BARS; i++)
        view_day(view, statistics->today, &days[i], most);
    view_space(view);
    view_text(view, STYLE_DIM, "As it stands now: what you get wrong comes back sooner, and what is new comes on top.");
}

const struct progress_page progress_forecast = {.title = "what falls due", .view = forecast_view};
