#include "demo/race.h"

#include "demo/parts.h"

#include <math.h>

enum { PICTURE_LINES = 8, PLOT_LINES = 8, POINTS_SHOWN = 90 };

static const double loss_shown = 2, loss_at_start = 0.7;

const char *racer_name(size_t racer)
{
    return racer == RACE_WITH ? "with batch norm" : "without batch norm";
}

enum style racer_style(size_t racer)
{
    return racer == RACE_WITH ? STYLE_CHANNEL_2 : STYLE_CHANNEL_3;
}

static const struct finding *of_racer(const struct demo_run *run, struct view *view, const char *name, size_t racer)
{
    return part_finding(run, race_finding_name(&view->arena, name, racer));
}

static double number_of(const struct demo_run *run, struct view *view, const char *name, size_t racer)
{
    return of_racer(run, view, name, racer)->numbers[0];
}

static void view_gauge(struct view *view, const char *label, const char *words, double share)
{
    struct block *block = view_add(view, BLOCK_GAUGE);
    block->gauge.label = label;
    block->gauge.words = words;
    block->gauge.share = share;
    block->gauge.style = STYLE_KEY;
}

static void view_progress(const struct demo_run *run, struct view *view)
{
    const struct race_watch *watch = run->own;
    const struct race *race = &watch->race;
    const char *state = race_done(race)            ? "done"
                        : watch->race_pace.running ? "running"
                        : race->steps              ? "paused"
                                                   : "ready";
    view_gauge(view, state, arena_print(&view->arena, "step %zu of %zu", race->steps, race->goal),
               (double)race->steps / (double)race->goal);
}

bool race_sweep_done(const struct sweep *sweep)
{
    return sweep->done == sweep->count * sweep->seeds;
}

void race_view_sweep(const struct sweep *sweep, const struct pace *pace, struct view *view)
{
    double share = sweep_share(sweep);
    const char *state = race_sweep_done(sweep) ? "done" : pace->running ? "running" : share > 0 ? "paused" : "ready";
    view_gauge(view, state, arena_print(&view->arena, "race %zu of %zu", sweep->done, sweep->count * sweep->seeds), share);
}

/* "97 % right", or why it is not. */
static const char *outcome(const struct demo_run *run, struct view *view, size_t racer)
{
    if (number_of(run, view, "diverged", racer) > 0)
        return "diverged";
    return arena_print(&view->arena, "%.0f %% right", 100 * number_of(run, view, "final_train_accuracy", racer));
}

static void view_pictures(const struct demo_run *run, struct view *view)
{
    const struct finding *points = part_finding(run, "points");
    struct scatter_panel *panels = arena_new(&view->arena, RACERS, sizeof *panels);
    struct scatter_point *shown = arena_new(&view->arena, POINTS_SHOWN, sizeof *shown);
    for (size_t i = 0; i < RACERS; i++) {
        const struct finding *regions = of_racer(run, view, "regions", i);
        panels[i] =
            (struct scatter_panel){racer_name(i), outcome(run, view, i), regions->numbers, regions->shape[0], regions->shape[1]};
    }
    for (size_t i = 0; i < POINTS_SHOWN; i++) {
        const double *point = points->numbers + i * points->shape[1];
        shown[i] = (struct scatter_point){point[0], point[1], point[2] > 0};
    }
    struct block *block = view_add(view, BLOCK_SCATTER);
    block->scatter.panels = panels;
    block->scatter.count = RACERS;
    block->scatter.points = shown;
    block->scatter.point_count = POINTS_SHOWN;
    block->scatter.names[0] = "class o";
    block->scatter.names[1] = "class x";
    block->scatter.low_x = part_list(run, "low")[0];
    block->scatter.low_y = part_list(run, "low")[1];
    block->scatter.high_x = part_list(run, "high")[0];
    block->scatter.high_y = part_list(run, "high")[1];
    block->scatter.lines = PICTURE_LINES;
}

static void view_numbers(const struct demo_run *run, struct view *view)
{
    size_t depth = of_racer(run, view, "gradients", RACE_WITH)->count - 1;
    const char *const head[] = {"", "loss", "right, test points", "gradient, layer 1",
                                arena_print(&view->arena, "layer %zu", depth)};
    struct part_table table = part_table(view, RACERS + 1, sizeof head / sizeof *head, head);
    for (size_t i = 0; i < RACERS; i++) {
        const struct finding *gradients = of_racer(run, view, "gradients", i);
        bool failed = number_of(run, view, "diverged", i) > 0;
        part_cell(&table, i + 1, 0, racer_style(i), "%s", i == RACE_WITH ? "with" : "without");
        part_cell(&table, i + 1, 1, failed ? STYLE_WRONG : STYLE_NORMAL, "%.4f", number_of(run, view, "final_loss", i));
        part_cell(&table, i + 1, 2, STYLE_NORMAL, "%.1f %%", 100 * number_of(run, view, "final_test_accuracy", i));
        part_cell(&table, i + 1, 3, STYLE_NORMAL, "%.4f", gradients->numbers[0]);
        part_cell(&table, i + 1, 4, STYLE_NORMAL, "%.4f", gradients->numbers[depth - 1]);
    }
}

static void view_regions(const struct demo_run *run, struct view *view)
{
    view_pictures(run, view);
    view_numbers(run, view);
    part_lesson(view, "Shaded: where the network sees class x. Right: on its class's side.");
}

