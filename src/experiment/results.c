#include "experiment/results.h"

#include <string.h>

static struct quantity list_of(const struct result *result, struct arena *arena)
{
    double *items = arena_new(arena, result->count, sizeof *items);
    for (size_t i = 0; i < result->count; i++)
        items[i] = result->tensor ? (double)result->tensor[i] : result->numbers[i];
    return (struct quantity){.items = items, .count = result->count, .list = true};
}

static void add(struct scope *scope, const char *name, struct quantity quantity)
{
    struct quantity own;
    if (!scope_find(scope, name, strlen(name), &own))
        scope_set(scope, name, quantity);
}

static void name_parameters(const struct model *model, const struct settings *settings, struct arena *arena, struct scope *scope)
{
    for (size_t i = 0; i < model->parameter_count; i++)
        add(scope, model->parameters[i].key, quantity_number(arena, settings->values[i]));
}

void results_name(const struct experiment *experiment, const struct outcome *outcome, const struct settings *settings,
                  struct arena *arena, struct scope *scope)
{
    struct result result;
    for (size_t i = 0; outcome_result(outcome, i, &result); i++)
        add(scope, arena_string(arena, result.name), list_of(&result, arena));
    if (experiment->model) {
        name_parameters(model_find(experiment->model), settings, arena, scope);
        return;
    }
    add(scope, "epsilon", quantity_number(arena, settings->epsilon));
    add(scope, "momentum", quantity_number(arena, settings->momentum));
    add(scope, "count", quantity_number(arena, (double)outcome_values_per_channel(outcome)));
    add(scope, "channels", quantity_number(arena, (double)outcome->shape.channels));
}
