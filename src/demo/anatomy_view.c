/* The screen of the anatomy. */
#include "demo/anatomy.h"

#include "view/number_text.h"

#include <math.h>

enum {
    CHANNELS_MAX = 12,
    BINS = 32,
    DECIMALS = 4,
    CHANNEL_COLUMNS = 7
};

/* The first of at most CHANNELS_MAX channels to list, so that the selected one is among them. */
static size_t first_channel(const struct outcome *outcome, size_t selected)
{
    size_t count = outcome->shape.channels;
    if (count <= CHANNELS_MAX || selected < CHANNELS_MAX / 2)
        return 0;
    return selected + CHANNELS_MAX / 2 > count ? count - CHANNELS_MAX : selected - CHANNELS_MAX / 2;
}

static void set_channel_row(struct arena *arena, const struct outcome *outcome, size_t channel, size_t selected, struct cell *row)
{
    /* A mean after the layer that is a rounding error away from beta is measured by the deviations around it. */
    double scale = sqrt(fmax(outcome->y_var[channel], 0)) + fabs(outcome->beta[channel]);
    const double values[] = {outcome->batch_mean[channel], outcome->batch_var[channel],    outcome->y_mean[channel],
                             outcome->y_var[channel],      outcome->running_mean[channel], outcome->running_var[channel]};
    row[0] = (struct cell){arena_print(arena, "ch %zu", channel), anatomy_channel_style(channel)};
    for (size_t i = 0; i + 1 < CHANNEL_COLUMNS; i++)
        row[1 + i] = (struct cell){number_text(arena, values[i], DECIMALS, i == 2 ? scale : 0),
                                   channel == selected ? STYLE_STRONG : STYLE_NORMAL};
}

/* Mean and variance of each channel before and after, and the running ones. */
static void view_channels(const struct anatomy *anatomy, struct view *view)
{
    static const char *const head[CHANNEL_COLUMNS] = {"",          "batch mean", "batch var", "mean after",
                                                      "var after", "run. mean",  "run. var"};
    const struct outcome *outcome = &anatomy->outcome;
    size_t selected = outcome_channel(outcome, anatomy->cell), first = first_channel(outcome, selected);
    size_t shown = outcome->shape.channels < CHANNELS_MAX ? outcome->shape.channels : CHANNELS_MAX;
    struct cell *cells = arena_new(&view->arena, (shown + 1) * CHANNEL_COLUMNS, sizeof *cells);
    for (size_t i = 0; i < CHANNEL_COLUMNS; i++)
        cells[i] = (struct cell){head[i], STYLE_DIM};
    for (size_t i = 0; i < shown; i++)
        set_channel_row(&view->arena, outcome, first + i, selected, cells + (i + 1) * CHANNEL_COLUMNS);
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = shown + 1;
    block->table.columns = CHANNEL_COLUMNS;
    block->table.numeric = true;
    if (shown < outcome->shape.channels)
        view_text(view, STYLE_DIM, "channels %zu to %zu of %zu", first, first + shown - 1, outcome->shape.channels);
}

/* The values of one channel: `runs` times `count` values from the first on, of which every `stride`-th belongs to it. */
struct walk {
    const float *first;
    size_t runs, distance; /* from one run to the next */
    size_t count, stride;
};

static struct walk walk_of(const struct outcome *outcome, const float *values, size_t channel)
{
    const struct batchnorm_shape *shape = &outcome->shape;
    if (shape->layout == BATCHNORM_CHANNELS_LAST || shape->spatial == 1)
        return (struct walk){values + channel, 1, 0, outcome->count - channel, shape->channels};
    return (struct walk){values + channel * shape->spatial, shape->batch, shape->channels * shape->spatial, shape->spatial, 1};
}

static void widen(const struct walk *walk, double *low, double *high)
{
    for (size_t run = 0; run < walk->runs; run++)
        histogram_widen(walk->first + run * walk->distance, walk->count, walk->stride, low, high);
}

static size_t *count_channel(struct arena *arena, const struct walk *walk, double low, double high)
{
    size_t *counts = arena_new(arena, BINS, sizeof *counts);
    for (size_t run = 0; run < walk->runs; run++)
        histogram_count(walk->first + run * walk->distance, walk->count, walk->stride, low, high, BINS, counts);
    return counts;
}

/* `scale` as in number_text(), for the mean. */
static struct histogram_row histogram_row(struct arena *arena, const char *label, const size_t *counts, double mean, double var,
                                          double scale, size_t channel)
{
    return (struct histogram_row){
        .label = label,
        .detail =
            arena_print(arena, "mean %s  var %s", number_text(arena, mean, DECIMALS, scale), number_text(arena, var, DECIMALS, 0)),
        .counts = counts,
        .style = anatomy_channel_style(channel),
    };
}

/* The selected channel before and after, over one axis. */
static void view_histogram(const struct anatomy *anatomy, struct view *view)
{
    const struct outcome *outcome = &anatomy->outcome;
    struct arena *arena = &view->arena;
    size_t c = outcome_channel(outcome, anatomy->cell);
    double low = INFINITY, high = -INFINITY;
    const struct walk x = walk_of(outcome, outcome->x, c), y = walk_of(outcome, outcome->y, c);
    widen(&x, &low, &high);
    widen(&y, &low, &high);
    if (low > high)
        return;
    const size_t *before = count_channel(arena, &x, low, high), *after = count_channel(arena, &y, low, high);
    struct histogram_row *rows = arena_new(arena, 2, sizeof *rows);
    double scale = sqrt(fmax(outcome->y_var[c], 0)) + fabs(outcome->beta[c]);
    rows[0] =
        histogram_row(arena, arena_print(arena, "ch %zu before", c), before, outcome->batch_mean[c], outcome->batch_var[c], 0, c);
    rows[1] = histogram_row(arena, arena_print(arena, "ch %zu after", c), after, outcome->y_mean[c], outcome->y_var[c], scale, c);
    struct block *block = view_add(view, BLOCK_HISTOGRAM);
    block->histogram.rows = rows;
    block->histogram.count = 2;
    block->histogram.bins = BINS;
    block->histogram.low = low;
    block->histogram.high = high;
}

void anatomy_view(const struct anatomy *anatomy, struct view *view)
{
    if (anatomy->outcome.framework_note)
        view_text(view, STYLE_WARNING, "%s", anatomy->outcome.framework_note);
    view_channels(anatomy, view);
    anatomy_view_tensors(anatomy, view);
    anatomy_view_steps(anatomy, view);
    view_histogram(anatomy, view);
}
