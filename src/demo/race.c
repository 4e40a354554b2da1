/* Two networks in training, live: the demo's state and what keys and ticks do to it. */
#include "demo/race.h"

#include "base/mem.h"
#include "demo/demos.h"
#include "laboratory/models.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_A_TICK = 12 }; /* 240 a second: fast enough not to bore, slow enough to be followed */
#define AT_ONCE (PACE_SLICE / 8) /* multiplications that a key press does not wait for */

static struct race_watch *watch_of(const struct demo_run *run)
{
    return run->own;
}

static bool on_seeds(const struct demo_run *run)
{
    return run->step == RACE_PAGE_SEEDS;
}

static struct pace *pace_of(const struct demo_run *run)
{
    struct race_watch *watch = watch_of(run);
    return on_seeds(run) ? &watch->seeds_pace : &watch->race_pace;
}

static bool done(const struct demo_run *run)
{
    const struct race_watch *watch = watch_of(run);
    return on_seeds(run) ? race_sweep_done(&watch->seeds) : race_done(&watch->race);
}

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return RACE_PAGES;
}

static void drop(struct race_watch *watch)
{
    if (!watch->begun)
        return;
    race_release(&watch->race);
    sweep_release(&watch->seeds);
    watch->begun = false;
}

static int open(struct demo_run *run, struct err *err)
{
    (void)err;
    run->own = mem_new(1, sizeof(struct race_watch));
    return 0;
}

static void close(struct demo_run *run)
{
    drop(run->own);
    free(run->own);
}

static void refresh(struct demo_run *run)
{
    struct race_watch *watch = watch_of(run);
    findings_clear(&run->findings);
    race_report(&watch->race, &run->findings);
    sweep_report(&watch->seeds, &run->findings);
    watch->unseen = 0;
    watch->look_at = -1;
}

/*
 * A first look at a new race.  Where that takes long and another one is shown already, the changed parameter is shown beside that
 * until the next tick.
 */
static void look(struct demo_run *run)
{
    if (run->seen_ms >= 0 && run->findings.count && race_begin_cost(run->values) > AT_ONCE)
        watch_of(run)->look_at = run->seen_ms;
    else
        refresh(run);
}

/* Back to the start, with the present values; what was running goes on from there. */
static int restart(struct demo_run *run, struct err *err)
{
    struct race_watch *watch = watch_of(run);
    (void)err;
    drop(watch);
    race_init(&watch->race, run->values, run->seed, true);
    sweep_init(&watch->seeds, run->values, SWEEP_SEEDS, run->seed);
    watch->begun = true;
    look(run);
    return 0;
}

/* The picture that is due, as soon as what it shows is there; where that takes up the slice, with the next tick. */
static void take_look(struct demo_run *run, struct budget *budget)
{
    if (race_begin(&watch_of(run)->race, budget) && (budget_left(budget) || race_report_cost(run->values) <= AT_ONCE))
        refresh(run);
}

static void advance(struct demo_run *run, size_t steps, struct budget *budget)
{
    struct race_watch *watch = watch_of(run);
    size_t before = watch->race.steps;
    race_advance(&watch->race, steps, budget);
    watch->unseen += (double)(watch->race.steps - before) * race_cost(run->values);
}

static void finish(struct demo_run *run)
{
    struct race_watch *watch = watch_of(run);
    advance(run, watch->race.goal, NULL);
    sweep_advance(&watch->seeds, NULL);
    refresh(run);
}

/* Drawing large networks costs more than a step of theirs: they are drawn less often, for at most half of the time. */
static bool worth_a_look(const struct demo_run *run)
{
    return done(run) || watch_of(run)->unseen * 2 >= race_report_cost(run->values);
}

