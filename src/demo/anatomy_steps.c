#include "demo/anatomy.h"

#include "base/str.h"
#include "view/number_text.h"

#include <math.h>

enum { SUM_TERMS = 4, SQUARE_TERMS = 2 };

/* One element's way through the transform; everything is taken from the outcome. */
struct way {
    struct arena *arena;
    const struct anatomy *anatomy;
    const struct outcome *outcome;
    size_t cell, channel;
};

static bool in_training(const struct way *way)
{
    return way->anatomy->settings.mode == MODE_TRAINING;
}

static const char *number(const struct way *way, double value)
{
    return number_short(way->arena, value);
}

/* The same as a factor or after a sign: negative numbers in brackets. */
static const char *bracketed(const struct way *way, double value)
{
    return value < 0 ? arena_print(way->arena, "(%s)", number(way, value)) : number(way, value);
}

/* "5.21 − 3.0214": a difference without two signs in a row. */
static const char *difference(const struct way *way, double value, double subtracted)
{
    return arena_print(way->arena, "%s %s %s", number(way, value), subtracted < 0 ? "+" : "−", number(way, fabs(subtracted)));
}

/* Calls `add` for the values of the channel; of more than `most` only for the first, with "…" for the rest. */
static void add_terms(const struct way *way, struct str *out, size_t most, void (*add)(const struct way *, struct str *, double))
{
    size_t total = outcome_values_per_channel(way->outcome), shown = total > most ? 1 : total, seen = 0;
    for (size_t i = 0; i < way->outcome->count && seen < shown; i++) {
        if (outcome_channel(way->outcome, i) != way->channel)
            continue;
        str_add(out, seen++ ? " + " : "");
        add(way, out, (double)way->outcome->x[i]);
    }
    if (shown < total)
        str_add(out, " + …");
}

static void add_value(const struct way *way, struct str *out, double value)
{
    bool first = out->text[out->length - 1] == '(';
    str_add(out, first ? number(way, value) : bracketed(way, value));
}

static void add_square(const struct way *way, struct str *out, double value)
{
    str_addf(out, "(%s)²", difference(way, value, way->outcome->batch_mean[way->channel]));
}

static void spell_mean(const struct way *way, struct str *out)
{
    const struct outcome *outcome = way->outcome;
    if (!in_training(way)) {
        str_addf(out, "%s from training, not the batch's own %s", number(way, outcome->used_mean[way->channel]),
                 number(way, outcome->batch_mean[way->channel]));
        return;
    }
    str_add(out, "(");
    add_terms(way, out, SUM_TERMS, add_value);
    str_addf(out, ")/%zu = %s", outcome_values_per_channel(outcome), number(way, outcome->batch_mean[way->channel]));
}

static void spell_variance(const struct way *way, struct str *out)
{
    const struct outcome *outcome = way->outcome;
    if (!in_training(way)) {
        str_addf(out, "%s from training, not the batch's own %s", number(way, outcome->used_var[way->channel]),
                 number(way, outcome->batch_var[way->channel]));
        return;
    }
    str_add(out, "(");
    add_terms(way, out, SQUARE_TERMS, add_square);
    str_addf(out, ")/%zu = %s", outcome_values_per_channel(outcome), number(way, outcome->batch_var[way->channel]));
}

static void spell_normalize(const struct way *way, struct str *out)
{
    const struct outcome *outcome = way->outcome;
    str_addf(out, "(%s)/√(%s + %g) = %s", difference(way, (double)outcome->x[way->cell], outcome->used_mean[way->channel]),
             number(way, outcome->used_var[way->channel]), way->anatomy->settings.epsilon,
             number(way, (double)outcome->xhat[way->cell]));
}

static void spell_scale(const struct way *way, struct str *out)
{
    const struct outcome *outcome = way->outcome;
    double beta = outcome->beta[way->channel];
    str_addf(out, "%s × %s %s %s = %s", number(way, outcome->gamma[way->channel]), bracketed(way, (double)outcome->xhat[way->cell]),
             beta < 0 ? "−" : "+", number(way, fabs(beta)), number(way, (double)outcome->y[way->cell]));
}

