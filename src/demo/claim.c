#include "demo/claim.h"

#include "demo/run.h"
#include "experiment/formula.h"
#include "experiment/expression.h"
#include "experiment/parameters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 8 };

/* What a line is made of. */
enum { LABEL, FORMULA, EQUALS, VALUE, NOTE, SPANS_MAX };

/* One side of it. */
struct side {
    struct computation computed;
    const char *text; /* markdown, where nothing is computed; NULL = it is not told */
    const char *name; /* of the mistake, or NULL */
    struct quantity value;
    bool known; /* `value` is */
};

/* The results of what is shown, and the parameters that no result is called after. */
static void name_findings(const struct demo_run *run, const struct findings *findings, struct arena *arena, struct scope *scope)
{
    struct quantity taken;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        scope_set(scope, finding->name, (struct quantity){.items = finding->numbers, .count = finding->count, .list = true});
    }
    for (size_t i = 0; i < run->parameter_count; i++)
        if (!scope_find(scope, run->parameters[i].key, strlen(run->parameters[i].key), &taken))
            scope_set(scope, run->parameters[i].key, quantity_number(arena, run->values[i]));
    const struct finding *x = findings_find(findings, "x"), *mean = findings_find(findings, "batch_mean");
    if (run->demo->model || !x || !mean || !mean->count)
        return;
    scope_set(scope, "count", quantity_number(arena, (double)(x->count / mean->count)));
    scope_set(scope, "channels", quantity_number(arena, (double)mean->count));
}

static bool all_are(const struct numbers *numbers, double value)
{
    for (size_t i = 0; i < numbers->count; i++)
        if (numbers->items[i] != value)
            return false;
    return true;
}

/* Whether the layer has gamma = 1, or beta = 0, as it is declared and as it is turned: it need not be told then. */
static bool without_gamma(const struct demo_run *run)
{
    return !run->demo->model && run->values[KERNEL_GAMMA] == 1 && (!run->experiment || all_are(&run->experiment->gamma, 1));
}

static bool without_beta(const struct demo_run *run)
{
    return !run->demo->model && run->values[KERNEL_BETA] == 0 && (!run->experiment || all_are(&run->experiment->beta, 0));
}

static void evaluate(const struct demo_run *run, struct side *side, const struct scope *scope, struct view *view)
{
    struct computation *computed = &side->computed;
    if (!computed->expression)
        return;
    side->known = !expression_evaluate(computed->expression, scope, &view->arena, &side->value, NULL) && side->value.count;
    if (!computed->formula)
        computed->formula = formula_text(computed->expression, scope, &view->arena);
    computed->formula = formula_short(computed->formula, without_gamma(run), without_beta(run), &view->arena);
}

static const char *in_words(struct view *view, const char *name)
{
    char *words = arena_string(&view->arena, name);
    for (char *c = words; *c; c++)
        *c = *c == '-' ? ' ' : *c;
    return words;
}

static const char *joined(struct view *view, const struct strings *values)
{
    const char *text = values->count ? values->items[0] : "";
    for (size_t i = 1; i < values->count; i++)
        text = arena_print(&view->arena, "%s, %s", text, values->items[i]);
    return values->count > 1 ? arena_print(&view->arena, "(%s)", text) : text;
}

static const char *line_of(const struct question *question, const char *number)
{
    size_t line = strtoul(number, NULL, 10);
    return line && line <= question->lines.count ? question->lines.items[line - 1] : "";
}

/* "X before Y": the two lines of a mistake about an order. */
static const char *order_words(struct view *view, const struct claim *claim)
{
    const struct strings *values = &claim->mistake->values;
    char *before = arena_string(&view->arena, line_of(claim->question, values->items[0]));
    size_t length = strlen(before);
    if (length && before[length - 1] == '.')
        before[length - 1] = '\0';
    return arena_print(&view->arena, "%s before %s", before, line_of(claim->question, values->items[1]));
}

static struct side said_side(struct view *view, const struct claim *claim)
{
    struct side side = {.text = claim->typed};
    if (claim->option) {
        side.computed = claim->option->computed;
        side.text = claim->option->text;
        side.name = claim->option->misconception;
    } else if (claim->mistake) {
        side.computed = claim->mistake->computed;
        side.text = claim->question->kind == QUESTION_ORDER ? order_words(view, claim) : joined(view, &claim->mistake->values);
        side.name = claim->mistake->name;
    }
    return side;
}

/* Of several options that are right none answers a wrong one: its reason does. */
static struct side right_side(struct view *view, const struct claim *claim)
{
    const struct question *question = claim->question;
    struct side side = {.computed = question->computed};
    if (question->kind == QUESTION_ORDER && claim->mistake)
        side.text = "the other way round";
    else if (question->kind == QUESTION_MULTIPLE && claim->option)
        side.text = claim->option->why;
    else if (question->kind != QUESTION_ORDER && question->kind != QUESTION_MULTIPLE)
        side.text = joined(view, &question->answer);
    for (size_t i = 0; question->kind == QUESTION_SINGLE && i < question->option_count; i++) {
        if (!question->options[i].right)
            continue;
        side.computed = question->options[i].computed;
        side.text = question->options[i].text;
    }
    return side;
}

