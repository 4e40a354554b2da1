#include "demo/anatomy.h"

#include "base/str.h"
#include "base/utf8.h"
#include "view/number_text.h"

#include <math.h>

enum { NAME_WIDTH = 12, FORMULA_WIDTH = 21, SUM_TERMS = 4, SQUARE_TERMS = 2 };

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
        str_addf(out, "running mean %s, not the batch's own %s", number(way, outcome->used_mean[way->channel]),
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
        str_addf(out, "running variance %s, not the batch's own %s", number(way, outcome->used_var[way->channel]),
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

/* What each step yields for the cell or its channel, in a few words. */
static void tell_mean(const struct way *way, struct str *out)
{
    str_add(out, number(way, way->outcome->used_mean[way->channel]));
}

static void tell_variance(const struct way *way, struct str *out)
{
    str_add(out, number(way, way->outcome->used_var[way->channel]));
}

static void tell_normalize(const struct way *way, struct str *out)
{
    str_add(out, number(way, (double)way->outcome->xhat[way->cell]));
}

static void tell_scale(const struct way *way, struct str *out)
{
    str_addf(out, "%s   γ %s, β %s", number(way, (double)way->outcome->y[way->cell]),
             number(way, way->outcome->gamma[way->channel]), number(way, way->outcome->beta[way->channel]));
}

static void tell_gradient(const struct way *way, struct str *out)
{
    str_addf(out, "%s   dγ %s, dβ %s", number(way, (double)way->outcome->dx[way->cell]),
             number(way, way->outcome->dgamma[way->channel]), number(way, way->outcome->dbeta[way->channel]));
}

static const struct step {
    const char *name;
    const char *training, *inference; /* the formula */
    const char *of_cell;              /* the tensor it is about; NULL = it is about the channel */
    void (*tell)(const struct way *, struct str *);
    void (*spell)(const struct way *, struct str *);
} steps[] = {
    [STEP_MEAN] = {"1 mean", "μ = Σx/n", "μ = running mean", NULL, tell_mean, spell_mean},
    [STEP_VARIANCE] = {"2 variance", "σ² = Σ(x−μ)²/n", "σ² = running var", NULL, tell_variance, spell_variance},
    [STEP_NORMALIZE] = {"3 normalize", "x̂ = (x−μ)/√(σ²+ε)", "x̂ = (x−μ)/√(σ²+ε)", "x̂", tell_normalize, spell_normalize},
    [STEP_SCALE] = {"4 scale", "y = γx̂ + β", "y = γx̂ + β", "y", tell_scale, spell_scale},
    [STEP_GRADIENT] = {"5 gradient", "dγ = Σdy·x̂, dβ = Σdy", "dγ = Σdy·x̂, dβ = Σdy", "dx", tell_gradient, spell_gradient},
};

size_t anatomy_steps(const struct anatomy *anatomy)
{
    return anatomy->outcome.dx ? STEP_GRADIENT + 1 : STEP_SCALE + 1;
}

static const char *padded(struct arena *arena, const char *text, size_t width)
{
    size_t has = utf8_width_string(text);
    return arena_print(arena, "%s%*s", text, (int)(has < width ? width - has : 0) + 2, "");
}

/* The selected step has its formula spelled out with the numbers of one value. */
static void view_step(const struct way *way, const struct step *step, bool selected, struct view *view)
{
    struct str words;
    str_init(&words);
    (selected ? step->spell : step->tell)(way, &words);
    const char *of = step->of_cell ? anatomy_element_name(way->arena, way->outcome, step->of_cell, way->cell)
                                   : arena_print(way->arena, "ch %zu", way->channel);
    const char *formula = in_training(way) ? step->training : step->inference;
    const struct span spans[] = {
        {padded(way->arena, step->name, NAME_WIDTH), selected ? STYLE_SELECTED : STYLE_NORMAL},
        {selected ? arena_print(way->arena, "%s: ", of) : padded(way->arena, formula, FORMULA_WIDTH),
         selected ? anatomy_channel_style(way->channel) : STYLE_DIM},
        {words.text, selected ? STYLE_STRONG : STYLE_NORMAL},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
    view->items[view->count - 1].paragraph.marker = selected ? "▸" : " ";
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
    for (size_t i = 0; i < anatomy_steps(anatomy); i++)
        view_step(&way, &steps[i], i == (size_t)anatomy->step, view);
}
