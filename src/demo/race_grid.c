/* The race over a row of learning rates or batch sizes: a table that fills while it is watched. */
#include "demo/race.h"

#include "base/mem.h"
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/models.h"

#include <stdlib.h>

enum { PAGE_TABLE, PAGE_CURVES, PAGES, PLOT_LINES = 9 };

/* What the demo keeps in run->own. */
struct grid_watch {
    bool begun;
    struct sweep sweep;
    struct pace pace;
};

static struct grid_watch *watch_of(const struct demo_run *run)
{
    return run->own;
}

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return PAGES;
}

static int open(struct demo_run *run, struct err *err)
{
    (void)err;
    run->own = mem_new(1, sizeof(struct grid_watch));
    return 0;
}

static void close(struct demo_run *run)
{
    struct grid_watch *watch = watch_of(run);
    if (watch->begun)
        sweep_release(&watch->sweep);
    free(watch);
}

static void refresh(struct demo_run *run)
{
    findings_clear(&run->findings);
    sweep_report(&watch_of(run)->sweep, &run->findings);
}

static int restart(struct demo_run *run, struct err *err)
{
    struct grid_watch *watch = watch_of(run);
    (void)err;
    if (watch->begun)
        sweep_release(&watch->sweep);
    sweep_init(&watch->sweep, run->values, (enum sweep_over)run->values[RACE_OVER], run->seed);
    watch->begun = true;
    refresh(run);
    return 0;
}

static void finish(struct demo_run *run)
{
    sweep_advance(&watch_of(run)->sweep, NULL);
    refresh(run);
}

static void tick(struct demo_run *run, const struct event *event)
{
    struct grid_watch *watch = watch_of(run);
    struct budget budget = pace_budget(event);
    if (!pace_tick(&watch->pace, event))
        return;
    sweep_advance(&watch->sweep, &budget);
    refresh(run);
    if (race_sweep_done(&watch->sweep))
        pace_stop(&watch->pace);
}

static int64_t deadline(const struct demo_run *run)
{
    return pace_deadline(&watch_of(run)->pace);
}

static bool on_action(struct demo_run *run, enum action action, const struct event *event)
{
    struct pace *pace = &watch_of(run)->pace;
    if (action == ACTION_FIRST)
        restart(run, NULL);
    else if (action != ACTION_CONFIRM)
        return false;
    else if (pace->running)
        pace_stop(pace);
    else
        pace_start(pace, true, event);
    return true;
}

static void live(const struct demo_run *run, struct live_actions *live)
{
    const struct grid_watch *watch = watch_of(run);
    if (!race_sweep_done(&watch->sweep))
        live_add(live, ACTION_CONFIRM, watch->pace.running ? "pause" : sweep_share(&watch->sweep) > 0 ? "go on" : "start");
    live_add(live, ACTION_FIRST, "restart");
}

/* "2 of 5 diverged, 1 stuck" */
static void failure_cell(struct part_table *table, size_t row, size_t column, const struct sweep_summary *summary)
{
    if (summary->diverged && summary->stuck)
        part_cell(table, row, column, STYLE_WRONG, "%zu diverged, %zu stuck", summary->diverged, summary->stuck);
    else if (summary->diverged || summary->stuck)
        part_cell(table, row, column, STYLE_WRONG, "%zu %s", summary->diverged + summary->stuck,
                  summary->diverged ? "diverged" : "stuck");
}

static void value_row(const struct demo_run *run, struct part_table *table, size_t value)
{
    const struct sweep *sweep = &watch_of(run)->sweep;
    double own = run->values[sweep->over == SWEEP_BATCHES ? RACE_BATCH : RACE_RATE];
    struct sweep_summary summaries[RACERS];
    for (size_t i = 0; i < RACERS; i++)
        summaries[i] = sweep_summary(sweep, value, i);
    part_cell(table, value + 1, 0, sweep->row[value] == own ? STYLE_SELECTED : STYLE_NORMAL, "%g", sweep->row[value]);
    for (size_t i = 0; i < RACERS; i++) {
        const struct sweep_summary *summary = &summaries[i];
        if (!summary->races)
            continue;
        enum style style = summary->mean > summaries[1 - i].mean ? STYLE_STRONG : STYLE_NORMAL;
        if (summary->races > 1)
            part_cell(table, value + 1, 2 * i + 1, style, "%.1f ± %.1f", 100 * summary->mean, 100 * summary->deviation);
        else
            part_cell(table, value + 1, 2 * i + 1, style, "%.1f", 100 * summary->mean);
        failure_cell(table, value + 1, 2 * i + 2, summary);
    }
}

static void view_table(const struct demo_run *run, struct view *view)
{
    const struct sweep *sweep = &watch_of(run)->sweep;
    const char *const head[] = {sweep->over == SWEEP_BATCHES ? "batch" : "rate", "without, % right", "", "with, % right", ""};
    struct part_table table = part_table(view, sweep->count + 1, sizeof head / sizeof *head, head);
    for (size_t i = 0; i < sweep->count; i++)
        value_row(run, &table, i);
    part_lesson(
        view, "Mean and deviation over the seeds, on training points, in inference mode. Diverged: the loss is no number any more. "
              "Stuck: every point gets the same output.");
}

static void view_curves(const struct demo_run *run, struct view *view)
{
    const struct sweep *sweep = &watch_of(run)->sweep;
    struct curve curves[RACERS];
    for (size_t i = 0; i < RACERS; i++)
        curves[i] =
            (struct curve){racer_name(i), part_list(run, race_finding_name(&view->arena, "mean", i)), sweep->count, racer_style(i)};
    part_plot(view, "Training points on the right side", "mean over the seeds",
              sweep->over == SWEEP_BATCHES ? "batch" : "learning rate", curves, RACERS, sweep->row)
        ->plot.lines = PLOT_LINES;
}

static void view_grid(const struct demo_run *run, struct view *view)
{
    static const char *const names[PAGES] = {"table", "curves"};
    part_pages(run, view, names, PAGES);
    race_view_sweep(&watch_of(run)->sweep, &watch_of(run)->pace, view);
    (run->step == PAGE_TABLE ? view_table : view_curves)(run, view);
}

const struct demo demo_race_grid = {
    .name = "race-grid",
    .title = "The race, at every pace",
    .summary = "The race over learning rates or batch sizes, with several seeds each.",
    .help =
        "Enter starts and pauses, home starts anew. *Over* chooses what the grid runs over; the value that is set stands among the "
        "others. One seed after the other is run over the whole row, so that every mean is there early and gets surer.\n\n"
        "Batch norm makes the learning rate matter less, and the batch size more.",
    .model = &model_race_grid,
    .steps = count_pages,
    .step_name = "page",
    .view = view_grid,
    .run = restart,
    .finish = finish,
    .open = open,
    .close = close,
    .on_action = on_action,
    .live = live,
    .deadline = deadline,
    .tick = tick,
};
