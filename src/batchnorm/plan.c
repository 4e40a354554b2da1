/* How a pass goes through its tensor: slices, stretches of memory, threads. */
#include "batchnorm/plan.h"

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

void batchnorm_run_reference(const struct batchnorm_pass *pass, size_t first, size_t end)
{
    struct batchnorm_plan plan;
    batchnorm_plan_channels(&plan, pass->shape, first, end);
    if (pass->dy)
        batchnorm_reference_backward(&plan, pass);
    else
        batchnorm_reference_forward(&plan, pass);
}
