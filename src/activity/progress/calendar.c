/* Answers on each day of half a year, or of a whole one. */
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"

#include "base/clock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WEEK_DAYS = 7, HALF_YEAR = 26, WHOLE_YEAR = 53, FIRST_MONDAY = 3 }; /* 1970-01-01 was a Thursday */

/* The weeks that are shown, the last one with today in it. */
struct span_of_weeks {
    int64_t monday, today;
    int64_t weeks;
};

/* Three letters of the month in which a week begins, where it is another one than the week before. */
static const char *month_label(struct view *view, int64_t monday)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const char *day = progress_date(view, monday), *before = progress_date(view, monday - WEEK_DAYS);
    int month = atoi(day + 5);
    return strncmp(day, before, 7) == 0 || month < 1 ? "" : months[month - 1];
}

static size_t cell_of(const struct span_of_weeks *span, int64_t day)
{
    int64_t place = day - span->monday;
    return (size_t)(place % WEEK_DAYS * span->weeks + place / WEEK_DAYS);
}

/* Fills values[]; the most answers on one of the days. */
static double fill(const struct statistics *statistics, const struct span_of_weeks *span, double *values)
{
    double most = 0;
    for (int64_t day = span->monday; day < span->monday + span->weeks * WEEK_DAYS; day++)
        values[cell_of(span, day)] = day > span->today ? NAN : 0;
    for (size_t i = 0; i < statistics->day_count; i++) {
        const struct day_count *day = &statistics->days[i];
        if (day->day < span->monday || day->day > span->today)
            continue;
        values[cell_of(span, day->day)] = (double)day->answers;
        most = fmax(most, (double)day->answers);
    }
    return most;
}

/* One column a week, Monday on top; days to come are empty. */
static void view_map(const struct statistics *statistics, const struct span_of_weeks *span, struct view *view)
{
    static const char *const weekdays[WEEK_DAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    size_t cells = (size_t)(span->weeks * WEEK_DAYS);
    double *values = arena_new(&view->arena, cells, sizeof *values);
    const char **months = arena_new(&view->arena, (size_t)span->weeks, sizeof *months);
    const char **dates = arena_new(&view->arena, cells, sizeof *dates);
    double most = fmax(fill(statistics, span, values), 1);
    for (int64_t day = span->monday; day < span->monday + (int64_t)cells; day++)
        dates[cell_of(span, day)] = progress_date(view, day);
    for (int64_t week = 0; week < span->weeks; week++)
        months[week] = month_label(view, span->monday + week * WEEK_DAYS);
    struct block *block = view_add(view, BLOCK_HEAT_MAP);
    block->heat_map.row_labels = weekdays;
    block->heat_map.column_labels = months;
    block->heat_map.cell_names = dates;
    block->heat_map.values = values;
    block->heat_map.rows = WEEK_DAYS;
    block->heat_map.columns = (size_t)span->weeks;
    block->heat_map.high = most;
    block->heat_map.selected = cell_of(span, span->today);
    block->heat_map.legend = arena_print(&view->arena, "answers a day: none (pale) to %.0f (full)", most);
}

/* What the days that are shown add up to. */
static void view_sums(const struct statistics *statistics, const struct span_of_weeks *span, struct view *view)
{
    size_t days = 0, enough = 0, answers = 0, right = 0;
    int64_t took = 0;
    for (size_t i = 0; i < statistics->totals.count; i++) {
        const struct day_total *day = &statistics->totals.items[i];
        if (day->day < span->monday || day->day > span->today)
            continue;
        days += day->answers > 0;
        enough += day->answers >= statistics->streak.minimum;
        answers += day->answers;
        right += day->right;
        took += day->took_ms;
    }
    if (!answers) {
        view_text(view, STYLE_NORMAL, "No answers yet.");
        return;
    }
    view_text(view, STYLE_NORMAL, "%zu answer%s on %zu day%s, %.0f %% of them right", answers, progress_plural(answers), days,
              progress_plural(days), 100 * (double)right / (double)answers);
    view_text(view, STYLE_NORMAL, "%zu day%s with %zu or more", enough, progress_plural(enough), statistics->streak.minimum);
    view_text(view, STYLE_NORMAL, "Time: %s", progress_time(view, took));
}

static void calendar_view(const struct progress *progress, struct view *view)
{
    int64_t today = progress->statistics.today;
    struct span_of_weeks span = {.today = today, .weeks = progress->whole_year ? WHOLE_YEAR : HALF_YEAR};
    span.monday = today - (today + FIRST_MONDAY) % WEEK_DAYS - (span.weeks - 1) * WEEK_DAYS;
    view_map(&progress->statistics, &span, view);
    view_space(view);
    view_sums(&progress->statistics, &span, view);
}

static void calendar_act(struct progress *progress, enum action action, const struct event *event, struct reply *reply)
{
    (void)event, (void)reply;
    if (action == ACTION_MODE)
        progress->whole_year = !progress->whole_year;
}

static void calendar_live(const struct progress *progress, struct live_actions *live)
{
    live_add(live, ACTION_MODE, progress->whole_year ? "half a year" : "whole year");
}

const struct progress_page progress_calendar = {
    .title = "calendar", .view = calendar_view, .live = calendar_live, .act = calendar_act};
