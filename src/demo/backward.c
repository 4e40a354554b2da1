/* The backward pass, taken apart. */
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"

#include <math.h>

enum { PAGE_PATHS, PAGE_SUMS, PAGE_FROZEN, PAGE_CHECK, PAGES };
enum { ROWS = 6, CHANNELS = 5 };

static const char *const pages[PAGES] = {"paths", "sums", "frozen", "check"};

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return PAGES;
}

static size_t count_cells(const struct demo_run *run)
{
    return part_finding(run, "x")->count;
}

/* The channel of the selected value. */
static size_t channel(const struct demo_run *run)
{
    const struct finding *x = part_finding(run, "x");
    size_t channels = part_finding(run, "dgamma")->count;
    size_t sample = x->count / x->shape[0];
    for (size_t i = 1; run->given && i < run->given->rank; i++)
        sample = (i == 1 ? 1 : sample) * run->given->shape[i]; /* of which no more than the beginning may be listed */
    bool last = run->given ? run->given->channels_last : run->experiment && run->experiment->layout == LAYOUT_CHANNELS_LAST;
    return last ? run->cell % channels : run->cell / (sample / channels) % channels;
}

static double largest(const double *numbers, size_t count)
{
    double size = 0;
    for (size_t i = 0; i < count; i++)
        size = isfinite(numbers[i]) ? fmax(size, fabs(numbers[i])) : size;
    return size;
}

/* The named tensors side by side, a window of ROWS around the selected value, their names in `head`. */
static void view_elements(const struct demo_run *run, struct view *view, const char *const *names, const char *const *head,
                          size_t columns)
{
    const struct finding *x = part_finding(run, "x");
    size_t shown = x->count < ROWS ? x->count : ROWS, first = part_window(x->count, shown, run->cell);
    struct part_table table = part_table(view, shown + 1, columns + 1, head);
    double scale = largest(part_list(run, "dx"), x->count);
    for (size_t row = 0; row < shown; row++) {
        bool selected = first + row == run->cell;
        part_cell(&table, row + 1, 0, selected ? STYLE_SELECTED : STYLE_DIM, "%s", part_element(&view->arena, "", x, first + row));
        for (size_t i = 0; i < columns; i++)
            part_cell_number(&table, row + 1, i + 1, selected ? STYLE_STRONG : STYLE_NORMAL, part_list(run, names[i])[first + row],
                             i < 2 ? 0 : scale);
    }
}

/* The direct path of the selected value, in numbers. */
static const char *direct_numbers(const struct demo_run *run, struct view *view)
{
    return arena_print(&view->arena, "%s × %s × %s", part_word(view, part_parameter(run, "gamma")),
                       part_factor(view, part_list(run, "dy")[run->cell]), part_word(view, part_list(run, "invstd")[channel(run)]));
}

/* A path: its formula, and what that is for the selected value. */
struct path {
    const char *name, *formula, *numbers, *finding;
};

static void view_formulas(const struct demo_run *run, struct view *view, const struct path *paths, size_t count)
{
    const char *head[] = {"path", "formula", part_element(&view->arena, "for x", part_finding(run, "x"), run->cell)};
    struct part_table table = part_table(view, count + 1, 3, head);
    view->items[view->count - 1].table.numeric = false;
    for (size_t i = 0; i < count; i++) {
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%s", paths[i].name);
        part_cell(&table, i + 1, 1, STYLE_DIM, "%s", paths[i].formula);
        part_cell(&table, i + 1, 2, STYLE_NORMAL, "%s = %s", paths[i].numbers,
                  part_word(view, part_list(run, paths[i].finding)[run->cell]));
    }
}

static void view_paths(const struct demo_run *run, struct view *view)
{
    static const char *const names[] = {"x", "dy", "direct", "through_variance", "through_mean", "dx"};
    static const char *const head[] = {"", "x", "dy", "direct", "through σ²", "through μ", "dx"};
    size_t c = channel(run), n = (size_t)part_number(run, "values_each");
    double deviation = part_list(run, "x")[run->cell] - part_list(run, "batch_mean")[c];
    const struct path paths[] = {
        {"direct", "γ·dy/σ", direct_numbers(run, view), "direct"},
        {"variance", "∂L/∂σ²·2(x − μ)/n",
         arena_print(&view->arena, "%s × 2 × %s/%zu", part_word(view, part_list(run, "dvar")[c]), part_factor(view, deviation), n),
         "through_variance"},
        {"mean", "∂L/∂μ/n", arena_print(&view->arena, "%s/%zu", part_word(view, part_list(run, "dmean")[c]), n), "through_mean"},
    };
    view_elements(run, view, names, head, 6);
    view_space(view);
    view_formulas(run, view, paths, sizeof paths / sizeof *paths);
    part_lesson(view, "Each input moves its own output, the variance and the mean; dx is the sum of the three, and so every "
                      "batch-mate gets a gradient, whatever its own dy.");
}

/* What the selected value adds to the sums of its channel. */
static void view_share(const struct demo_run *run, struct view *view, struct part_table *table, size_t row)
{
    double dy = part_list(run, "dy")[run->cell], xhat = part_list(run, "xhat")[run->cell], dx = part_list(run, "dx")[run->cell];
    const double shares[] = {dy, dy * xhat, dx, dx * xhat};
    part_cell(table, row, 0, STYLE_SELECTED, "%s adds", part_element(&view->arena, "", part_finding(run, "x"), run->cell));
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        part_cell_number(table, row, i + 1, STYLE_STRONG, shares[i], 0);
}

