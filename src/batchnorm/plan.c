/* How a pass goes through its tensor: slices, stretches of memory, threads. */
#include "batchnorm/plan.h"
#include "batchnorm/fast.h"

#include <stdint.h>

/* Fewer values than this are not worth cutting. */
#define MIN_SLICE_VALUES 16384
#define MAX_BLOCKS 64

void batchnorm_plan_slices(struct batchnorm_plan *plan, const struct batchnorm_shape *shape)
{
    plan->shape = shape;
    plan->values = shape->batch * shape->spatial;
    plan->slices = 1;
    plan->slice_values = plan->values;
    if (plan->values < 2 * MIN_SLICE_VALUES)
        return;
    size_t slices = plan->values / MIN_SLICE_VALUES;
    if (slices > BATCHNORM_MAX_SLICES)
        slices = BATCHNORM_MAX_SLICES;
    plan->slice_values = (plan->values + slices - 1) / slices;
    plan->slices = (plan->values + plan->slice_values - 1) / plan->slice_values;
}

/* Enough for every way through the tensor, the reference's among them. */
static size_t workspace_bytes(const struct batchnorm_plan *plan)
{
    size_t bytes = plan->shape->channels * plan->slices * sizeof(union batchnorm_slot), fast = 0;
    if (!batchnorm_is_tiny(plan->shape))
        fast = batchnorm_has_planes(plan->shape) ? batchnorm_planes_workspace(plan->shape) : batchnorm_rows_workspace(plan->shape);
    if (bytes < fast)
        bytes = fast;
    return (bytes + BATCHNORM_ALIGNMENT - 1) / BATCHNORM_ALIGNMENT * BATCHNORM_ALIGNMENT;
}

size_t batchnorm_workspace_size(const struct batchnorm_shape *shape)
{
    if (!shape || batchnorm_check_shape(shape) != BATCHNORM_OK)
        return 0;
    struct batchnorm_plan plan;
    batchnorm_plan_slices(&plan, shape);
    return workspace_bytes(&plan);
}

void batchnorm_plan_channels(struct batchnorm_plan *plan, const struct batchnorm_shape *shape, size_t first, size_t end)
{
    batchnorm_plan_slices(plan, shape);
    plan->first = first;
    plan->group = 1;
    plan->end = end;
    plan->workspace = NULL;
    plan->slots = plan->own_slots;
    plan->parallel = NULL;
}

int batchnorm_plan_init(struct batchnorm_plan *plan, const struct batchnorm_context *context, const struct batchnorm_shape *shape)
{
    if (!shape)
        return BATCHNORM_NULL_POINTER;
    int status = batchnorm_is_tiny(shape) ? BATCHNORM_OK : batchnorm_check_shape(shape);
    if (status != BATCHNORM_OK)
        return status;
    batchnorm_plan_channels(plan, shape, 0, shape->channels);
    if (!context)
        return BATCHNORM_OK;

    if (!context->workspace || (uintptr_t)context->workspace % BATCHNORM_ALIGNMENT != 0 ||
        context->workspace_size < workspace_bytes(plan))
        return BATCHNORM_BAD_WORKSPACE;
    const struct batchnorm_parallel *parallel = context->parallel;
    if (parallel && (!parallel->run || parallel->threads < 1))
        return BATCHNORM_BAD_PARALLEL;
    plan->group = shape->channels;
    plan->workspace = context->workspace;
    plan->slots = context->workspace;
    if (parallel && parallel->threads > 1 && plan->values * shape->channels >= BATCHNORM_PARALLEL_BYTES / sizeof(float))
        plan->parallel = parallel;
    return BATCHNORM_OK;
}

size_t batchnorm_slice_begin(const struct batchnorm_plan *plan, size_t slice)
{
    return slice < plan->slices ? slice * plan->slice_values : plan->values;
}

struct batchnorm_stretch batchnorm_stretch_at(const struct batchnorm_shape *shape, size_t channel, size_t value, size_t end)
{
    size_t channels = shape->channels;
    size_t spatial = shape->spatial;
    /* A matrix N x C is the same memory in both layouts, and this reading gives the longer stretches. */
    if (shape->layout == BATCHNORM_CHANNELS_LAST || spatial == 1)
        return (struct batchnorm_stretch){value * channels + channel, end - value, channels};

    size_t sample = value / spatial;
    size_t position = value % spatial;
    size_t to_end_of_plane = spatial - position;
    size_t count = end - value < to_end_of_plane ? end - value : to_end_of_plane;
    return (struct batchnorm_stretch){(sample * channels + channel) * spatial + position, count, 1};
}

union batchnorm_slot *batchnorm_slot_of(const struct batchnorm_plan *plan, size_t channel, size_t slice)
{
    return &plan->slots[(channel - plan->first) * plan->slices + slice];
}

/* A part of the work is one slice of a block of channels. */
struct spread {
    const struct batchnorm_plan *plan;
    batchnorm_visit *visit;
    const void *pass;
    size_t block; /* channels */
};

static void do_part(void *argument, int part)
{
    const struct spread *spread = argument;
    const struct batchnorm_plan *plan = spread->plan;
    size_t slice = (size_t)part % plan->slices;
    size_t begin = (size_t)part / plan->slices * spread->block;
    size_t end = begin + spread->block < plan->group ? begin + spread->block : plan->group;
    for (size_t channel = begin; channel < end; channel++)
        spread->visit(spread->pass, plan->first + channel, slice);
}

void batchnorm_spread(const struct batchnorm_plan *plan, batchnorm_visit *visit, const void *pass)
{
    size_t block = (plan->group + MAX_BLOCKS - 1) / MAX_BLOCKS;
    struct spread spread = {plan, visit, pass, block};
    int parts = (int)((plan->group + block - 1) / block * plan->slices);
    if (plan->parallel) {
        plan->parallel->run(plan->parallel->executor, parts, do_part, &spread);
        return;
    }
    for (int part = 0; part < parts; part++)
        do_part(&spread, part);
}
