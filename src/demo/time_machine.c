#include "base/mem.h"
#include "demo/demos.h"
#include "demo/pace.h"
#include "demo/parts.h"
#include "demo/run.h"
#include "laboratory/time_machine.h"
#include "view/number_text.h"

#include <math.h>
#include <stdlib.h>

enum { DECIMALS = 4, PLOT_LINES = 6, LEAP = 10, COLUMNS = 5, ROWS = 6, CURVES = 5 };

/* Whose statistics: the batch's own, the frameworks' running ones, those of everything fed so far. */
static const struct source {
    const char *label;
    const char *mean, *var, *y; /* findings */
    enum style style;
} sources[ROWS - 1] = {
    {"this batch", "batch_mean", "batch_var", "y_batch", STYLE_NORMAL},
    {"PyTorch", "pytorch_mean", "pytorch_var", "y_pytorch", STYLE_CHANNEL_0},
    {"Keras", "keras_mean", "keras_var", "y_keras", STYLE_CHANNEL_1},
    {"ONNX", "onnx_mean", "onnx_var", "y_onnx", STYLE_CHANNEL_2},
    {"all so far", "pooled_mean", "pooled_var", NULL, STYLE_CHANNEL_3},
};

/* What the plot shows, by the cell. */
enum { SHOW_MEAN, SHOW_VAR, SHOW_Y, SHOW_COUNT };
static const char *const titles[SHOW_COUNT] = {"mean, batch by batch", "variance, batch by batch", "what x is normalized to"};

/* How many batches are fed in a second of play, and which of these rates it opens with. */
static const unsigned rates[] = {1, 2, 4, 8, 20};
enum { RATES = sizeof rates / sizeof *rates, FIRST_RATE = 2 };

/* What the demo keeps in run->own. */
struct player {
    struct pace pace;
    size_t rate; /* of rates[] */
};

static size_t batches(const struct demo_run *run)
{
    return findings_find(&run->findings, "batch_mean")->count;
}

static size_t shown(const struct demo_run *run)
{
    (void)run;
    return SHOW_COUNT;
}

/* NaN without a name. */
static double number_at(const struct demo_run *run, const char *name, size_t batch)
{
    return name ? part_list(run, name)[batch] : NAN;
}

static bool stopped(const struct demo_run *run)
{
    double at = run->values[STREAM_STOP_AT];
    return at > 0 && (double)(run->step + 1) >= at;
}

static void status(const struct demo_run *run, struct str *words)
{
    static const char *const stops[] = {"inference", "frozen"};
    const char *mode = stopped(run) ? stops[(size_t)run->values[STREAM_STOP]] : "training";
    const struct player *player = run->own;
    if (player->pace.running)
        str_addf(words, "%u a second · ", rates[player->rate]);
    if (!run->err.code)
        str_addf(words, "%s · batch %zu of %zu", mode, run->step + 1, batches(run));
}

/* What a framework's momentum weighs at this batch. */
static const char *weight(const struct demo_run *run, struct arena *arena, size_t framework)
{
    double momentum = run->values[framework];
    if (stopped(run))
        return "not moved";
    if (momentum < 0)
        return arena_print(arena, "batch × 1/%zu", run->step + 1);
    return arena_print(arena, framework == STREAM_PYTORCH ? "batch × %g" : "old value × %g", momentum);
}

static void fill_row(const struct demo_run *run, struct arena *arena, size_t row, struct cell *cells)
{
    const struct source *source = &sources[row];
    const char *names[] = {source->mean, source->var, source->y};
    bool used = row == (stopped(run) && run->values[STREAM_STOP] == STOP_INFERENCE ? 1 : 0);
    cells[0] = (struct cell){source->label, source->style};
    for (size_t i = 0; i < 3; i++) {
        double value = number_at(run, names[i], run->step);
        cells[1 + i] = (struct cell){isnan(value) ? "" : number_text(arena, value, DECIMALS, 0), used ? STYLE_STRONG : STYLE_NORMAL};
    }
    cells[4] = (struct cell){row >= 1 && row <= STREAM_FRAMEWORKS ? weight(run, arena, row - 1) : used ? "used" : "", STYLE_DIM};
}

/* What one column of the table, or the plot of it, spans over the whole stream: neither moves while batches are fed. */
static void span(const struct demo_run *run, size_t column, double *low, double *high)
{
    *low = *high = NAN;
    for (size_t i = 0; i + 1 < ROWS; i++) {
        const char *const names[SHOW_COUNT] = {sources[i].mean, sources[i].var, sources[i].y};
        if (names[column])
            part_span(part_list(run, names[column]), batches(run), low, high);
    }
}

static void view_table(const struct demo_run *run, struct view *view)
{
    struct arena *arena = &view->arena;
    const char *const head[COLUMNS] = {"", "mean", "variance", arena_print(arena, "x %g becomes", run->values[STREAM_VALUE]), ""};
    struct part_table table = part_table(view, ROWS, COLUMNS, head);
    size_t *room = arena_new(arena, COLUMNS, sizeof *room);
    for (size_t row = 0; row + 1 < ROWS; row++)
        fill_row(run, arena, row, table.cells + (row + 1) * COLUMNS);
    for (size_t i = 0; i < SHOW_COUNT; i++) {
        double low, high;
        span(run, i, &low, &high);
        room[1 + i] = part_room(arena, low, high);
    }
    table.block->table.room = room;
}

/* Running statistics begin with mean 0 and variance 1. */
static double before(const struct demo_run *run, size_t row)
{
    bool running = row >= 1 && row <= STREAM_FRAMEWORKS;
    return !running || run->cell == SHOW_Y ? NAN : run->cell == SHOW_VAR ? 1 : 0;
}

/* The curves up to the batch that was fed last, over the whole stream. */
static void view_plot(const struct demo_run *run, struct view *view)
{
    struct curve curves[CURVES];
    size_t count = batches(run), used = 0;
    for (size_t i = 0; i < CURVES; i++) {
        const struct source *source = &sources[i];
        const char *name = run->cell == SHOW_MEAN ? source->mean : run->cell == SHOW_VAR ? source->var : source->y;
        if (!name || (i + 1 == CURVES && run->cell != SHOW_VAR))
            continue;
        double *values = arena_new(&view->arena, count + 1, sizeof *values);
        values[0] = before(run, i);
        for (size_t batch = 0; batch < count; batch++)
            values[batch + 1] = batch <= run->step ? number_at(run, name, batch) : NAN;
        curves[used++] = (struct curve){.label = source->label, .values = values, .count = count + 1, .style = source->style};
    }
    struct block *block = part_plot(view, titles[run->cell], NULL, "batch", curves, used, NULL);
    block->plot.lines = PLOT_LINES;
    span(run, run->cell, &block->plot.low, &block->plot.high);
    if (run->cell != SHOW_Y)
        part_span((const double[]){run->cell == SHOW_VAR}, 1, &block->plot.low, &block->plot.high);
}

static void view(const struct demo_run *run, struct view *view)
{
    view_table(run, view);
    view_plot(run, view);
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
    return batches(run) - 1;
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
    .steps = batches,
    .cells = shown,
    .step_name = "batch",
    .cell_name = "curve",
    .open_ended = true,
    .view = view,
    .status = status,
    .applies = applies,
    .open = open,
    .close = close,
    .on_action = on_action,
    .live = live,
    .deadline = deadline,
    .tick = tick,
};