static void spell_gradient(const struct way *way, struct str *out)
{
    const struct outcome *outcome = way->outcome;
    size_t n = outcome_values_per_channel(outcome), c = way->channel;
    double dy = (double)outcome->dy[way->cell];
    str_addf(out, "%s × %s × ", number(way, outcome->gamma[c]), number(way, outcome->invstd[c]));
    if (in_training(way))
        str_addf(out, "(%s/%zu − %s × %s/%zu)", difference(way, dy, outcome->dbeta[c]), n,
                 bracketed(way, (double)outcome->xhat[way->cell]), bracketed(way, outcome->dgamma[c]), n);
    else
        str_add(out, bracketed(way, dy));
    str_addf(out, " = %s", number(way, (double)outcome->dx[way->cell]));
}

/* What a step yields, for the cell or for its channel, and the mean and the variance that the channel has after it. */
struct yield {
    double value, mean, var;
};

static struct yield yield_of(const struct way *way, enum anatomy_step step)
{
    const struct outcome *outcome = way->outcome;
    size_t c = way->channel, i = way->cell;
    switch (step) {
    case STEP_MEAN:
        return (struct yield){outcome->used_mean[c], outcome->batch_mean[c], outcome->batch_var[c]};
    case STEP_VARIANCE:
        return (struct yield){outcome->used_var[c], outcome->batch_mean[c], outcome->batch_var[c]};
    case STEP_NORMALIZE:
        return (struct yield){(double)outcome->xhat[i], outcome->xhat_mean[c], outcome->xhat_var[c]};
    case STEP_SCALE:
        return (struct yield){(double)outcome->y[i], outcome->y_mean[c], outcome->y_var[c]};
    case STEP_GRADIENT:
        break;
    }
    return (struct yield){(double)outcome->dx[i], outcome->dgamma[c], outcome->dbeta[c]};
}

static const struct step {
    const char *name;
    const char *training, *inference; /* the formula */
    const char *of_cell;              /* the tensor it is about; NULL = it is about the channel */
    void (*spell)(const struct way *, struct str *);
} steps[] = {
    [STEP_MEAN] = {"1 mean", "μ = Σx/n", "μ = running mean", NULL, spell_mean},
    [STEP_VARIANCE] = {"2 variance", "σ² = Σ(x−μ)²/n", "σ² = running var", NULL, spell_variance},
    [STEP_NORMALIZE] = {"3 normalize", "x̂ = (x−μ)/√(σ²+ε)", "x̂ = (x−μ)/√(σ²+ε)", "x̂", spell_normalize},
    [STEP_SCALE] = {"4 scale", "y = γx̂ + β", "y = γx̂ + β", "y", spell_scale},
    [STEP_GRADIENT] = {"5 gradient", "dx; dγ = Σdy·x̂, dβ = Σdy", "dx; dγ = Σdy·x̂, dβ = Σdy", "dx", spell_gradient},
};

enum { COLUMNS = 5, DECIMALS = 4 };

size_t anatomy_steps(const struct anatomy *anatomy)
{
    return anatomy->outcome.dx ? STEP_GRADIENT + 1 : STEP_SCALE + 1;
}

/* A number in a column of its own; `label` before it says what it is where that is not the column's. */
static struct cell number_cell(const struct way *way, const char *label, double value, double scale, enum style style)
{
    return (struct cell){arena_print(way->arena, "%s%s", label, number_text(way->arena, value, DECIMALS, scale)), style};
}