static void view_sums(const struct demo_run *run, struct view *view)
{
    static const char *const names[] = {"x", "dy", "xhat", "dx"};
    static const char *const value_head[] = {"", "x", "dy", "x̂", "dx"};
    static const char *const head[] = {"", "dβ = Σdy", "dγ = Σdy·x̂", "Σdx", "Σdx·x̂"};
    static const char *const sums[] = {"dbeta", "dgamma", "sum_dx", "dot_dx_xhat"};
    size_t channels = part_finding(run, "dgamma")->count, shown = channels < CHANNELS ? channels : CHANNELS;
    size_t first = part_window(channels, shown, channel(run));
    view_elements(run, view, names, value_head, 4);
    view_space(view);
    struct part_table table = part_table(view, shown + 2, 5, head);
    for (size_t row = 0; row < shown; row++) {
        part_cell(&table, row + 1, 0, STYLE_DIM, "ch %zu", first + row);
        for (size_t i = 0; i < 4; i++)
            part_cell_number(&table, row + 1, i + 1, STYLE_NORMAL, part_list(run, sums[i])[first + row], i == 2 ? 1e-6 : 0);
    }
    view_share(run, view, &table, shown + 1);
    part_lesson(view,
                "A shift of all x, or a stretch, changes no output, so dx has nothing along either: Σdx is 0, and Σdx·x̂ is 0 but "
                "for what ε leaves over.");
}

static void view_frozen(const struct demo_run *run, struct view *view)
{
    static const char *const names[] = {"x", "dy", "dx", "dx_frozen"};
    static const char *const head[] = {"", "x", "dy", "dx", "frozen"};
    const struct path frozen = {"frozen", "γ·dy/σ", direct_numbers(run, view), "dx_frozen"};
    view_elements(run, view, names, head, 4);
    view_space(view);
    view_formulas(run, view, &frozen, 1);
    part_lesson(view, "With frozen statistics only the direct path is left: samples do not meet, and Σdx is no longer 0. Taken for "
                      "the gradient of training this is the commonest mistake.");
}

static void view_check(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "value", "error"};
    const struct finding *x = part_finding(run, "x"), *widths = part_finding(run, "widths");
    const struct {
        const char *name, *finding;
    } rows[] = {{"formula in double", "dx_reference"},
                {"the kernel, in float", "dx"},
                {"(L(x+h) − L(x−h))/2h in double", "central"},
                {"the same on the kernel", "central_float"}};
    enum { CHECKS = sizeof rows / sizeof *rows };
    double truth = part_list(run, "dx_reference")[run->cell];
    struct part_table table = part_table(view, CHECKS + 1, 3, head);
    part_cell(&table, 0, 0, STYLE_STRONG, "%s", part_element(&view->arena, "dx", x, run->cell));
    for (size_t i = 0; i < CHECKS; i++) {
        double value = part_list(run, rows[i].finding)[run->cell];
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%s", rows[i].name);
        part_cell(&table, i + 1, 1, STYLE_NORMAL, isnan(value) ? "not taken" : "%.10f", value);
        if (i && !isnan(value))
            part_cell(&table, i + 1, 2, STYLE_NORMAL, "%.1e", fabs(value - truth));
    }
    const struct curve curves[] = {
        {"error in double", part_powers(view, part_list(run, "width_errors"), widths->count), widths->count, STYLE_CHANNEL_0},
        {"on the kernel, in float32", part_powers(view, part_list(run, "width_errors_float"), widths->count), widths->count,
         STYLE_CHANNEL_1},
    };
    part_plot(view, "", "", "step h", curves, 2, widths->numbers)->plot.powers = true;
    view->items[view->count - 1].plot.lines--;
    part_lesson(view, "A smaller h is better until rounding takes over: check gradients in double.");
}

static void view(const struct demo_run *run, struct view *view)
{
    static void (*const views[PAGES])(const struct demo_run *, struct view *) = {view_paths, view_sums, view_frozen, view_check};
    part_pages(run, view, pages, PAGES);
    views[run->step](run, view);
}

static void status(const struct demo_run *run, struct str *words)
{
    if (run->given && !run->err.code)
        part_shape(run, words);
}

static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const drawn[] = {"data", "values", NULL}, *const of_check[] = {"h", NULL};
    if (part_sampled(run) && part_has_key(run, parameter, drawn))
        return false;
    return run->step == PAGE_CHECK || !part_has_key(run, parameter, of_check);
}

static bool drawn(const struct demo_run *run)
{
    bool sampled = part_sampled(run) ? !run->fixed : part_parameter(run, "data") == DATA_NORMAL;
    return sampled || part_parameter(run, "dy") == UPSTREAM_NORMAL;
}

const struct demo demo_backward = {
    .name = "backward",
    .title = "The backward pass, taken apart",
    .summary = "How one gradient reaches every input, and how to check it.",
    .help =
        "Left and right go from the three paths to the sums, to frozen statistics, and to the check by central differences; up and "
        "down choose the value that is spelled out. L is Σdy·y, so that dy is the gradient that arrives.",
    .model = &model_backward,
    .steps = count_pages,
    .step_name = "page",
    .cells = count_cells,
    .view = view,
    .applies = applies,
    .drawn = drawn,
    .status = status,
};
