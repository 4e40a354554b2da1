/* What float32 does to a variance, and what epsilon, constants, NaN and half precision do to the output. */
#include "demo/demos.h"
#include "demo/parts.h"
#include "laboratory/models.h"

#include <math.h>

enum { PAGE_VARIANCE, PAGE_EPSILON, PAGE_CONSTANT, PAGE_NAN, PAGE_HALF, PAGES };

static const char *const pages[PAGES] = {"variance", "ε", "constant", "NaN", "half"};

static size_t count_pages(const struct demo_run *run)
{
    (void)run;
    return PAGES;
}

static void view_variance(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "naive", "two-pass", "Welford", "shifted", "the kernel", "exact"};
    static const char *const names[] = {"naive", "two_pass", "welford", "shifted", "kernel", "exact"};
    enum { WAYS = sizeof names / sizeof *names };
    const struct finding *offsets = part_finding(run, "offsets");
    struct part_table table = part_table(view, 2, WAYS + 1, head);
    double exact = part_number(run, "exact");
    part_cell(&table, 1, 0, STYLE_DIM, "variance");
    for (size_t i = 0; i < WAYS; i++) {
        double value = part_number(run, names[i]);
        bool wrong = fabs(value - exact) > 0.01 * exact;
        part_cell_number(&table, 1, i + 1, wrong ? STYLE_WRONG : STYLE_NORMAL, value, 0);
    }
    const struct curve curves[] = {
        {"naive", part_list(run, "naive_digits"), offsets->count, STYLE_WRONG},
        {"two-pass", part_list(run, "two_pass_digits"), offsets->count, STYLE_CHANNEL_1},
        {"Welford", part_list(run, "welford_digits"), offsets->count, STYLE_CHANNEL_2},
        {"shifted", part_list(run, "shifted_digits"), offsets->count, STYLE_CHANNEL_3},
        {"kernel", part_list(run, "kernel_digits"), offsets->count, STYLE_CHANNEL_0},
    };
    part_plot(view, "Right digits of the variance", "8 = all of them", "offset", curves, sizeof curves / sizeof *curves,
              offsets->numbers)
        ->plot.lines = 6;
    part_lesson(view,
                "mean(x²) − mean(x)² cancels: past an offset of a few thousand no digit is left, and %.0f %% of normal batches "
                "come out negative here.",
                100 * part_number(run, "negative_share"));
}

static void view_epsilon(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"ε", "gain at σ² = 0", "in half precision"};
    const struct finding *variances = part_finding(run, "variances"), *epsilons = part_finding(run, "epsilons");
    struct part_table table = part_table(view, epsilons->count, 3, head);
    for (size_t i = 0; i + 1 < epsilons->count; i++) {
        bool here = fabs(epsilons->numbers[i] - part_parameter(run, "epsilon")) < 1e-3 * epsilons->numbers[i];
        part_cell(&table, i + 1, 0, here ? STYLE_STRONG : STYLE_NORMAL, "%g", epsilons->numbers[i]);
        part_cell(&table, i + 1, 1, here ? STYLE_STRONG : STYLE_NORMAL, "%.4f", part_list(run, "largest_gain")[i]);
        part_cell(&table, i + 1, 2, STYLE_NORMAL, "%.4g", part_list(run, "half_epsilons")[i]);
    }
    const struct curve curve = {"deviation of y, with this ε", part_list(run, "output_deviation"), variances->count,
                                STYLE_CHANNEL_0};
    part_plot(view, "", "", "variance of x", &curve, 1, variances->numbers)->plot.lines = 4;
    const double *pair = part_list(run, "pair"), *y = part_list(run, "pair_y");
    part_lesson(view,
                "ε is a floor under the variance: below it a feature is not brought to deviation 1. The pair 0 and %s comes out as "
                "%s and %s.",
                part_word(view, pair[1]), part_word(view, y[0]), part_word(view, y[1]));
}

static void view_constant(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"", "value"};
    struct part_table table = part_table(view, 6, 2, head);
    const struct {
        const char *name;
        double value;
    } rows[] = {
        {"x, in every sample", part_list(run, "constant_x")[0]},
        {"variance", part_number(run, "constant_var")},
        {"gain 1/√(0 + ε)", part_number(run, "constant_gain")},
        {"y = (x − μ)·gain, the kernel", part_list(run, "constant_y")[0]},
        {"y = gain·x + (β − gain·μ), fused", part_number(run, "constant_scale_shift")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%s", rows[i].name);
        part_cell(&table, i + 1, 1, i == 4 && rows[i].value != 0 ? STYLE_WRONG : STYLE_NORMAL, "%.4g", rows[i].value);
    }
    part_lesson(view,
                "A channel that never varies becomes β, without a division by zero. Written as one multiplication and one addition "
                "the gain blows up a rounding error that the difference x − μ would not have.");
}

