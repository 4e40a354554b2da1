#include "experiment/results.h"

static struct quantity list_of(const struct result *result, struct arena *arena)
{
    double *items = arena_new(arena, result->count, sizeof *items);
    for (size_t i = 0; i < result->count; i++)
        items[i] = result->tensor ? (double)result->tensor[i] : result->numbers[i];
    return (struct quantity){.items = items, .count = result->count, .list = true};
}

void results_name(const struct outcome *outcome, const struct settings *settings, struct arena *arena, struct scope *scope)
{
    struct result result;
    for (size_t i = 0; outcome_result(outcome, i, &result); i++)
        scope_set(scope, result.name, list_of(&result, arena));
    scope_set(scope, "epsilon", quantity_number(arena, settings->epsilon));
    scope_set(scope, "momentum", quantity_number(arena, settings->momentum));
    scope_set(scope, "count", quantity_number(arena, (double)outcome_values_per_channel(outcome)));
    scope_set(scope, "channels", quantity_number(arena, (double)outcome->shape.channels));
}
