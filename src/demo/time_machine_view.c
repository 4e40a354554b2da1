#include "demo/time_machine.h"

#include "demo/parts.h"
#include "laboratory/time_machine.h"
#include "view/number_text.h"

#include <math.h>

enum { DECIMALS = 4, PLOT_LINES = 6, COLUMNS = 5, ROWS = 6, CURVES = 5 };

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
static const char *const titles[TIME_MACHINE_SHOWN] = {"mean, batch by batch", "variance, batch by batch", "what x is normalized to"};

size_t time_machine_batches(const struct demo_run *run)
{
    return findings_find(&run->findings, "batch_mean")->count;
}

bool time_machine_stopped(const struct demo_run *run)
{
    double at = run->values[STREAM_STOP_AT];
    return at > 0 && (double)(run->step + 1) >= at;
}

/* NaN without a name. */
static double number_at(const struct demo_run *run, const char *name, size_t batch)
{
    return name ? part_list(run, name)[batch] : NAN;
}

/* What a framework's momentum weighs at this batch. */
static const char *weight(const struct demo_run *run, struct arena *arena, size_t framework)
{
    double momentum = run->values[framework];
    if (time_machine_stopped(run))
        return "not moved";
    if (momentum < 0)
        return arena_print(arena, "batch × 1/%zu", run->step + 1);
    return arena_print(arena, framework == STREAM_PYTORCH ? "batch × %g" : "old value × %g", momentum);
}

static void fill_row(const struct demo_run *run, struct arena *arena, size_t row, struct cell *cells)
{
    const struct source *source = &sources[row];
    const char *names[] = {source->mean, source->var, source->y};
    bool used = row == (time_machine_stopped(run) && run->values[STREAM_STOP] == STOP_INFERENCE ? 1 : 0);
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
        const char *const names[TIME_MACHINE_SHOWN] = {sources[i].mean, sources[i].var, sources[i].y};
        if (names[column])
            part_span(part_list(run, names[column]), time_machine_batches(run), low, high);
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
    for (size_t i = 0; i < TIME_MACHINE_SHOWN; i++) {
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
    return !running || run->cell == TIME_MACHINE_Y ? NAN : run->cell == TIME_MACHINE_VAR ? 1 : 0;
}

/* The curves up to the batch that was fed last, over the whole stream. */
static void view_plot(const struct demo_run *run, struct view *view)
{
    struct curve curves[CURVES];
    size_t count = time_machine_batches(run), used = 0;
    for (size_t i = 0; i < CURVES; i++) {
        const struct source *source = &sources[i];
        const char *name = run->cell == TIME_MACHINE_MEAN ? source->mean : run->cell == TIME_MACHINE_VAR ? source->var : source->y;
        if (!name || (i + 1 == CURVES && run->cell != TIME_MACHINE_VAR))
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
    if (run->cell != TIME_MACHINE_Y)
        part_span((const double[]){run->cell == TIME_MACHINE_VAR}, 1, &block->plot.low, &block->plot.high);
}

void time_machine_view(const struct demo_run *run, struct view *view)
{
    view_table(run, view);
    view_plot(run, view);
}