static void fill_row(const struct way *way, enum anatomy_step step, struct cell *row)
{
    struct yield yield = yield_of(way, step);
    bool gradient = step == STEP_GRADIENT, selected = step == way->anatomy->step;
    double scale = gradient ? 0 : sqrt(fmax(yield.var, 0)) + fabs(step == STEP_SCALE ? way->outcome->beta[way->channel] : 0);
    enum style style = selected ? STYLE_STRONG : STYLE_NORMAL;
    row[0] = (struct cell){steps[step].name, selected ? STYLE_SELECTED : STYLE_NORMAL};
    row[1] = (struct cell){in_training(way) ? steps[step].training : steps[step].inference, STYLE_DIM};
    row[2] = number_cell(way, "", yield.value, 0, style);
    row[3] = number_cell(way, gradient ? "dγ " : "", yield.mean, scale, style);
    row[4] = number_cell(way, gradient ? "dβ " : "", yield.var, 0, style);
}

static void view_table(const struct way *way, struct view *view)
{
    size_t count = anatomy_steps(way->anatomy);
    struct cell *cells = arena_new(way->arena, (count + 1) * COLUMNS, sizeof *cells);
    cells[0] = cells[1] = (struct cell){"", STYLE_DIM};
    cells[2] = (struct cell){"value", STYLE_DIM};
    cells[3] = (struct cell){arena_print(way->arena, "ch %zu mean", way->channel), STYLE_DIM};
    cells[4] = (struct cell){arena_print(way->arena, "ch %zu var", way->channel), STYLE_DIM};
    for (size_t i = 0; i < count; i++)
        fill_row(way, (enum anatomy_step)i, cells + (i + 1) * COLUMNS);
    struct block *block = view_add(view, BLOCK_TABLE);
    block->table.cells = cells;
    block->table.rows = count + 1;
    block->table.columns = COLUMNS;
    block->table.numeric = true;
    block->table.selected = (size_t)way->anatomy->step + 1;
}

/* Which way the running statistics go: what the framework's momentum weighs, as in "0.1 of new batch". */
static const char *convention(const struct way *way)
{
    const struct settings *settings = &way->anatomy->settings;
    if (settings->mode == MODE_INFERENCE)
        return "only read";
    if (settings->momentum < 0)
        return "mean of all batches";
    return arena_print(way->arena, "%g of %s", settings->momentum,
                       settings->framework == FRAMEWORK_PYTORCH ? "new batch" : "old value");
}

/* What the selected step does to the running statistics, or nothing. */
static const char *running(const struct way *way)
{
    const struct outcome *outcome = way->outcome;
    size_t c = way->channel;
    if (way->anatomy->step == STEP_MEAN)
        return arena_print(way->arena, "  running %s → %s, %s", number(way, outcome->running_mean_before[c]),
                           number(way, outcome->running_mean[c]), convention(way));
    if (way->anatomy->step == STEP_VARIANCE)
        return arena_print(way->arena, "  running %s → %s, %s", number(way, outcome->running_var_before[c]),
                           number(way, outcome->running_var[c]),
                           way->anatomy->settings.framework == FRAMEWORK_PYTORCH ? "unbiased" : "biased");
    return "";
}

/* The selected step with the numbers of one value. */
static void view_arithmetic(const struct way *way, struct view *view)
{
    const struct step *step = &steps[way->anatomy->step];
    struct str words;
    str_init(&words);
    step->spell(way, &words);
    const char *of = step->of_cell ? anatomy_element_name(way->arena, way->outcome, step->of_cell, way->cell)
                                   : arena_print(way->arena, "ch %zu", way->channel);
    const struct span spans[] = {
        {arena_print(way->arena, "%s: ", of), anatomy_channel_style(way->channel)},
        {words.text, STYLE_STRONG},
        {running(way), STYLE_NORMAL},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
    str_release(&words);
}

void anatomy_view_steps(const struct anatomy *anatomy, struct view *view)
{
    const struct way way = {
        .arena = &view->arena,
        .anatomy = anatomy,
        .outcome = &anatomy->outcome,
        .cell = anatomy->cell,
        .channel = outcome_channel(&anatomy->outcome, anatomy->cell),
    };
    view_table(&way, view);
    view_arithmetic(&way, view);
}
