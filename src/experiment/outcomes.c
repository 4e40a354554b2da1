#include "experiment/outcomes.h"

#include "base/vec.h"

#include <string.h>

static bool same_experiment(const struct experiment *a, const struct experiment *b)
{
    return a == b || (a->model && b->model && !a->rank && !b->rank && !strcmp(a->model, b->model));
}

static bool same_settings(const struct settings *a, const struct settings *b)
{
    const double turned[][2] = {{a->gamma, b->gamma}, {a->beta, b->beta}, {a->epsilon, b->epsilon}, {a->momentum, b->momentum}};
    for (size_t i = 0; i < sizeof turned / sizeof *turned; i++)
        if (turned[i][0] != turned[i][1])
            return false;
    return a->mode == b->mode && a->framework == b->framework && a->layout == b->layout && a->batch == b->batch &&
           a->seed == b->seed && a->steps == b->steps && !memcmp(a->values, b->values, sizeof a->values);
}

/* A model has its values, its seed and the batch of its tensor. */
static bool same_run(const struct kept_outcome *kept, const struct experiment *experiment, const struct settings *settings)
{
    if (!same_experiment(kept->experiment, experiment))
        return false;
    if (!experiment->model)
        return same_settings(&kept->settings, settings);
    return kept->settings.seed == settings->seed && (!experiment->rank || kept->settings.batch == settings->batch) &&
           !memcmp(kept->settings.values, settings->values, sizeof settings->values);
}

const struct outcome *outcomes_run(struct outcomes *outcomes, const struct experiment *experiment, const struct settings *settings,
                                   struct err *err)
{
    for (size_t i = 0; i < outcomes->count; i++)
        if (same_run(&outcomes->items[i], experiment, settings))
            return &outcomes->items[i].outcome;
    struct outcome outcome;
    if (experiment_run(experiment, settings, &outcome, err))
        return NULL;
    struct kept_outcome *kept = vec_add(outcomes);
    *kept = (struct kept_outcome){experiment, *settings, outcome};
    return &kept->outcome;
}

void outcomes_release(struct outcomes *outcomes)
{
    for (size_t i = 0; i < outcomes->count; i++)
        outcome_release(&outcomes->items[i].outcome);
    vec_release(outcomes);
}
