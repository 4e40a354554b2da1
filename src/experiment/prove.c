#include "experiment/prove.h"

#include "base/vec.h"
#include "course/answer_key.h"
#include "course/source.h"
#include "experiment/exercise_lint.h"
#include "experiment/prove_computed.h"
#include "experiment/prove_texts.h"
#include "experiment/results.h"
#include "experiment/stated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Larger tensors hold so many numbers that one of them agrees with a stated one by chance. */
enum { SHOWN_MAX = 64 };

/* An item while it is examined. */
struct examination {
    const struct item *item;
    struct source *source;
    struct arena arena;
    struct known known;
    struct outcomes *outcomes; /* of the topic */
    bool failed;
};

static struct span span_of(struct position at)
{
    return (struct span){.line = at.line, .column = at.column, .width = 1};
}

static void report(struct examination *examination, struct position at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void report(struct examination *examination, struct position at, const char *format, ...)
{
    struct span span = span_of(at);
    va_list arguments;
    va_start(arguments, format);
    source_vreport(examination->source, SEVERITY_ERROR, &span, format, arguments);
    va_end(arguments);
    examination->failed = true;
}

/* Whether a proof replaces something of a single layer. */
static bool replaces_layer(const struct proof *proof)
{
    return proof->mode >= 0 || proof->framework >= 0 || !isnan(proof->epsilon) || !isnan(proof->momentum) || !isnan(proof->gamma) ||
           !isnan(proof->beta) || proof->steps > 0;
}

/* The model's parameters that a proof replaces; false after a message. */
static bool assign(struct examination *examination, const struct proof *proof, const struct experiment *experiment,
                   struct settings *settings)
{
    bool good = true;
    struct err err;
    if (experiment->model && replaces_layer(proof)) {
        report(examination, proof->position, "experiment '%s' runs a model: its parameters are replaced under 'set'", experiment->id);
        good = false;
    }
    for (size_t i = 0; i < proof->set.count; i++) {
        if (settings_assign(experiment, settings, &proof->set.items[i], &err)) {
            report(examination, proof->set.items[i].at, "%s", err.text);
            good = false;
        }
    }
    return good;
}

/* What it replaces of a single layer. */
static struct settings settings_for(const struct proof *proof, const struct experiment *experiment)
{
    struct settings settings = settings_of(experiment);
    if (proof->mode >= 0)
        settings.mode = (enum mode)proof->mode;
    if (proof->framework >= 0)
        settings.framework = (enum framework)proof->framework;
    settings.epsilon = isnan(proof->epsilon) ? settings.epsilon : proof->epsilon;
    settings.momentum = isnan(proof->momentum) ? settings.momentum : proof->momentum;
    settings.gamma = isnan(proof->gamma) ? settings.gamma : proof->gamma;
    settings.beta = isnan(proof->beta) ? settings.beta : proof->beta;
    settings.batch = proof->batch ? proof->batch : settings.batch;
    settings.steps = proof->steps ? proof->steps : settings.steps;
    return settings;
}

/* Compares what is stated with the elements of `value`. */
static void compare(struct examination *examination, const struct proof *proof, struct quantity value)
{
    for (size_t i = 0; i < proof->values.count; i++) {
        size_t element = proof->at + i;
        const char *stated = proof->values.items[i];
        if (element >= value.count) {
            report(examination, proof->position, "%zu values are stated from %s[%u] on, but there are only %zu elements",
                   proof->values.count, proof->result, proof->at, value.count);
            return;
        }
        *vec_add(&examination->known) = value.items[element];
        if (stated_agrees(stated, value.items[element]))
            continue;
        if (value.list)
            report(examination, proof->position, "'%s' states %s for %s[%zu], but the kernel yields %.9g", examination->item->id,
                   stated, proof->result, element, value.items[element]);
        else
            report(examination, proof->position, "'%s' states %s for %s, but the kernel yields %.9g", examination->item->id, stated,
                   proof->result, value.items[element]);
    }
}

/* Runs the experiment and names its results; nothing to be named without one. */
static int name_results(struct examination *examination, const struct experiment *experiment, const struct settings *settings,
                        struct scope *scope, struct err *err)
{
    if (!experiment)
        return 0;
    const struct outcome *outcome = outcomes_run(examination->outcomes, experiment, settings, err);
    if (!outcome)
        return ERR_INVALID;
    results_name(experiment, outcome, settings, &examination->arena, scope);
    return 0;
}

static void run_proof(struct examination *examination, const struct proof *proof)
{
    const struct experiment *experiment = proof->experiment ? proof->experiment : examination->item->experiment;
    struct settings settings = {.batch = 0};
    struct scope scope = {0};
    struct quantity value;
    struct err err;
    if (experiment)
        settings = settings_for(proof, experiment);
    if (experiment && !assign(examination, proof, experiment, &settings))
        return;
    int code = name_results(examination, experiment, &settings, &scope, &err);
    if (code == 0)
        code = expression_evaluate(proof->result, &scope, &examination->arena, &value, &err);
    if (code)
        report(examination, proof->position, "%s%s", err.text, experiment ? "" : " (this proof has no experiment)");
    else
        compare(examination, proof, value);
    scope_release(&scope);
}

/* What the item's own experiment yields in one mode (a model has none); standard deviations too, since texts speak of them. */
static void run_own_experiment(struct examination *examination, const struct experiment *experiment, enum mode mode)
{
    struct scope scope = {0};
    struct settings settings = settings_of(experiment);
    settings.mode = mode;
    name_results(examination, experiment, &settings, &scope, NULL); /* lint reports what cannot be run where it stands */
    for (size_t i = 0; i < scope.count; i++) {
        const struct quantity *quantity = &scope.items[i].quantity;
        bool variance = strstr(scope.items[i].name, "_var") != NULL;
        for (size_t j = 0; quantity->count <= SHOWN_MAX && j < quantity->count; j++) {
            *vec_add(&examination->known) = quantity->items[j];
            if (variance)
                *vec_add(&examination->known) = sqrt(quantity->items[j]);
        }
    }
    scope_release(&scope);
}

/* True if a proof states `number`; that it holds is its own matter. */
static bool is_stated(const struct item *item, double number)
{
    for (size_t i = 0; i < item->proof_count; i++)
        for (size_t j = 0; j < item->proofs[i].values.count; j++)
            if (strtod(item->proofs[i].values.items[j], NULL) == number)
                return true;
    return false;
}

static const struct question *question_of(const struct item *item)
{
    return item->kind == ITEM_QUESTION || item->kind == ITEM_PREDICTION ? (const struct question *)item : NULL;
}

/* A number that is to be typed is a key, which nobody types by hand. */
static void examine_key(struct examination *examination)
{
    const struct question *question = question_of(examination->item);
    if (!question || question->computed.expression || question->kind != QUESTION_NUMBER || question->item.unproved || is_stated(&question->item, key_number(question)))
        return;
    report(examination, question->item.at, "%s '%s' has the answer %s: let 'proves' show where that comes from, or 'unproved' say why not",
           item_kind_name(question->item.kind), question->item.id, question->answer.items[0]);
}

static void prove_item(const struct item *item, struct source *source, struct outcomes *outcomes, struct lint_topic *counts)
{
    struct examination examination = {.item = item, .source = source, .outcomes = outcomes};
    size_t stated = 0;
    arena_init(&examination.arena);
    for (size_t i = 0; i < item->proof_count; i++)
        run_proof(&examination, &item->proofs[i]);
    const struct experiment *own = item->experiment;
    for (int mode = MODE_TRAINING; own && mode <= (own->model ? MODE_TRAINING : MODE_INFERENCE); mode++)
        run_own_experiment(&examination, own, (enum mode)mode);
    if (question_of(item) && !prove_computed(question_of(item), source, outcomes, &examination.known, counts))
        examination.failed = true;
    size_t open = prove_texts(item, source, &examination.known, &stated);
    examine_key(&examination);
    bool states = stated > 0 || item->proof_count > 0;
    counts->stating += states;
    counts->proved += states && !examination.failed && !open;
    vec_release(&examination.known);
    arena_release(&examination.arena);
}

static void check_experiment(const struct experiment *experiment, struct source *source, struct outcomes *outcomes)
{
    struct settings settings = settings_of(experiment);
    struct err err;
    struct span span = span_of(experiment->at);
    bool set = true;
    for (size_t i = 0; experiment->model && model_find(experiment->model) && i < experiment->set.count; i++) {
        struct span at = span_of(experiment->set.items[i].at);
        if (settings_assign(experiment, &settings, &experiment->set.items[i], &err)) {
            source_report(source, SEVERITY_ERROR, &at, "%s", err.text);
            set = false;
        }
    }
    if (set && !outcomes_run(outcomes, experiment, &settings, &err))
        source_report(source, SEVERITY_ERROR, &span, "%s", err.text);
}

void prove_topic(const struct topic *topic, struct source *source, struct lint_topic *counts)
{
    const struct item *item;
    struct outcomes outcomes = {0};
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        for (size_t i = 0; (item = topic_item(topic, (enum item_kind)kind, i)); i++)
            prove_item(item, source, &outcomes, counts);
    for (size_t i = 0; i < topic->experiment_count; i++)
        check_experiment(&topic->experiments[i], source, &outcomes);
    outcomes_release(&outcomes);
    exercise_lint(topic, source, counts);
}
