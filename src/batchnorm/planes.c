/*
 * Channels-first tensors with long planes, a few neighbouring channels at a time.
 *
 * A channel is measured once and normalized once.  Both at a time: while some channels are normalized, the next are measured in the
 * same loop (sweep.inc), and what comes after that is fetched.  Between the two ways a channel stays in the private cache if it
 * fits, so that memory is read once: on 56x56 planes this takes half the time of two ways over the whole tensor.
 *
 * Which channels go together changes the order of memory, not a bit of the result.
 */
#include "batchnorm/planes.h"
#include "batchnorm/ways.h"

/* Channels that go together have no more bytes than this, x and dy: they are to stay in the private cache until they are
 * normalized, while the next ones come into it. */
#define TOGETHER_BYTES ((size_t)1024 * 1024)

/* Values of neighbouring long planes that go together.  They do not stay in the private cache, but memory is read faster in longer
 * runs: backward on 56x56 planes takes .9 of the time of one channel after the other, and no less with eight together. */
#define LONG_RUN 9216

/* Channels up to here are still in the private cache when they are normalized.  Two threads that go through larger ones are slower
 * with pauses: backward on 112x112 planes they came to .68 of a triad, and to .77 without. */
#define PACED_BYTES ((size_t)896 * 1024)

/* Values of channels that go together in the first cache (resident.c): a third of it, as what is written comes there too. */
#define RESIDENT_BYTES ((size_t)16 * 1024)

/* Coefficients of channels in hand. */
struct finished {
    float coefficients[4][BATCHNORM_MAX_PLANES];
    size_t channels; /* that are to be normalized with them: all, or none */
};

static struct batchnorm_column_coefficients coefficients_of(const struct finished *finished)
{
    return (struct batchnorm_column_coefficients){finished->coefficients[0], finished->coefficients[1], finished->coefficients[2],
                                                  finished->coefficients[3]};
}

/* What the slices of channels found, put together: mean and sum of squares, or sum(dy) and sum(dy * d). */
static void sum_slices(const struct batchnorm_planes *work, size_t channels, const union batchnorm_slot *slots,
                       double sums[2][BATCHNORM_MAX_PLANES])
{
    size_t slices = work->cut.slices;
    for (size_t i = 0; i < channels; i++, slots += slices) {
        struct batchnorm_gradient gradient = {0, 0};
        struct batchnorm_partial batch = {0, 0, 0};
        for (size_t slice = 0; slice < slices && work->pass->dy; slice++) {
            gradient.dbeta += slots[slice].gradient.dbeta;
            gradient.dgamma += slots[slice].gradient.dgamma;
        }
        for (size_t slice = 0; slice < slices && !work->pass->dy; slice++)
            batchnorm_merge(&batch, &slots[slice].partial);
        sums[0][i] = work->pass->dy ? gradient.dbeta : batch.mean;
        sums[1][i] = work->pass->dy ? gradient.dgamma : batch.m2;
    }
}

/* Statistics and coefficients of channels whose slices are measured; false: some are beyond float. */
static bool finish(const struct batchnorm_planes *work, size_t first, size_t channels, const union batchnorm_slot *slots,
                   struct finished *to)
{
    double sums[2][BATCHNORM_MAX_PLANES], *const both[2] = {sums[0], sums[1]};
    struct batchnorm_new_coefficients found = {to->coefficients[0], to->coefficients[1], to->coefficients[2], to->coefficients[3]};
    sum_slices(work, channels, slots, sums);
    to->channels = channels;
    return batchnorm_finish_channels(work->kernel, work->pass, first, channels, both, &found);
}

/* The same; where some are beyond float, does all that there is to do, one channel after the other. */
static void finish_channels(const struct batchnorm_planes *work, size_t first, size_t channels, const union batchnorm_slot *slots,
                            struct finished *to)
{
    if (channels == 0 || finish(work, first, channels, slots, to))
        return;
    for (size_t i = 0; i < channels; i++) {
        if (!finish(work, first + i, 1, slots + i * work->cut.slices, to)) {
            batchnorm_run_reference(work->pass, first + i, first + i + 1);
        } else if (work->pass->out) {
            struct batchnorm_way way = {.applied = first + i, .applied_channels = 1, .coefficients = coefficients_of(to)};
            batchnorm_go(work, &way, 0, work->cut.slices - 1);
        }
    }
    to->channels = 0;
}