static void tick(struct demo_run *run, const struct event *event)
{
    struct race_watch *watch = watch_of(run);
    struct pace *pace = pace_of(run);
    struct budget budget = pace_budget(event);
    bool looking = watch->look_at >= 0;
    if (looking)
        take_look(run, &budget);
    if (!pace_tick(pace, event) || looking)
        return;
    if (on_seeds(run))
        sweep_advance(&watch->seeds, &budget);
    else
        advance(run, pace->fast ? watch->race.goal : STEPS_A_TICK, &budget);
    if (on_seeds(run) || worth_a_look(run)) {
        watch->look_at = event->elapsed_ms;
        take_look(run, &budget);
    }
    if (done(run))
        pace_stop(pace);
}

static int64_t deadline(const struct demo_run *run)
{
    const struct race_watch *watch = watch_of(run);
    return watch->look_at >= 0 ? watch->look_at : pace_deadline(pace_of(run));
}

static void restart_page(struct demo_run *run)
{
    struct race_watch *watch = watch_of(run);
    if (on_seeds(run)) {
        sweep_release(&watch->seeds);
        sweep_init(&watch->seeds, run->values, SWEEP_SEEDS, run->seed);
    } else {
        race_release(&watch->race);
        race_init(&watch->race, run->values, run->seed, true);
    }
    look(run);
}

/* One step, and a picture of it: at once where that takes no time. */
static void step(struct demo_run *run, const struct event *event)
{
    struct budget budget = pace_budget(event);
    advance(run, 1, NULL);
    watch_of(run)->look_at = event->elapsed_ms;
    take_look(run, &budget);
}

static bool on_action(struct demo_run *run, enum action action, const struct event *event)
{
    struct pace *pace = pace_of(run);
    switch (action) {
    case ACTION_CONFIRM:
        if (pace->running)
            pace_stop(pace);
        else
            pace_start(pace, on_seeds(run), event);
        return true;
    case ACTION_NEXT:
        step(run, event);
        return true;
    case ACTION_FIRST:
        restart_page(run);
        return true;
    case ACTION_LAST:
        pace_start(pace, true, event);
        return true;
    default:
        return false;
    }
}

static void live(const struct demo_run *run, struct live_actions *live)
{
    const struct race_watch *watch = watch_of(run);
    bool running = pace_of(run)->running, begun = on_seeds(run) ? sweep_share(&watch->seeds) > 0 : watch->race.steps > 0;
    if (!done(run)) {
        live_add(live, ACTION_CONFIRM, running ? "pause" : begun ? "go on" : "start");
        live_add(live, ACTION_LEFT, "page");
        live_add(live, ACTION_RIGHT, "page");
        if (!running && !on_seeds(run))
            live_add(live, ACTION_NEXT, "step");
        if (!on_seeds(run) && !pace_of(run)->fast)
            live_add(live, ACTION_LAST, "to the end");
    }
    live_add(live, ACTION_FIRST, "restart");
}

static bool applies(const struct demo_run *run, size_t parameter)
{
    return parameter != RACE_SEEDS || on_seeds(run);
}

const struct demo demo_race = {
    .name = "race",
    .title = "The race",
    .summary = "Two networks, the same weights and batches; one has batch norm.",
    .help =
        "Both networks are trained by the kernel while you watch: enter starts and pauses, n makes one step, end runs fast to the "
        "end, "
        "home goes back to the start. A changed parameter starts the race anew.\n\n"
        "In the pictures the shaded part is where a network sees class x. Accuracies are measured in inference mode, with running "
        "statistics; the loss is that of the batches, in training mode. *Seeds* repeats the race with other points, weights and "
        "batches: one race alone is luck.\n\n"
        "Try batches of 2, one hidden layer, or standardized features with He's weights: batch norm does not always win.",
    .model = &model_race,
    .steps = count_pages,
    .step_name = "page",
    .view = race_view,
    .applies = applies,
    .run = restart,
    .finish = finish,
    .open = open,
    .close = close,
    .on_action = on_action,
    .live = live,
    .deadline = deadline,
    .tick = tick,
};
