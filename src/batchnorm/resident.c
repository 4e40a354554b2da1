/*
 * Channels-first tensors that are in the caches, with long planes: a channel, or a few of them, is measured, and normalized while it
 * is in the first-level cache.  To measure the next meanwhile, as from memory (planes.c), would put twice as much there: backward on
 * one sample of 56x56 planes takes 1.4 times as long so.
 *
 * The work on a channel is a microsecond or less, so nothing is set up anew for each.  The bits are those of planes.c.
 */
#include "batchnorm/planes.h"
#include "batchnorm/ways.h"

#include <string.h>

/* Channels in hand. */
struct resident {
    const struct batchnorm_planes *work;
    struct batchnorm_sweep measure, apply;
    size_t first, channels;
    float shift[BATCHNORM_MAX_PLANES];
    struct batchnorm_lane_sums lanes[BATCHNORM_MAX_PLANES];
    double sums[2][BATCHNORM_MAX_PLANES];
    float coefficients[4][BATCHNORM_MAX_PLANES];
};

static const float *values_of(const struct resident *in_hand, const float *tensor, size_t channel)
{
    return tensor ? tensor + channel * in_hand->work->pass->shape->spatial : NULL;
}

/* Sums of `channels` channels from number `i` of those in hand. */
static void sweep_channels(struct resident *in_hand, size_t i, size_t channels)
{
    const struct batchnorm_pass *pass = in_hand->work->pass;
    in_hand->measure.channels = channels;
    in_hand->measure.measured_x = values_of(in_hand, pass->x, in_hand->first + i);
    in_hand->measure.measured_dy = values_of(in_hand, pass->dy, in_hand->first + i);
    in_hand->measure.shift = in_hand->shift + i;
    in_hand->measure.sums = in_hand->lanes + i;
    in_hand->work->kernel->sweep(&in_hand->measure);
    for (; channels > 0; channels--, i++)
        in_hand->work->kernel->collect(&in_hand->lanes[i], &in_hand->sums[0][i], &in_hand->sums[1][i]);
}

/* Backward: about the center that the pass gives. */
static void measure_gradients(struct resident *in_hand)
{
    for (size_t i = 0; i < in_hand->channels; i++)
        in_hand->shift[i] = batchnorm_center_of(in_hand->work->pass, in_hand->first + i);
    sweep_channels(in_hand, 0, in_hand->channels);
}

/* From sums to mean and sum of squares, for all channels in hand at once; false: some shift was far off. */
static bool settle(struct resident *in_hand)
{
    double sums[2][BATCHNORM_MAX_PLANES];
    memcpy(sums, in_hand->sums, sizeof sums);
    const struct batchnorm_planes *work = in_hand->work;
    if (work->kernel->settle(in_hand->channels, in_hand->shift, (double)work->plan->values, in_hand->sums[0], in_hand->sums[1]) == 0)
        return true;
    memcpy(in_hand->sums, sums, sizeof sums);
    return false;
}

/* Forward: a channel whose shift was far off is measured again. */
static void measure_statistics(struct resident *in_hand)
{
    const struct batchnorm_planes *work = in_hand->work;
    double count = (double)work->plan->values;
    for (size_t i = 0; i < in_hand->channels; i++)
        in_hand->shift[i] = batchnorm_first_shift(work, in_hand->first + i, 0);
    sweep_channels(in_hand, 0, in_hand->channels);
    bool settled = settle(in_hand);
    for (size_t i = 0; i < in_hand->channels && !settled; i++) {
        if (work->kernel->settle(1, &in_hand->shift[i], count, &in_hand->sums[0][i], &in_hand->sums[1][i]) == 0)
            continue;
        in_hand->shift[i] = (float)in_hand->sums[0][i];
        sweep_channels(in_hand, i, 1);
        work->kernel->settle(1, &in_hand->shift[i], count, &in_hand->sums[0][i], &in_hand->sums[1][i]);
    }
}

/* false: some are beyond float. */
static bool finish(struct resident *in_hand)
{
    double *const sums[2] = {in_hand->sums[0], in_hand->sums[1]};
    struct batchnorm_new_coefficients to = {in_hand->coefficients[0], in_hand->coefficients[1], in_hand->coefficients[2],
                                            in_hand->coefficients[3]};
    return batchnorm_finish_channels(in_hand->work->kernel, in_hand->work->pass, in_hand->first, in_hand->channels, sums, &to);
}

static void apply(struct resident *in_hand)
{
    const struct batchnorm_pass *pass = in_hand->work->pass;
    if (!pass->out)
        return;
    in_hand->apply.channels = in_hand->channels;
    in_hand->apply.x = values_of(in_hand, pass->x, in_hand->first);
    in_hand->apply.dy = values_of(in_hand, pass->dy, in_hand->first);
    in_hand->apply.out = pass->out + (in_hand->apply.x - pass->x);
    in_hand->work->kernel->sweep(&in_hand->apply);
}

static void run_group(struct resident *in_hand, size_t first, size_t channels)
{
    in_hand->first = first;
    in_hand->channels = channels;
    if (in_hand->work->pass->dy)
        measure_gradients(in_hand);
    else
        measure_statistics(in_hand);
    if (finish(in_hand))
        apply(in_hand);
    else if (channels == 1)
        batchnorm_run_reference(in_hand->work->pass, first, first + 1);
    else
        for (size_t i = 0; i < channels; i++)
            run_group(in_hand, first + i, 1);
}

void batchnorm_run_resident(const struct batchnorm_planes *work, size_t first, size_t end)
{
    const struct batchnorm_shape *shape = work->pass->shape;
    struct resident in_hand;
    in_hand.work = work;
    in_hand.measure = (struct batchnorm_sweep){
        .samples = shape->batch, .stride = shape->channels * shape->spatial, .count = shape->spatial, .fresh = true};
    in_hand.apply = in_hand.measure;
    in_hand.apply.coefficients = (struct batchnorm_column_coefficients){in_hand.coefficients[0], in_hand.coefficients[1],
                                                                        in_hand.coefficients[2], in_hand.coefficients[3]};
    for (; first < end; first += work->together)
        run_group(&in_hand, first, end - first < work->together ? end - first : work->together);
}
