/* The size of the weights in front of batch norm. */
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"

#include <math.h>

enum { PAGE_FACTOR, PAGE_STEP, PAGE_GROWTH, PAGE_RATE, PAGE_TINY, PAGES };
enum { ROWS = 6, COLUMNS = 4 };

static const char *const pages[PAGES] = {"factor", "one step", "growth", "rate", "tiny weights"};

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return PAGES;
}

static void view_factor(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"sample", "w·u", "y", "a w·u", "y"};
    static const char *const names[] = {"pre", "y", "pre_scaled", "y_scaled"};
    static const char *const gradient_head[] = {"gradient by", "w", "a w", "a times that"};
    size_t count = part_finding(run, "y")->count, rows = count < ROWS ? count : ROWS, inputs = part_finding(run, "gradient")->count;
    double factor = part_parameter(run, "factor");
    struct part_table table = part_table(view, rows + 1, COLUMNS + 1, head);
    for (size_t row = 0; row < rows; row++) {
        part_cell(&table, row + 1, 0, STYLE_DIM, "%zu", row);
        for (size_t i = 0; i < COLUMNS; i++)
            part_cell_number(&table, row + 1, i + 1, i % 2 ? STYLE_STRONG : STYLE_NORMAL, part_list(run, names[i])[row], 0);
    }
    view_space(view);
    inputs = inputs < COLUMNS ? inputs : COLUMNS;
    struct part_table gradients = part_table(view, inputs + 1, 4, gradient_head);
    for (size_t i = 0; i < inputs; i++) {
        double scaled = part_list(run, "gradient_scaled")[i];
        part_cell(&gradients, i + 1, 0, STYLE_DIM, "input %zu", i);
        part_cell_number(&gradients, i + 1, 1, STYLE_NORMAL, part_list(run, "gradient")[i], 0);
        part_cell_number(&gradients, i + 1, 2, STYLE_NORMAL, scaled, 0);
        part_cell_number(&gradients, i + 1, 3, STYLE_NORMAL, factor * scaled, 0);
    }
    part_lesson(view,
                "The factor %g divides out of y, and the gradient becomes %s times as large: big weights get small gradients.",
                factor, part_word(view, 1 / factor));
}

static void view_step(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "value"};
    static const char *const rate_head[] = {"norm of w", "effective learning rate"};
    const struct {
        const char *name;
        double value;
    } rows[] = {
        {"w·gradient", part_number(run, "w_dot_gradient")},
        {"‖w‖² before", part_number(run, "norm2_before")},
        {"η²‖gradient‖²", part_number(run, "step2")},
        {"their sum", part_number(run, "norm2_before") + part_number(run, "step2")},
        {"‖w‖² after w − η·gradient", part_number(run, "norm2_after")},
    };
    struct part_table table = part_table(view, sizeof rows / sizeof *rows + 1, 2, head);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%s", rows[i].name);
        part_cell(&table, i + 1, 1, STYLE_NORMAL, "%.7f", fabs(rows[i].value) < 1e-6 ? 0 : rows[i].value);
    }
    view_space(view);
    const struct finding *norms = part_finding(run, "norms");
    struct part_table rates = part_table(view, norms->count + 1, 2, rate_head);
    for (size_t i = 0; i < norms->count; i++) {
        part_cell(&rates, i + 1, 0, STYLE_NORMAL, "%g", norms->numbers[i]);
        part_cell(&rates, i + 1, 1, STYLE_NORMAL, "%.5f", part_list(run, "effective_rates")[i]);
    }
    part_lesson(
        view,
        "But for ε the gradient stands at a right angle to w, so by Pythagoras every step makes w longer; and the longer w is, "
        "the less a step turns it.");
}

/* The same quantity in the run without weight decay and in the one with it. */
static void view_runs(const struct demo_run *run, struct view *view, const char *title, const char *plain, const char *decayed)
{
    const struct finding *curve = part_finding(run, plain);
    const struct curve curves[] = {
        {"plain SGD", curve->numbers, curve->count, STYLE_CHANNEL_0},
        {arena_print(&view->arena, "weight decay %g", part_parameter(run, "decay")), part_list(run, decayed), curve->count,
         STYLE_CHANNEL_1},
    };
    part_plot(view, title, "", "step", curves, 2, NULL)->plot.lines = 8;
}

static void view_growth(const struct demo_run *run, struct view *view)
{
    const struct finding *plain = part_finding(run, "norm2_plain");
    double settled = part_number(run, "norm2_settled");
    view_runs(run, view, "‖w‖² while the layer trains", "norm2_plain", "norm2_decay");
    part_lesson(view,
                "Plain SGD only ever lengthens w, to %s here; weight decay holds it where growth and decay balance, at about %s by "
                "‖w‖⁴ = η‖g‖²/2λ.",
                part_word(view, plain->numbers[plain->count - 1]),
                isfinite(settled) ? part_word(view, settled) : "no length at all");
}

static void view_rate(const struct demo_run *run, struct view *view)
{
    view_runs(run, view, "Effective learning rate η/‖w‖²", "rate_plain", "rate_decay");
    part_lesson(view,
                "Weight decay does not make the function smaller, since y does not know the length of w: it keeps the effective "
                "learning rate from dying out.");
}

static void view_tiny(const struct demo_run *run, struct view *view)
{
    const struct finding *scales = part_finding(run, "scales");
    const struct curve curves[] = {
        {"y, as a share of y at ε = 0", part_list(run, "scale_output"), scales->count, STYLE_CHANNEL_0},
        {"a · gradient, likewise", part_list(run, "scale_gradient"), scales->count, STYLE_CHANNEL_1},
    };
    part_plot(view, "What is left of the law", "1 = all of it", "factor a", curves, 2, scales->numbers)->plot.lines = 8;
    part_lesson(view,
                "The law holds while a²σ² is large beside ε; with tinier weights ε rules the root, and y shrinks with a as it "
                "would without batch norm.");
}

static void view(const struct demo_run *run, struct view *view)
{
    static void (*const views[PAGES])(const struct demo_run *, struct view *) = {view_factor, view_step, view_growth, view_rate,
                                                                                 view_tiny};
    part_pages(run, view, pages, PAGES);
    views[run->step](run, view);
}

/* Each page has parameters of its own. */
static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const keys[PAGES][5] = {{"data", "factor", "epsilon", NULL},
                                               {"data", "rate", "epsilon", NULL},
                                               {"rate", "decay", "steps", "epsilon", NULL},
                                               {"rate", "decay", "steps", "epsilon", NULL},
                                               {"data", "epsilon", NULL}};
    return part_has_key(run, parameter, keys[run->step]);
}

/* Training takes random batches; what is compared may be small numbers. */
static bool drawn(const struct demo_run *run)
{
    return run->step == PAGE_GROWTH || run->step == PAGE_RATE || part_parameter(run, "data") == DATA_NORMAL;
}

const struct demo demo_scale_invariance = {
    .name = "scale-invariance",
    .title = "The size of the weights",
    .summary = "A layer in front of batch norm: y = BN(w·u), and what a factor a on w does.",
    .help = "Left and right go from the factor to a single step of SGD, to the growth of the weights in training with and without "
            "weight "
            "decay, to the effective learning rate, and to weights so small that ε shows.",
    .model = &model_scale_invariance,
    .steps = count_pages,
    .step_name = "page",
    .view = view,
    .applies = applies,
    .drawn = drawn,
};