/* One tensor of 4 samples by 3 channels beside another. */
static void view_poisoned(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"sample", "x ch 0", "x ch 1", "x ch 2", "y ch 0", "y ch 1", "y ch 2"};
    const struct finding *x = part_finding(run, "poisoned_x"), *y = part_finding(run, "poisoned_y");
    size_t samples = x->shape[0], channels = x->shape[1];
    struct part_table table = part_table(view, samples + 1, 2 * channels + 1, head);
    for (size_t row = 0; row < samples; row++) {
        part_cell(&table, row + 1, 0, STYLE_DIM, "%zu", row);
        for (size_t i = 0; i < 2 * channels; i++) {
            double value = (i < channels ? x : y)->numbers[row * channels + i % channels];
            part_cell_number(&table, row + 1, i + 1, isfinite(value) ? STYLE_NORMAL : STYLE_WRONG, value, 1);
        }
    }
}

static void view_nan(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"running mean", "ch 0", "ch 1", "ch 2"};
    static const char *const names[] = {"poisoned_running_mean", "later_running_mean"};
    static const char *const labels[] = {"after this batch", "after a clean one"};
    view_poisoned(run, view);
    view_space(view);
    struct part_table table = part_table(view, 3, 4, head);
    for (size_t row = 0; row < 2; row++) {
        part_cell(&table, row + 1, 0, STYLE_NORMAL, "%s", labels[row]);
        for (size_t c = 0; c < 3; c++) {
            double value = part_list(run, names[row])[c];
            part_cell_number(&table, row + 1, c + 1, isfinite(value) ? STYLE_NORMAL : STYLE_WRONG, value, 1);
        }
    }
    part_lesson(view,
                "One bad cell spoils its channel in every sample, and the running statistics of that channel for ever; the other "
                "channels never notice.");
}

static void view_half(const struct demo_run *run, struct view *view)
{
    static const char *const head[] = {"x", "x²", "x² in half precision"};
    const struct finding *values = part_finding(run, "half_values");
    struct part_table table = part_table(view, values->count + 1, 3, head);
    for (size_t i = 0; i < values->count; i++) {
        double square = part_list(run, "half_squares")[i];
        part_cell(&table, i + 1, 0, STYLE_NORMAL, "%g", values->numbers[i]);
        part_cell(&table, i + 1, 1, STYLE_NORMAL, "%g", values->numbers[i] * values->numbers[i]);
        part_cell(&table, i + 1, 2, isfinite(square) ? STYLE_NORMAL : STYLE_WRONG, "%g", square);
    }
    view_space(view);
    view_text(view, STYLE_NORMAL, "150² + 150² + 150² + 150² = %s", part_word(view, part_number(run, "half_sum")));
    view_text(view, STYLE_NORMAL, "ε = 1e-5 becomes %.9g, ε = 1e-8 becomes %g", part_list(run, "half_epsilons")[2],
              part_list(run, "half_epsilons")[4]);
    part_lesson(view,
                "Half precision ends at %g: squares of ordinary activations overflow, and a small ε vanishes. Statistics belong in "
                "float32 at least.",
                part_number(run, "half_largest"));
}

static void view(const struct demo_run *run, struct view *view)
{
    static void (*const views[PAGES])(const struct demo_run *, struct view *) = {view_variance, view_epsilon, view_constant,
                                                                                 view_nan, view_half};
    part_pages(run, view, pages, PAGES);
    views[run->step](run, view);
}

/* Each page has parameters of its own. */
static bool applies(const struct demo_run *run, size_t parameter)
{
    static const char *const keys[PAGES][5] = {
        {"data", "values", "offset", NULL}, {"epsilon", "spread", NULL}, {"epsilon", "constant", NULL}, {"poison", NULL}, {NULL}};
    static const char *const drawn[] = {"data", "values", NULL};
    return part_has_key(run, parameter, keys[run->step]) && !(part_sampled(run) && part_has_key(run, parameter, drawn));
}

/* The share of negative variances is one of random batches; the other pages draw nothing. */
static bool drawn(const struct demo_run *run)
{
    return run->step == 0;
}

const struct demo demo_numerics = {
    .name = "numerics",
    .title = "Numbers of finite length",
    .summary = "Four ways to the same variance, and what becomes of them in float32.",
    .help = "Left and right go from the variance to ε, to a constant channel, to NaN, and to half precision; each page has "
            "parameters of "
            "its own.",
    .model = &model_numerics,
    .steps = count_pages,
    .step_name = "page",
    .view = view,
    .applies = applies,
    .drawn = drawn,
};
