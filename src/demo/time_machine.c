#include "demo/time_machine.h"

#include "base/mem.h"
#include "demo/demos.h"
#include "demo/pace.h"
#include "demo/run.h"
#include "laboratory/time_machine.h"

#include <stdlib.h>

enum { LEAP = 10 };

/* How many batches are fed in a second of play, and which of these rates it opens with. */
static const unsigned rates[] = {1, 2, 4, 8, 20};
enum { RATES = sizeof rates / sizeof *rates, FIRST_RATE = 2 };

/* What the demo keeps in run->own. */
struct player {
    struct pace pace;
    size_t rate; /* of rates[] */
    bool rated;  /* it was set just now: then it is shown while nothing plays, too */
};

static size_t shown(const struct demo_run *run)
{
    (void)run;
    return TIME_MACHINE_SHOWN;
}

static void status(const struct demo_run *run, struct str *words)
{
    static const char *const stops[] = {"inference", "frozen"};
    const char *mode = time_machine_stopped(run) ? stops[(size_t)run->values[STREAM_STOP]] : "training";
    const struct player *player = run->own;
    if (player->pace.running || player->rated)
        str_addf(words, "%u a second · ", rates[player->rate]);
    if (!run->err.code)
        str_addf(words, "%s · batch %zu of %zu", mode, run->step + 1, time_machine_batches(run));
}

/* A given stream has its own length and distribution; what does not happen has no further parameters. */
static bool applies(const struct demo_run *run, size_t parameter)
{
    bool given = run->given || (run->experiment && run->experiment->rank);
    if (parameter == STREAM_STOP)
        return run->values[STREAM_STOP_AT] > 0;
    if (parameter == STREAM_SHIFT_MEAN || parameter == STREAM_SHIFT_STD)
        return !given && run->values[STREAM_SHIFT_AT] > 0;
    return !given || parameter <= STREAM_ONNX || parameter == STREAM_STOP_AT || parameter == STREAM_VALUE;
}

static int open(struct demo_run *run, struct err *err)
{
    (void)err;
    struct player *player = mem_new(1, sizeof *player);
    player->rate = FIRST_RATE;
    run->own = player;
    run->step = LEAP - 1;
    return 0;
}

static void close(struct demo_run *run)
{
    free(run->own);
}

static size_t last(const struct demo_run *run)
{
    return time_machine_batches(run) - 1;
}

static int64_t deadline(const struct demo_run *run)
{
    const struct player *player = run->own;
    return pace_deadline(&player->pace);
}

static void tick(struct demo_run *run, const struct event *event)
{
    struct player *player = run->own;
    if (!pace_tick(&player->pace, event))
        return;
    run->step += !run->err.code && run->step < last(run);
    if (run->err.code || run->step >= last(run))
        pace_stop(&player->pace);
}

/* Plays on, from the start again once it is at the end; or pauses. */
static void play(struct demo_run *run, const struct event *event)
{
    struct player *player = run->own;
    if (player->pace.running) {
        pace_stop(&player->pace);
        return;
    }
    if (run->step >= last(run))
        run->step = 0;
    pace_play(&player->pace, rates[player->rate], event);
}

static void set_rate(struct demo_run *run, bool faster, const struct event *event)
{
    struct player *player = run->own;
    if (faster ? player->rate + 1 < RATES : player->rate > 0)
        player->rate += faster ? 1 : (size_t)-1;
    if (player->pace.running)
        pace_play(&player->pace, rates[player->rate], event);
    player->rated = true;
}

/* Moves along the stream, if there is one. */
static bool travel(struct demo_run *run, enum action action, const struct event *event)
{
    switch (action) {
    case ACTION_CONFIRM:
        play(run, event);
        return true;
    case ACTION_FIRST:
        run->step = 0;
        return true;
    case ACTION_LAST:
        run->step = last(run);
        return true;
    case ACTION_NEXT:
        run->step = last(run) - run->step < LEAP ? last(run) : run->step + LEAP;
        return true;
    default:
        return false;
    }
}

static bool on_action(struct demo_run *run, enum action action, const struct event *event)
{
    struct player *player = run->own;
    player->rated = false;
    if (action == ACTION_MODE) {
        run->values[STREAM_STOP_AT] = run->values[STREAM_STOP_AT] > 0 ? 0 : (double)(run->step + 1);
        demo_run_again(run);
    } else if (action == ACTION_SLOWER || action == ACTION_FASTER) {
        set_rate(run, action == ACTION_FASTER, event);
    } else {
        return !run->err.code && travel(run, action, event);
    }
    return true;
}

static void live(const struct demo_run *run, struct live_actions *live)
{
    const struct player *player = run->own;
    bool playing = player->pace.running, over = !run->err.code && run->step >= last(run);
    if (!run->err.code)
        live_add(live, ACTION_CONFIRM, playing ? "pause" : over ? "play again" : "play");
    live_add(live, ACTION_MODE, run->values[STREAM_STOP_AT] > 0 ? "never stop" : "stop here");
    if (!run->err.code)
        live_add(live, ACTION_NEXT, "");
    live_add(live, ACTION_SLOWER, playing ? NULL : "");
    live_add(live, ACTION_FASTER, playing ? NULL : "");
}

const struct demo demo_time_machine = {
    .name = "time-machine",
    .title = "Time machine",
    .summary = "Batches stream by; each framework remembers them its own way.",
    .help = "Enter feeds one batch after the other by itself, and pauses; < and > set how fast. Right feeds the next batch, left goes "
            "back in time, n feeds ten, home and end go to the first and the last. Up and down choose what is drawn: means, "
            "variances, or what *x* is normalized to. t stops the updates at this batch: by inference, which uses the running "
            "statistics, or by freezing them while the layer still uses those of the batch. PyTorch's momentum is the weight of the "
            "new batch, *cumulative* its `momentum=None`; Keras' and ONNX' is the weight of the old value. *All so far* are mean and "
            "variance of everything that was fed. All can be turned while it plays.",
    .model = &model_time_machine,
    .steps = time_machine_batches,
    .cells = shown,
    .step_name = "batch",
    .cell_name = "curve",
    .open_ended = true,
    .view = time_machine_view,
    .status = status,
    .applies = applies,
    .open = open,
    .close = close,
    .on_action = on_action,
    .live = live,
    .deadline = deadline,
    .tick = tick,
};
