/* How far a small batch strays. */
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/models.h"

#include <math.h>

enum { PAGE_SPREAD, PAGE_VALUE, PAGES };
enum { BINS = 48 };

static const char *const pages[PAGES] = {"spread", "one value"};

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return PAGES;
}

static void view_spread(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"n", "mean strays by", "1/√n", "deviation strays by", "1/√(2(n−1))"};
    static const char *const names[] = {"mean_spread", "mean_formula", "std_spread", "std_formula"};
    const struct finding *sizes = part_finding(run, "sizes");
    struct part_table table = part_table(view, sizes->count + 1, 5, head);
    for (size_t row = 0; row < sizes->count; row++) {
        bool here = sizes->numbers[row] == part_parameter(run, "batch");
        part_cell(&table, row + 1, 0, here ? STYLE_SELECTED : STYLE_NORMAL, "%g", sizes->numbers[row]);
        for (size_t i = 0; i < 4; i++)
            part_cell(&table, row + 1, i + 1, i % 2 ? STYLE_DIM : STYLE_NORMAL, "%.4f", part_list(run, names[i])[row]);
    }
    part_lesson(view,
                "In units of the standard deviation of all data: four times the batch halves the noise. It regularizes a little, "
                "and ruins statistics of very few values.");
}

static void view_value(const struct demo_run *run, struct view *view)
{
    const struct finding *outputs = part_finding(run, "outputs");
    double low = 0, high = 0;
    size_t *counts = arena_new(&view->arena, BINS, sizeof *counts);
    struct histogram_row *row = arena_new(&view->arena, 1, sizeof *row);
    for (size_t i = 0; i < outputs->count; i++) {
        low = fmin(low, outputs->numbers[i]);
        high = fmax(high, outputs->numbers[i]);
    }
    for (size_t i = 0; i < outputs->count; i++) {
        size_t bin = high > low ? (size_t)((outputs->numbers[i] - low) / (high - low) * BINS) : 0;
        counts[bin < BINS ? bin : BINS - 1]++;
    }
    *row = (struct histogram_row){"y", NULL, counts, STYLE_CHANNEL_0};
    struct block *block = view_add(view, BLOCK_HISTOGRAM);
    block->histogram.title = arena_print(&view->arena, "%zu batches: y of the same x", outputs->count);
    block->histogram.rows = row;
    block->histogram.count = 1;
    block->histogram.bins = BINS;
    block->histogram.low = low;
    block->histogram.high = high;
    view_space(view);
    view_text(view, STYLE_NORMAL, "mean of y %s, deviation %s; with the statistics of all data it would be %s every time",
              part_word(view, part_number(run, "output_mean")), part_word(view, part_number(run, "output_spread")),
              part_word(view, part_parameter(run, "value") / sqrt(1 + part_parameter(run, "epsilon"))));
    part_lesson(view,
                "The company is drawn anew each time, and y moves with it; with two values only the sign of y is left, and no y is "
                "ever above √(n − 1).");
}

static void view(const struct demo_run *run, struct view *view)
{
    static void (*const views[PAGES])(const struct demo_run *, struct view *) = {view_spread, view_value};
    part_pages(run, view, pages, PAGES);
    views[run->step](run, view);
}

static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const of_value[] = {"value", "epsilon", NULL};
    return run->step == PAGE_VALUE || !part_has_key(run, parameter, of_value);
}

const struct demo demo_batch_noise = {
    .name = "batch-noise",
    .title = "How far a batch strays",
    .summary = "Means and deviations of 500 batches of each size, from one distribution.",
    .help = "Left and right go from the spread of the statistics to what it does to one value.",
    .model = &model_batch_noise,
    .steps = count_pages,
    .step_name = "page",
    .view = view,
    .applies = applies,
};
