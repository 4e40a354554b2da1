#include "experiment/model_run.h"

#include "base/mem.h"
#include "course/suggest.h"
#include "experiment/input.h"

#include <stdlib.h>
#include <string.h>

static const struct model *find_model(const struct experiment *experiment, struct err *err)
{
    const struct model *model = model_find(experiment->model);
    if (model)
        return model;
    struct suggestion suggestion = {.word = experiment->model};
    for (size_t i = 0; model_table[i]; i++)
        suggestion_offer(&suggestion, model_table[i]->name);
    if (suggestion.best)
        err_set(err, ERR_INVALID, "there is no model '%s' (did you mean '%s'?)", experiment->model, suggestion.best);
    else
        err_set(err, ERR_INVALID, "there is no model '%s'; 'bntutor demo --list' names them", experiment->model);
    return NULL;
}

static int assign(const struct model *model, struct settings *settings, const struct assignment *assignment, struct err *err)
{
    int index = parameter_find(model->parameters, model->parameter_count, assignment->key);
    if (index >= 0)
        return parameter_read(&model->parameters[index], assignment->value, &settings->values[index], err);
    struct suggestion suggestion = {.word = assignment->key};
    for (size_t i = 0; i < model->parameter_count; i++)
        suggestion_offer(&suggestion, model->parameters[i].key);
    if (suggestion.best)
        return err_set(err, ERR_INVALID, "model '%s' has no parameter '%s' (did you mean '%s'?)", model->name, assignment->key,
                       suggestion.best);
    return err_set(err, ERR_INVALID, "model '%s' has no parameter '%s'; 'bntutor demo %s --json' lists them", model->name,
                   assignment->key, model->name);
}

int settings_assign(const struct experiment *experiment, struct settings *settings, const struct assignment *assignment,
                    struct err *err)
{
    if (!experiment->model)
        return err_set(err, ERR_INVALID, "'set' belongs to a model, and '%s' has none", experiment->id);
    const struct model *model = find_model(experiment, err);
    return model ? assign(model, settings, assignment, err) : ERR_INVALID;
}

void model_settings(const struct experiment *experiment, struct settings *settings)
{
    const struct model *model = model_find(experiment->model);
    if (!model)
        return;
    model_defaults(model, settings->values);
    for (size_t i = 0; i < experiment->set.count; i++)
        assign(model, settings, &experiment->set.items[i], NULL);
}

bool experiment_sample(const struct experiment *experiment, const struct settings *settings, struct arena *arena,
                       struct sample *sample)
{
    *sample = (struct sample){.rank = experiment->rank, .channels_last = experiment->layout == LAYOUT_CHANNELS_LAST};
    if (experiment->rank == 0)
        return false;
    memcpy(sample->shape, experiment->shape, sizeof sample->shape);
    sample->shape[0] = settings->batch;
    enum batchnorm_layout layout = sample->channels_last ? BATCHNORM_CHANNELS_LAST : BATCHNORM_CHANNELS_FIRST;
    struct batchnorm_shape shape;
    if (batchnorm_shape_init(&shape, layout, sample->rank, sample->shape) != BATCHNORM_OK)
        return false;
    size_t count = shape.batch * shape.channels * shape.spatial;
    float *drawn = mem_new(count, sizeof *drawn);
    double *x = arena_new(arena, count, sizeof *x), *dy = arena_new(arena, count, sizeof *dy);
    input_fill(experiment, settings, &shape, 0, drawn);
    for (size_t i = 0; i < count; i++)
        x[i] = experiment->generator == GENERATOR_VALUES ? experiment->values.items[i % experiment->values.count] : (double)drawn[i];
    for (size_t i = 0; experiment->dy.count && i < count; i++)
        dy[i] = experiment->dy.items[i % experiment->dy.count];
    free(drawn);
    sample->x = x;
    sample->dy = experiment->dy.count ? dy : NULL;
    return true;
}

/* The model, if everything that is declared can be set. */
static const struct model *check(const struct experiment *experiment, struct err *err)
{
    const struct model *model = find_model(experiment, err);
    struct settings settings;
    for (size_t i = 0; model && i < experiment->set.count; i++)
        if (assign(model, &settings, &experiment->set.items[i], err))
            return NULL;
    if (model && experiment->rank && !model->takes_sample) {
        err_set(err, ERR_INVALID, "model '%s' takes no tensor", model->name);
        return NULL;
    }
    return model;
}

int model_run(const struct experiment *experiment, const struct settings *settings, struct outcome *outcome, struct err *err)
{
    const struct model *model = check(experiment, err);
    if (!model)
        return ERR_INVALID;
    struct arena arena;
    struct sample sample;
    arena_init(&arena);
    findings_init(&outcome->findings);
    bool sampled = experiment_sample(experiment, settings, &arena, &sample);
    int code = model->run(settings->values, settings->seed, sampled ? &sample : NULL, &outcome->findings, err);
    arena_release(&arena);
    if (code)
        outcome_release(outcome);
    return code;
}
