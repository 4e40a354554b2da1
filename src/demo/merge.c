/* One batch on several workers. */
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/models.h"

#include <math.h>

enum { PAGE_WORKERS, PAGE_MERGE, PAGE_OUTPUT, PAGES };
enum { BINS = 40 };

static const char *const pages[PAGES] = {"workers", "merging", "synchronized"};

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return PAGES;
}

static size_t count_workers(const struct demo_run *run)
{
    return part_finding(run, "worker_count")->count;
}

/* The first worker has nothing to merge with yet. */
static size_t count_merges(const struct demo_run *run)
{
    return run->step == PAGE_MERGE ? count_workers(run) - 1 : 0;
}

static void count_bins(const double *values, const double *worker, size_t count, double of, double low, double high, size_t *counts)
{
    for (size_t i = 0; i < count; i++) {
        size_t bin = high > low ? (size_t)((values[i] - low) / (high - low) * BINS) : 0;
        if (worker[i] == of)
            counts[bin < BINS ? bin : BINS - 1]++;
    }
}

/* One row a worker of the values called `name`, over one axis. */
static void view_histogram(const struct demo_run *run, struct view *view, const char *name, const char *title)
{
    const struct finding *values = part_finding(run, name);
    size_t workers = count_workers(run);
    double low = values->numbers[0], high = low;
    for (size_t i = 0; i < values->count; i++) {
        low = fmin(low, values->numbers[i]);
        high = fmax(high, values->numbers[i]);
    }
    struct histogram_row *rows = arena_new(&view->arena, workers, sizeof *rows);
    for (size_t i = 0; i < workers; i++) {
        size_t *counts = arena_new(&view->arena, BINS, sizeof *counts);
        count_bins(values->numbers, part_list(run, "worker"), values->count, (double)i, low, high, counts);
        rows[i] = (struct histogram_row){arena_print(&view->arena, "worker %zu", i), NULL, counts, STYLE_CHANNEL_0 + i % 4};
    }
    struct block *block = view_add(view, BLOCK_HISTOGRAM);
    block->histogram.title = title;
    block->histogram.rows = rows;
    block->histogram.count = workers;
    block->histogram.bins = BINS;
    block->histogram.low = low;
    block->histogram.high = high;
}

static void view_workers(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "mean", "variance"};
    const struct {
        const char *name, *mean, *var;
        enum style style;
    } rows[] = {
        {"all values at once", "pooled_mean", "pooled_var", STYLE_NORMAL},
        {"merged by count, mean and M2", "merged_mean", "merged_var", STYLE_RIGHT},
        {"plain average over the workers", "mean_of_means", "mean_of_vars", STYLE_WRONG},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    view_histogram(run, view, "x", "");
    view_space(view);
    struct part_table table = part_table(view, ROWS + 1, 3, head);
    for (size_t i = 0; i < ROWS; i++) {
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%s", rows[i].name);
        part_cell_number(&table, i + 1, 1, rows[i].style, part_number(run, rows[i].mean), 0);
        part_cell_number(&table, i + 1, 2, rows[i].style, part_number(run, rows[i].var), 0);
    }
    part_lesson(view,
                "The variance of all is what lies within the workers, %s, and between their means, %s; an average of variances "
                "forgets the second.",
                part_word(view, part_number(run, "var_within")), part_word(view, part_number(run, "var_between")));
}

/* The merge that brings the selected worker in, with its numbers. */
static void view_arithmetic(const struct demo_run *run, struct view *view)
{
    size_t worker = run->cell + 1;
    const double *counts = part_list(run, "worker_count");
    double before = 0, n = counts[worker];
    for (size_t i = 0; i < worker; i++)
        before += counts[i];
    if (worker == 0) {
        view_text(view, STYLE_NORMAL, "the first worker: nothing to merge with yet");
        return;
    }
    double delta = part_list(run, "worker_mean")[worker] - part_list(run, "merged_mean_after")[worker - 1];
    double m2 = part_list(run, "merged_var_after")[worker - 1] * before, own = part_list(run, "worker_m2")[worker];
    view_text(view, STYLE_NORMAL, "δ = %s − %s = %s", part_word(view, part_list(run, "worker_mean")[worker]),
              part_factor(view, part_list(run, "merged_mean_after")[worker - 1]), part_word(view, delta));
    view_text(view, STYLE_NORMAL, "M2 = %s + %s + δ²·%g·%g/%g = %s", part_word(view, m2), part_word(view, own), before, n,
              before + n, part_word(view, m2 + own + delta * delta * before * n / (before + n)));
}

static void view_merge(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "count", "mean", "M2", "merged mean", "merged variance"};
    static const char *const names[] = {"worker_mean", "worker_m2", "merged_mean_after", "merged_var_after"};
    size_t workers = count_workers(run);
    struct part_table table = part_table(view, workers + 1, 6, head);
    for (size_t i = 0; i < workers; i++) {
        bool selected = i == run->cell + 1;
        part_cell(&table, i + 1, 0, selected ? STYLE_SELECTED : STYLE_CHANNEL_0 + i % 4, "worker %zu", i);
        part_cell(&table, i + 1, 1, STYLE_NORMAL, "%g", part_list(run, "worker_count")[i]);
        for (size_t k = 0; k < 4; k++)
            part_cell_number(&table, i + 1, k + 2, selected ? STYLE_STRONG : STYLE_NORMAL, part_list(run, names[k])[i], 0);
    }
    view_space(view);
    view_arithmetic(run, view);
    part_lesson(view, "Three numbers a channel are enough to merge exactly, in any order: the last line is the statistic of all "
                      "values, but for rounding.");
}

static void view_output(const struct demo_run *run, struct view *view)
{
    view_histogram(run, view, "y_local", "Each with statistics of its own");
    view_histogram(run, view, "y_synced", "Synchronized");
    part_lesson(view, "With its own statistics every worker is centred at 0, and that one has larger values than another is lost; "
                      "synchronized they keep their places.");
}

static void view(const struct demo_run *run, struct view *view)
{
    static void (*const views[PAGES])(const struct demo_run *, struct view *) = {view_workers, view_merge, view_output};
    part_pages(run, view, pages, PAGES);
    views[run->step](run, view);
}

static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const drawn[] = {"values", "drift", NULL};
    return !part_sampled(run) || !part_has_key(run, parameter, drawn);
}

const struct demo demo_merge = {
    .name = "merge",
    .title = "One batch, several workers",
    .summary = "Statistics put together from parts, as synchronized batch norm does.",
    .help = "Left and right go from the workers' values to the merge, worker by worker (up and down), and to the outputs. M2 is "
            "the sum "
            "of squared deviations from the mean; the formula is that of Chan, Golub and LeVeque.",
    .model = &model_merge,
    .steps = count_pages,
    .step_name = "page",
    .cells = count_merges,
    .cell_name = "merge",
    .view = view,
    .applies = applies,
};