/* Channels first..end-1, some measured while those before them are normalized. */
static void run_channels(const struct batchnorm_planes *work, size_t first, size_t end)
{
    union batchnorm_slot slots[BATCHNORM_MAX_PLANES * BATCHNORM_MAX_SLICES];
    struct finished finished = {.channels = 0};
    for (size_t channel = first, before = 0, here = 1; here > 0; channel += here, before = here) {
        here = end - channel < work->together ? end - channel : work->together;
        struct batchnorm_way way = {.applied = channel - before,
                                    .applied_channels = work->pass->out ? finished.channels : 0,
                                    .coefficients = coefficients_of(&finished),
                                    .measured = channel,
                                    .measured_channels = here,
                                    .slots = slots,
                                    .more = channel + here < end};
        batchnorm_go(work, &way, 0, work->cut.slices - 1);
        finish_channels(work, channel, here, slots, &finished);
    }
}

static void run_block(void *argument, int part)
{
    const struct batchnorm_planes *work = argument;
    size_t first = (size_t)part * work->block, channels = work->pass->shape->channels;
    size_t end = first + work->block < channels ? first + work->block : channels;
    if (work->resident)
        batchnorm_run_resident(work, first, end);
    else
        run_channels(work, first, end);
    work->kernel->order_stores();
}

/* From running statistics to the coefficients of a channel; false: they are beyond float. */
static bool fold_running(const struct batchnorm_planes *work, size_t channel, float to[3])
{
    struct batchnorm_new_coefficients found = {&to[0], &to[1], &to[2], NULL};
    return batchnorm_finish_channels(work->kernel, work->pass, channel, 1, NULL, &found);
}

/* All channels at once, where there is room for it: one after the other, each for every sample, takes a fifth of the pass on 28x28
 * planes. */
static void fold_all(struct batchnorm_planes *work)
{
    size_t channels = work->pass->shape->channels;
    float *room = work->plan->workspace;
    if (!room)
        return;
    struct batchnorm_new_coefficients found = {room, room + channels, room + 2 * channels, NULL};
    if (batchnorm_finish_channels(work->kernel, work->pass, 0, channels, NULL, &found))
        work->folded = room;
}

/* Inference: nothing is measured, so the planes come in the order of memory. */
static void run_inference_block(void *argument, int part)
{
    const struct batchnorm_planes *work = argument;
    const struct batchnorm_pass *pass = work->pass;
    size_t channels = pass->shape->channels, planes = pass->shape->batch * channels, first = (size_t)part * work->block;
    size_t end = first + work->block < planes ? first + work->block : planes;
    for (size_t plane = first, together; plane < end; plane += together) {
        size_t channel = plane % channels, at = plane * pass->shape->spatial;
        size_t left = end - plane < channels - channel ? end - plane : channels - channel;
        float own[3];
        const float *center = work->folded ? work->folded + channel : &own[0];
        size_t pitch = work->folded ? channels : 1;
        together = work->folded ? left : 1;
        struct batchnorm_sweep sweep = {.samples = 1,
                                        .channels = together,
                                        .count = pass->shape->spatial,
                                        .x = pass->x + at,
                                        .out = pass->out + at,
                                        .coefficients = {center, center + pitch, center + 2 * pitch, NULL},
                                        .past_caches = work->past_caches};
        if (work->folded || fold_running(work, channel, own))
            work->kernel->sweep(&sweep);
    }
    work->kernel->order_stores();
}

static void spread(struct batchnorm_planes *work, size_t units, void (*task)(void *argument, int part))
{
    const struct batchnorm_parallel *parallel = work->plan->parallel;
    size_t threads = parallel ? (size_t)parallel->threads : 1;
    work->block = (units + threads - 1) / threads;
    int parts = (int)((units + work->block - 1) / work->block);
    if (parts > 1)
        parallel->run(parallel->executor, parts, task, work);
    else
        task(work, 0);
}