static void view_loss(const struct demo_run *run, struct view *view)
{
    const struct finding *steps = part_finding(run, "step");
    struct curve curves[RACERS];
    for (size_t i = 0; i < RACERS; i++) {
        const struct finding *losses = of_racer(run, view, "loss", i);
        double *shown = arena_new(&view->arena, losses->count, sizeof *shown);
        for (size_t j = 0; j < losses->count; j++)
            shown[j] = losses->numbers[j] > loss_shown ? loss_shown : losses->numbers[j];
        curves[i] = (struct curve){racer_name(i), shown, losses->count, racer_style(i)};
    }
    struct block *block = part_plot(view, "Loss of the batches", "cut off at 2", "step", curves, RACERS, steps->numbers);
    block->plot.lines = PLOT_LINES;
    block->plot.high = loss_at_start; /* and 0: so the axis stands still while the loss falls */
    part_lesson(view, "Whoever knows nothing has a loss of ln 2 = 0.693.");
}

static void view_accuracy(const struct demo_run *run, struct view *view)
{
    const struct finding *steps = part_finding(run, "step");
    struct curve curves[RACERS];
    for (size_t i = 0; i < RACERS; i++) {
        const struct finding *accuracies = of_racer(run, view, "train_accuracy", i);
        double *percent = arena_new(&view->arena, accuracies->count, sizeof *percent);
        for (size_t j = 0; j < accuracies->count; j++)
            percent[j] = 100 * accuracies->numbers[j];
        curves[i] = (struct curve){racer_name(i), percent, accuracies->count, racer_style(i)};
    }
    struct block *block =
        part_plot(view, "Training points on the right side, %", "in inference mode", "step", curves, RACERS, steps->numbers);
    block->plot.lines = PLOT_LINES;
    block->plot.low = 50; /* a coin's share */
    block->plot.high = 100;
    part_lesson(view, "Running statistics of small batches fit badly: then batch norm stumbles.");
}

/* The norms of both networks' layers now, and before the first step. */
static void view_gradients(const struct demo_run *run, struct view *view)
{
    static const char *const names[] = {"gradients", "gradients_start"};
    static const char *const labels[] = {"without", "with", "without, start", "with, start"};
    struct curve curves[2 * RACERS];
    size_t count = of_racer(run, view, "gradients", RACE_WITH)->count;
    double *layers = arena_new(&view->arena, count, sizeof *layers);
    for (size_t i = 0; i < count; i++)
        layers[i] = (double)(i + 1);
    for (size_t i = 0; i < 2 * RACERS; i++) {
        const struct finding *norms = of_racer(run, view, names[i / RACERS], i % RACERS);
        curves[i] = (struct curve){labels[i], part_powers(view, norms->numbers, count), count, racer_style(i % RACERS)};
    }
    struct block *block = part_plot(view, "Norm of the gradient", "of each layer's weights", "layer", curves, 2 * RACERS, layers);
    block->plot.lines = PLOT_LINES - 1;
    block->plot.powers = true;
    double with = number_of(run, view, "gradient_growth", RACE_WITH),
           without = number_of(run, view, "gradient_growth", RACE_WITHOUT);
    if (isfinite(with) && isfinite(without))
        part_lesson(
            view,
            "At the start, a hidden layer further down: ×%.2f without, ×%.2f with. Wide, deep ReLU networks have ×1.21 with "
            "batch norm: it does not stop explosion.",
            without, with);
}

static void result_cell(struct part_table *table, const struct demo_run *run, size_t seed, size_t racer)
{
    const struct race_watch *watch = run->own;
    const struct sweep_result *results = watch->seeds.results + seed * RACERS;
    double accuracy = results[racer].accuracy, other = results[1 - racer].accuracy;
    if (!isnan(accuracy))
        part_cell(table, seed + 1, racer + 1, accuracy > other ? STYLE_STRONG : STYLE_NORMAL, "%.1f %%", 100 * accuracy);
}

static void view_seeds(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"seed", "without", "with"};
    const struct race_watch *watch = run->own;
    size_t seeds = watch->seeds.seeds;
    struct part_table table = part_table(view, seeds + 3, 1 + RACERS, head);
    for (size_t seed = 0; seed < seeds; seed++) {
        part_cell(&table, seed + 1, 0, STYLE_DIM, "%llu", (unsigned long long)(run->seed + seed));
        for (size_t i = 0; i < RACERS; i++)
            result_cell(&table, run, seed, i);
    }
    part_cell(&table, seeds + 1, 0, STYLE_NORMAL, "mean");
    part_cell(&table, seeds + 2, 0, STYLE_NORMAL, "deviation");
    for (size_t i = 0; i < RACERS; i++) {
        struct sweep_summary summary = sweep_summary(&watch->seeds, 0, i);
        if (!summary.races)
            continue;
        part_cell(&table, seeds + 1, i + 1, STYLE_STRONG, "%.1f %%", 100 * summary.mean);
        part_cell(&table, seeds + 2, i + 1, STYLE_NORMAL, "%.1f", 100 * summary.deviation);
    }
    part_lesson(view,
                "Training points on their class's side, in inference mode, after %zu steps: other points, weights and batches for "
                "each seed.",
                watch->race.goal);
}

void race_view(const struct demo_run *run, struct view *view)
{
    static const char *const names[RACE_PAGES] = {"regions", "loss", "accuracy", "gradients", "seeds"};
    static void (*const pages[RACE_PAGES])(const struct demo_run *, struct view *) = {view_regions, view_loss, view_accuracy,
                                                                                      view_gradients, view_seeds};
    const struct race_watch *watch = run->own;
    part_pages(run, view, names, RACE_PAGES);
    if (run->step == RACE_PAGE_SEEDS)
        race_view_sweep(&watch->seeds, &watch->seeds_pace, view);
    else
        view_progress(run, view);
    pages[run->step](run, view);
}