/* "-0.731, 2.73": at most SHOWN_MAX of them. */
static const char *value_words(struct view *view, const struct quantity *value)
{
    const char *text = "";
    for (size_t i = 0; i < value->count && i < SHOWN_MAX; i++) {
        double number = fabs(value->items[i]) < 1e-7 ? 0 : value->items[i];
        text = arena_print(&view->arena, "%s%s%.6g", text, i ? ", " : "", number);
    }
    return value->count > SHOWN_MAX ? arena_print(&view->arena, "%s, …", text) : text;
}

/* How far apart both are; equal means that nobody could tell the digits shown apart.  NULL if they cannot be compared. */
static const char *difference_words(struct view *view, const struct side *said, const struct side *right)
{
    double largest = 0;
    if (!said->known || !right->known || said->value.count != right->value.count)
        return NULL;
    for (size_t i = 0; i < said->value.count; i++) {
        double difference = fabs(said->value.items[i] - right->value.items[i]);
        if (!(difference <= largest))
            largest = difference;
    }
    if (strcmp(value_words(view, &said->value), value_words(view, &right->value)) == 0)
        return "; here both are the same";
    if (!isfinite(largest))
        return NULL;
    return arena_print(&view->arena, "; they differ by %s%.4g", said->value.count > 1 ? "up to " : "", largest);
}

/* `label` and what it says, and `note` (or NULL) behind; where rows are scarce a calculation stays on one line, if not in `full`. */
static void view_side(struct view *view, const struct side *side, const char *label, const char *note, enum style style, bool full)
{
    struct span spans[SPANS_MAX];
    size_t count = 0;
    spans[count++] = (struct span){arena_print(&view->arena, "%s ", label), style};
    if (!side->known) {
        struct spans text = view_inline(view, side->text, STYLE_NORMAL);
        struct span *all = arena_new(&view->arena, text.count + 1, sizeof *all);
        all[0] = spans[0];
        memcpy(&all[1], text.items, text.count * sizeof *all);
        view_spans(view, all, text.count + 1);
        return;
    }
    const char *value = value_words(view, &side->value);
    bool calculated = strcmp(side->computed.formula, value) != 0;
    spans[count++] = (struct span){calculated ? side->computed.formula : "", STYLE_NORMAL};
    spans[count++] = (struct span){calculated ? " = " : "", STYLE_NORMAL};
    spans[count++] = (struct span){value, STYLE_STRONG};
    if (note)
        spans[count++] = (struct span){note, STYLE_DIM};
    if (full)
        view_spans(view, spans, count);
    else
        view_line(view, spans, count, FORMULA, NOTE);
}

/* Whether a learner has turned or drawn anything since the demo was opened. */
static bool is_turned(const struct demo_run *run)
{
    struct demo_run fresh = *run;
    demo_run_reset(&fresh);
    return fresh.seed != run->seed || memcmp(fresh.values, run->values, run->parameter_count * sizeof *run->values) != 0;
}

/* The value that it is about, by its place in the tensor: that of the first element in a calculation. */
static size_t find_cell(const struct claim *claim)
{
    static const char *const tensors[] = {"y[", "xhat[", "dx[", "dy[", "x["};
    struct view view;
    view_init(&view);
    const struct side sides[] = {said_side(&view, claim), right_side(&view, claim)};
    view_release(&view);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        for (size_t k = 0; sides[i].computed.expression && k < sizeof tensors / sizeof *tensors; k++) {
            const char *found = strstr(sides[i].computed.expression, tensors[k]);
            if (found)
                return strtoul(strchr(found, '[') + 1, NULL, 10);
        }
    return 0;
}

void claim_open(struct demo_run *run, const struct claim *claim)
{
    run->claim = *claim;
    if (!claim->question || run->demo->model || run->err.code || !run->demo->cells)
        return;
    size_t cell = find_cell(claim);
    if (cell < run->demo->cells(run))
        run->cell = cell;
}

void claim_view(const struct demo_run *run, struct view *view, bool full)
{
    const struct claim *claim = &run->claim;
    struct findings made;
    struct scope scope = {0};
    if (!claim->question)
        return;
    struct side said = said_side(view, claim), right = right_side(view, claim);
    const struct findings *findings = demo_run_findings(run, &made);
    name_findings(run, findings, &view->arena, &scope);
    evaluate(run, &said, &scope, view);
    evaluate(run, &right, &scope, view);
    bool ordered = claim->question->kind == QUESTION_ORDER;
    const char *name = said.name ? arena_print(&view->arena, " (%s)", in_words(view, said.name)) : NULL;
    const char *answered = said.known || claim->typed ? "You answered:" : ordered ? "You put:" : "You said:";
    const char *kernel = right.known ? "The kernel:" : ordered ? "Right is:" : "The kernel says:";
    if (said.known || said.text)
        view_side(view, &said, answered, claim->open ? NULL : name, STYLE_WRONG, full);
    if (!claim->open && (right.known || right.text))
        view_side(view, &right, kernel, difference_words(view, &said, &right), STYLE_RIGHT, full);
    if (!claim->open && !ordered && !right.known && right.text && is_turned(run))
        view_text(view, STYLE_DIM, "That was for the values that this opened with; 0 brings them back.");
    scope_release(&scope);
    findings_release(&made);
}