/* Few channels and many threads: threads share the slices of a channel, and wait for each other in between. */
static void measure_slice(void *argument, int part)
{
    const struct batchnorm_planes *work = argument;
    size_t slices = work->cut.slices, slice = (size_t)part % slices, channel = (size_t)part / slices;
    struct batchnorm_way way = {.measured = channel, .measured_channels = 1, .slots = work->plan->slots + channel * slices};
    batchnorm_go(work, &way, slice, slice);
}

struct shared_planes {
    struct batchnorm_planes planes;
    struct batchnorm_way way;
};

static void apply_slice(void *argument, int part)
{
    const struct shared_planes *work = argument;
    batchnorm_go(&work->planes, &work->way, (size_t)part, (size_t)part);
    work->planes.kernel->order_stores();
}

static void run_shared(const struct batchnorm_planes *planes)
{
    const struct batchnorm_parallel *parallel = planes->plan->parallel;
    size_t channels = planes->pass->shape->channels, slices = planes->cut.slices;
    struct shared_planes work = {.planes = *planes};
    parallel->run(parallel->executor, (int)(channels * slices), measure_slice, &work.planes);
    for (size_t channel = 0; channel < channels; channel++) {
        struct finished finished;
        if (!finish(planes, channel, 1, planes->plan->slots + channel * slices, &finished)) {
            batchnorm_run_reference(planes->pass, channel, channel + 1);
            continue;
        }
        work.way = (struct batchnorm_way){.applied = channel, .applied_channels = 1, .coefficients = coefficients_of(&finished)};
        if (planes->pass->out)
            parallel->run(parallel->executor, (int)slices, apply_slice, &work);
    }
}

static void replace_beyond_float(const struct batchnorm_planes *work)
{
    float unused[3];
    for (size_t channel = 0; !work->folded && channel < work->pass->shape->channels; channel++)
        if (!fold_running(work, channel, unused))
            batchnorm_run_reference(work->pass, channel, channel + 1);
}

/* x and dy. */
static size_t bytes_of_channel(const struct batchnorm_planes *work)
{
    return work->plan->values * sizeof(float) * (work->pass->dy ? 2 : 1);
}

static size_t at_most_planes(size_t wanted, size_t fitting)
{
    size_t together = wanted < fitting ? wanted : fitting;
    return together < 1 ? 1 : together < BATCHNORM_MAX_PLANES ? together : BATCHNORM_MAX_PLANES;
}

/* How many channels go together: enough for what is fetched ahead, if they fit; long planes are too much for the private cache. */
static size_t together_of(const struct batchnorm_planes *work)
{
    size_t spatial = work->pass->shape->spatial, ahead = batchnorm_fetched_ahead(work->pass);
    if (work->resident)
        return at_most_planes(BATCHNORM_MAX_PLANES, RESIDENT_BYTES / bytes_of_channel(work));
    if (!work->past_caches || work->cut.parts > 1)
        return 1;
    if (spatial >= 2 * ahead)
        return (LONG_RUN + spatial - 1) / spatial;
    return at_most_planes((ahead + spatial - 1) / spatial, TOGETHER_BYTES / bytes_of_channel(work));
}

void batchnorm_run_planes(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan,
                          const struct batchnorm_pass *pass)
{
    struct batchnorm_planes work = {.kernel = kernel,
                                    .plan = plan,
                                    .pass = pass,
                                    .cut = batchnorm_cut_planes(pass->shape),
                                    .past_caches = batchnorm_past_caches(plan, pass)};
    work.paced = work.past_caches && batchnorm_wants_pace() && (!plan->parallel || bytes_of_channel(&work) <= PACED_BYTES);
    work.resident = !work.past_caches && work.cut.pieces == 1;
    work.together = together_of(&work);
    if (!pass->dy && !pass->mean) {
        fold_all(&work);
        spread(&work, pass->shape->batch * pass->shape->channels, run_inference_block);
        replace_beyond_float(&work);
    } else if (plan->parallel && pass->shape->channels < (size_t)plan->parallel->threads && work.cut.slices > 1) {
        run_shared(&work);
    } else {
        spread(&work, pass->shape->channels, run_block);
    }
}

size_t batchnorm_planes_workspace(const struct batchnorm_shape *shape)
{
    return shape->channels * batchnorm_cut_planes(shape).slices * sizeof(union batchnorm_slot);
}
