/* Streak, answers, what was still known on a later day, time. */
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"

#include <string.h>

/* What + and - choose among. */
static const size_t minimums[] = {1, 3, 5, 10, 15, 20, 30, 50, 100};
enum { MINIMUM_COUNT = sizeof minimums / sizeof *minimums };

/* "today 2 of 5 answers", "today 7 answers ✓ (5 are enough)" */
static const char *today_words(struct arena *arena, const struct streak *streak)
{
    if (streak->answers < streak->minimum)
        return arena_print(arena, "today %zu of %zu answer%s", streak->answers, streak->minimum, progress_plural(streak->minimum));
    return arena_print(arena, "today %zu answer%s ✓ (%zu %s enough)", streak->answers, progress_plural(streak->answers),
                       streak->minimum, streak->minimum == 1 ? "is" : "are");
}

static void view_streak(const struct streak *streak, struct view *view)
{
    struct arena *arena = &view->arena;
    const struct span days[] = {
        {arena_print(arena, "%zu day%s in a row", streak->days, progress_plural(streak->days)), STYLE_STRONG},
        {arena_print(arena, " (longest %zu)", streak->longest), STYLE_DIM},
    };
    bool done = streak->answers >= streak->minimum;
    const struct span today[] = {
        {today_words(arena, streak), done ? STYLE_RIGHT : STYLE_NORMAL},
        {streak->frozen ? "    a missed day was forgiven this week" : "    one day a week may be missed", STYLE_DIM},
    };
    view_spans(view, days, sizeof days / sizeof *days);
    view_spans(view, today, sizeof today / sizeof *today);
}

static void view_answers(const struct statistics *statistics, struct view *view)
{
    struct arena *arena = &view->arena;
    const struct span spans[] = {
        {arena_print(arena, "%zu answer%s", statistics->answers, progress_plural(statistics->answers)), STYLE_STRONG},
        {arena_print(arena, " on %zu day%s, %zu right", statistics->day_count, progress_plural(statistics->day_count),
                     statistics->right),
         STYLE_DIM},
        {arena_print(arena, "    %zu badge%s", statistics->badges, progress_plural(statistics->badges)), STYLE_STRONG},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans - !statistics->badges);
}

static struct tally both(const struct retention *retention)
{
    return (struct tally){retention->young.total + retention->mature.total, retention->young.done + retention->mature.done};
}

static void set_retention(struct view *view, struct cell *row, const char *name, struct tally lately, struct tally ever)
{
    row[0] = (struct cell){name, STYLE_NORMAL};
    row[1] = (struct cell){progress_share(view, lately), STYLE_STRONG};
    row[2] = (struct cell){progress_share(view, ever), STYLE_NORMAL};
}

static void view_retention(const struct statistics *statistics, struct view *view)
{
    enum { COLUMNS = 3, ROWS = 3 };
    const char *const head[COLUMNS] = {"asked again after", "last 30 days", "ever"};
    const struct retention *lately = &statistics->lately, *ever = &statistics->ever;
    view_heading(view, "Still known on a later day");
    if (!both(ever).total) {
        view_text(view, STYLE_DIM, "Nothing that was learned has come back on a later day yet.");
        return;
    }
    struct cell *cells = progress_table(view, head, COLUMNS, ROWS);
    set_retention(view, cells, "under 3 weeks (young)", lately->young, ever->young);
    set_retention(view, cells + COLUMNS, "3 weeks or more (mature)", lately->mature, ever->mature);
    set_retention(view, cells + 2 * COLUMNS, "all", both(lately), both(ever));
    view_text(view, STYLE_DIM, "The schedule aims at %.0f %%.", 100 * statistics->desired);
}

static void view_now(const struct statistics *statistics, struct view *view)
{
    enum { COLUMNS = 5 };
    const char *const head[COLUMNS] = {"items", "never asked", "learning", "young", "mature"};
    const size_t counts[COLUMNS - 1] = {statistics->unasked, statistics->maturity.learning, statistics->maturity.young,
                                        statistics->maturity.mature};
    struct cell *cells = progress_table(view, head, COLUMNS, 1);
    cells[0] = (struct cell){"now", STYLE_NORMAL};
    for (size_t i = 1; i < COLUMNS; i++)
        cells[i] = (struct cell){arena_print(&view->arena, "%zu", counts[i - 1]), STYLE_NORMAL};
}

static void view_time(const struct statistics *statistics, struct view *view)
{
    const struct span spans[] = {
        {"Time  ", STYLE_DIM},
        {arena_print(&view->arena, "today %s", progress_time(view, statistics->took_today_ms)), STYLE_NORMAL},
        {arena_print(&view->arena, "    last 7 days %s", progress_time(view, statistics->took_week_ms)), STYLE_NORMAL},
        {arena_print(&view->arena, "    ever %s", progress_time(view, statistics->took_ms)), STYLE_NORMAL},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
}

static void overview_view(const struct progress *progress, struct view *view)
{
    const struct statistics *statistics = &progress->statistics;
    if (!statistics->totals.count) {
        view_text(view, STYLE_NORMAL, "Nothing answered yet. Every card, question and text you answer shows up here.");
        return;
    }
    view_streak(&statistics->streak, view);
    view_answers(statistics, view);
    view_space(view);
    view_retention(statistics, view);
    view_space(view);
    view_now(statistics, view);
    view_space(view);
    view_time(statistics, view);
}

/* The next larger or smaller number to choose. */
static size_t step(size_t minimum, bool up)
{
    size_t place = 0;
    while (place < MINIMUM_COUNT && minimums[place] < minimum)
        place++;
    if (!up)
        return minimums[place ? place - 1 : 0];
    place += place < MINIMUM_COUNT && minimums[place] == minimum;
    return minimums[place < MINIMUM_COUNT ? place : MINIMUM_COUNT - 1];
}

static void overview_act(struct progress *progress, enum action action, const struct event *event, struct reply *reply)
{
    struct statistics *statistics = &progress->statistics;
    size_t minimum = step(statistics->streak.minimum, action == ACTION_INCREASE);
    (void)reply;
    if (action != ACTION_INCREASE && action != ACTION_DECREASE)
        return;
    if (!store_set_streak_minimum(progress->environment->store, minimum, &progress->err))
        store_streak(progress->environment->store, event->now_ms, &statistics->streak, &progress->err);
}

static void overview_live(const struct progress *progress, struct live_actions *live)
{
    if (!progress->statistics.totals.count)
        return;
    live_add(live, ACTION_INCREASE, "answers a day");
    live_add(live, ACTION_DECREASE, "answers a day");
}

const struct progress_page progress_overview = {
    .title = "overview", .view = overview_view, .live = overview_live, .act = overview_act};
