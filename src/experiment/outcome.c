/* What an experiment yielded, by name. */
#include "experiment/experiment.h"
#include "experiment/input.h"

#include <string.h>

/* Every result, in the order in which the calculation runs. */
#define TENSOR(member)                                                                                                             \
    {                                                                                                                              \
#member, offsetof(struct outcome, member), false                                                                           \
    }
#define CHANNELS(member)                                                                                                           \
    {                                                                                                                              \
#member, offsetof(struct outcome, member), true                                                                            \
    }
static const struct {
    const char *name;
    size_t offset;
    bool per_channel;
} members[] = {
    TENSOR(x),
    CHANNELS(batch_mean),
    CHANNELS(batch_var),
    CHANNELS(used_mean),
    CHANNELS(used_var),
    CHANNELS(invstd),
    TENSOR(xhat),
    CHANNELS(xhat_mean),
    CHANNELS(xhat_var),
    CHANNELS(gamma),
    CHANNELS(beta),
    TENSOR(y),
    CHANNELS(y_mean),
    CHANNELS(y_var),
    CHANNELS(running_mean_before),
    CHANNELS(running_var_before),
    CHANNELS(running_mean),
    CHANNELS(running_var),
    TENSOR(dy),
    TENSOR(dx),
    CHANNELS(dgamma),
    CHANNELS(dbeta),
};
enum { MEMBERS = sizeof members / sizeof *members };

/* The array of a member, or NULL if this run has none. */
static void *array_of(const struct outcome *outcome, size_t member)
{
    void *array;
    memcpy(&array, (const char *)outcome + members[member].offset, sizeof array);
    return array;
}

void outcome_release(struct outcome *outcome)
{
    arena_release(&outcome->input);
    arena_release(&outcome->arena);
    findings_release(&outcome->findings);
    *outcome = (struct outcome){.count = 0};
}

void outcome_clear(struct outcome *outcome, bool keeps_x)
{
    if (!keeps_x)
        arena_clear(&outcome->input);
    arena_clear(&outcome->arena);
    findings_release(&outcome->findings);
    *outcome = (struct outcome){.input = outcome->input, .arena = outcome->arena, .x = keeps_x ? outcome->x : NULL};
}

size_t outcome_channel(const struct outcome *outcome, size_t index)
{
    return input_channel(&outcome->shape, index);
}

size_t outcome_values_per_channel(const struct outcome *outcome)
{
    return outcome->shape.batch * outcome->shape.spatial;
}

static void describe(const struct outcome *outcome, size_t member, const void *array, struct result *result)
{
    bool per_channel = members[member].per_channel;
    *result = (struct result){
        .name = members[member].name,
        .count = per_channel ? outcome->shape.channels : outcome->count,
        .per_channel = per_channel,
        .tensor = per_channel ? NULL : array,
        .numbers = per_channel ? array : NULL,
    };
}

bool outcome_result(const struct outcome *outcome, size_t index, struct result *result)
{
    for (size_t member = 0; member < MEMBERS; member++) {
        const void *array = array_of(outcome, member);
        if (array && index-- == 0) {
            describe(outcome, member, array, result);
            return true;
        }
    }
    if (index >= outcome->findings.count)
        return false;
    const struct finding *finding = &outcome->findings.items[index];
    *result = (struct result){.name = finding->name, .count = finding->count, .numbers = finding->numbers};
    return true;
}

bool outcome_find(const struct outcome *outcome, const char *name, struct result *result)
{
    for (size_t index = 0; outcome_result(outcome, index, result); index++)
        if (strcmp(result->name, name) == 0)
            return true;
    return false;
}
