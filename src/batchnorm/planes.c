/*
 * Channels-first tensors with long planes, one channel after the other.
 *
 * A channel is measured once and normalized once.  Both at a time: while one channel is normalized, the next is measured in the
 * same loop (sweep.inc), and the plane after that is fetched.  Between the two ways a channel stays in the private cache if it
 * fits, so that memory is read once: on 56x56 planes this takes half the time of two ways over the whole tensor.
 *
 * Statistics come from one way over the data, about a shift near the mean (Chan, Golub, LeVeque 1983): sum(d) and sum(d^2) of
 * d = x - shift lose nothing when |mean - shift| is no larger than the deviations.  The values of a channel are cut into pieces of
 * some thousand; the shift of a piece is the mean of those before it, and that of the first the median of three values.  A piece
 * whose shift turns out to be far off is measured again while it is in the cache.  Pieces are put together by Chan's formula in
 * double, so that rounding does not grow with their number.
 *
 * Pieces, and slices made of them that threads may share, depend on the shape alone: the bits do not depend on the threads.
 */
#include "batchnorm/ways.h"

/* Values of a piece: whole planes up to at least as many, or parts of a plane up to them. */
#define PIECE_VALUES 16384
#define PART_UNIT 1024 /* parts of a plane are multiples of it */
#define SLICE_VALUES 65536

/* Channels up to here, x and dy together, are still in the private cache when they are normalized. */
#define PACED_BYTES ((size_t)896 * 1024)

/* How the planes of a channel are cut. */
struct cut {
    size_t pieces;
    size_t planes; /* of a piece, when planes are short; otherwise 1 */
    size_t parts;  /* of a plane, when planes are long; otherwise 1 */
    size_t part_values;
    size_t slices;
};

/* Values offset..offset+count-1 of each of `planes` planes. */
struct piece {
    size_t plane, planes, offset, count;
};

struct planes {
    const struct batchnorm_kernel *kernel;
    const struct batchnorm_plan *plan;
    const struct batchnorm_pass *pass;
    struct cut cut;
    bool past_caches;
    bool paced;
    size_t block; /* channels of a part of the work, or planes */
    const float *folded; /* inference: centers, slopes and offsets of all channels; or NULL */
};

/* What is to be done on one way along the pieces of a channel. */
struct way {
    size_t applied;                                    /* channel */
    const struct batchnorm_coefficients *coefficients; /* NULL: nothing is applied */
    size_t measured;                                   /* channel */
    union batchnorm_slot *slots;                       /* of the measured channel, one for each slice; NULL: nothing is measured */
    bool more;                                         /* the channel after the measured one will be measured next */
};

static struct cut cut_of(const struct batchnorm_shape *shape)
{
    struct cut cut = {.planes = 1, .parts = 1, .part_values = shape->spatial};
    if (shape->spatial < PIECE_VALUES) {
        cut.planes = (PIECE_VALUES + shape->spatial - 1) / shape->spatial;
    } else {
        size_t parts = (shape->spatial + PIECE_VALUES - 1) / PIECE_VALUES;
        cut.part_values = ((shape->spatial + parts - 1) / parts + PART_UNIT - 1) / PART_UNIT * PART_UNIT;
        cut.parts = (shape->spatial + cut.part_values - 1) / cut.part_values;
    }
    cut.pieces = (shape->batch + cut.planes - 1) / cut.planes * cut.parts;
    cut.slices = shape->batch * shape->spatial / SLICE_VALUES;
    if (cut.slices > BATCHNORM_MAX_SLICES)
        cut.slices = BATCHNORM_MAX_SLICES;
    if (cut.slices > cut.pieces)
        cut.slices = cut.pieces;
    if (cut.slices < 1)
        cut.slices = 1;
    return cut;
}

/* Pieces index..index+count-1 as one; count: 1 if they are parts of planes. */
static struct piece pieces_at(const struct planes *work, size_t index, size_t count)
{
    const struct cut *cut = &work->cut;
    const struct batchnorm_shape *shape = work->pass->shape;
    struct piece piece = {.plane = index / cut->parts * cut->planes,
                          .planes = cut->planes * count,
                          .offset = index % cut->parts * cut->part_values,
                          .count = cut->part_values};
    if (piece.planes > shape->batch - piece.plane)
        piece.planes = shape->batch - piece.plane;
    if (piece.count > shape->spatial - piece.offset)
        piece.count = shape->spatial - piece.offset;
    return piece;
}

/* cut.slices slices of about as many pieces. */
static size_t slice_begin(const struct cut *cut, size_t slice)
{
    return cut->pieces / cut->slices * slice + cut->pieces % cut->slices * slice / cut->slices;
}

static size_t place(const struct batchnorm_shape *shape, size_t plane, size_t channel, size_t offset)
{
    return (plane * shape->channels + channel) * shape->spatial + offset;
}

/* From the last plane of a piece, which is number `index`, to what is measured after it; 0 after the last. */
static ptrdiff_t way_ahead(const struct planes *work, const struct way *way, size_t index, const struct piece *piece)
{
    const struct batchnorm_shape *shape = work->pass->shape;
    size_t here = place(shape, piece->plane + piece->planes - 1, way->measured, piece->offset);
    if (index + 1 < work->cut.pieces) {
        struct piece next = pieces_at(work, index + 1, 1);
        return (ptrdiff_t)(place(shape, next.plane, way->measured, next.offset) - here);
    }
    return way->more ? (ptrdiff_t)(place(shape, 0, way->measured + 1, 0) - here) : 0;
}

/* Goes along one piece; `sums` as NULL: does not measure. */
static void sweep_piece(const struct planes *work, const struct way *way, size_t index, const struct piece *piece, float shift,
                        struct batchnorm_lane_sums *sums)
{
    const struct batchnorm_pass *pass = work->pass;
    struct batchnorm_sweep sweep = {.planes = piece->planes,
                                    .stride = pass->shape->channels * pass->shape->spatial,
                                    .count = piece->count,
                                    .past_caches = work->past_caches,
                                    .paced = work->paced,
                                    .shift = shift,
                                    .sums = sums};
    if (way->coefficients) {
        size_t at = place(pass->shape, piece->plane, way->applied, piece->offset);
        sweep.coefficients = *way->coefficients;
        sweep.x = pass->x + at;
        sweep.dy = pass->dy ? pass->dy + at : NULL;
        sweep.out = pass->out + at;
    }
    if (sums) {
        size_t at = place(pass->shape, piece->plane, way->measured, piece->offset);
        sweep.measured_x = pass->x + at;
        sweep.measured_dy = pass->dy ? pass->dy + at : NULL;
        sweep.fetches = work->past_caches;
        sweep.ahead = way_ahead(work, way, index, piece);
    }
    work->kernel->sweep(&sweep);
}

static float first_shift(const struct planes *work, size_t channel, const struct piece *piece)
{
    const struct batchnorm_shape *shape = work->pass->shape;
    size_t last_plane = piece->plane + piece->planes - 1, middle_plane = piece->plane + piece->planes / 2;
    float a = work->pass->x[place(shape, piece->plane, channel, piece->offset)];
    float b = work->pass->x[place(shape, middle_plane, channel, piece->offset + piece->count / 2)];
    float c = work->pass->x[place(shape, last_plane, channel, piece->offset + piece->count - 1)];
    float low = a < b ? a : b, high = a < b ? b : a;
    float upper = high < c ? high : c;
    return low < upper ? upper : low;
}

/* Goes along one piece and adds what it measures to the statistics of its slice, which has an empty count before its first. */
static void measure_piece(const struct planes *work, const struct way *way, size_t index, struct batchnorm_partial *slice)
{
    const struct batchnorm_kernel *kernel = work->kernel;
    struct piece piece = pieces_at(work, index, 1);
    struct way again = {.measured = way->measured, .slots = way->slots, .more = way->more};
    float shift = slice->count > 0 ? (float)slice->mean : first_shift(work, way->measured, &piece);
    double count = (double)(piece.planes * piece.count);
    for (int attempt = 1;; attempt++) {
        struct batchnorm_lane_sums sums = {{0}, {0}};
        double sum, squares;
        sweep_piece(work, attempt == 1 ? way : &again, index, &piece, shift, &sums);
        kernel->collect(&sums, &sum, &squares);
        double distance = sum / count;
        struct batchnorm_partial merged = *slice, found = {count, shift + distance, squares - sum * distance};
        if (found.m2 < 0)
            found.m2 = 0;
        batchnorm_merge(&merged, &found);
        if (attempt == 2 || !(count * distance * distance > BATCHNORM_SHIFT_TOLERANCE * merged.m2)) {
            *slice = merged;
            return;
        }
        shift = (float)found.mean;
    }
}

static float center_of(const struct batchnorm_pass *pass, size_t channel)
{
    return pass->mean ? (float)pass->mean[channel] : pass->running_mean[channel];
}

static void go(const struct planes *work, const struct way *way, size_t first_slice, size_t last_slice)
{
    bool backward = work->pass->dy;
    for (size_t slice = first_slice; slice <= last_slice; slice++) {
        size_t end = slice_begin(&work->cut, slice + 1);
        struct batchnorm_partial partial = {0, 0, 0};
        struct batchnorm_lane_sums sums = {{0}, {0}};
        float center = backward && way->slots ? center_of(work->pass, way->measured) : 0;
        for (size_t index = slice_begin(&work->cut, slice), count = 1; index < end; index += count) {
            if (way->slots && !backward) {
                measure_piece(work, way, index, &partial);
                continue;
            }
            count = work->cut.parts == 1 ? end - index : 1; /* at once: only shifts go from piece to piece */
            struct piece pieces = pieces_at(work, index, count);
            sweep_piece(work, way, index + count - 1, &pieces, center, way->slots ? &sums : NULL);
        }
        if (way->slots && backward)
            work->kernel->collect(&sums, &way->slots[slice].gradient.dbeta, &way->slots[slice].gradient.dgamma);
        else if (way->slots)
            way->slots[slice].partial = partial;
    }
}

/* Statistics and coefficients of a channel, whose slices are measured; false: the reference has done the channel. */
static bool finish_channel(const struct planes *work, size_t channel, const union batchnorm_slot *slots,
                           struct batchnorm_coefficients *to)
{
    const struct batchnorm_pass *pass = work->pass;
    struct batchnorm_gradient gradient = {0, 0};
    struct batchnorm_partial batch = {0, 0, 0};
    for (size_t slice = 0; slice < work->cut.slices && pass->dy; slice++) {
        gradient.dbeta += slots[slice].gradient.dbeta;
        gradient.dgamma += slots[slice].gradient.dgamma;
    }
    for (size_t slice = 0; slice < work->cut.slices && !pass->dy; slice++)
        batchnorm_merge(&batch, &slots[slice].partial);
    double *const sums[2] = {pass->dy ? &gradient.dbeta : &batch.mean, pass->dy ? &gradient.dgamma : &batch.m2};
    struct batchnorm_new_coefficients found = {&to->center, &to->slope, &to->offset, &to->through};
    if (batchnorm_finish_channels(work->kernel, pass, channel, 1, sums, &found))
        return true;
    batchnorm_run_reference(pass, channel, channel + 1);
    return false;
}

/* Channels first..end-1, each measured while the one before it is normalized. */
static void run_channels(const struct planes *work, size_t first, size_t end)
{
    union batchnorm_slot slots[BATCHNORM_MAX_SLICES];
    struct batchnorm_coefficients coefficients;
    size_t last_slice = work->cut.slices - 1;
    struct way way = {.measured = first, .slots = slots, .more = first + 1 < end};
    go(work, &way, 0, last_slice);
    for (size_t channel = first; channel < end; channel++) {
        bool apply = finish_channel(work, channel, slots, &coefficients) && work->pass->out;
        way = (struct way){.applied = channel,
                           .coefficients = apply ? &coefficients : NULL,
                           .measured = channel + 1,
                           .slots = channel + 1 < end ? slots : NULL,
                           .more = channel + 2 < end};
        if (way.coefficients || way.slots)
            go(work, &way, 0, last_slice);
    }
}

static void run_block(void *argument, int part)
{
    const struct planes *work = argument;
    size_t first = (size_t)part * work->block, channels = work->pass->shape->channels;
    run_channels(work, first, first + work->block < channels ? first + work->block : channels);
    work->kernel->order_stores();
}

/* From running statistics to coefficients; false: they are beyond float. */
static bool fold_running(const struct planes *work, size_t channel, struct batchnorm_coefficients *to)
{
    if (work->folded) {
        const float *own = work->folded + channel;
        size_t channels = work->pass->shape->channels;
        *to = (struct batchnorm_coefficients){own[0], own[channels], own[2 * channels], 0};
        return true;
    }
    struct batchnorm_new_coefficients found = {&to->center, &to->slope, &to->offset, &to->through};
    return batchnorm_finish_channels(work->kernel, work->pass, channel, 1, NULL, &found);
}

/* All channels at once, where there is room for it: one after the other, each for every sample, takes a fifth of the pass on 28x28
 * planes. */
static void fold_all(struct planes *work)
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
    const struct planes *work = argument;
    const struct batchnorm_pass *pass = work->pass;
    size_t planes = pass->shape->batch * pass->shape->channels, first = (size_t)part * work->block;
    size_t end = first + work->block < planes ? first + work->block : planes;
    for (size_t plane = first; plane < end; plane++) {
        size_t channel = plane % pass->shape->channels, at = plane * pass->shape->spatial;
        struct batchnorm_sweep sweep = {.planes = 1,
                                        .count = pass->shape->spatial,
                                        .x = pass->x + at,
                                        .out = pass->out + at,
                                        .past_caches = work->past_caches};
        if (fold_running(work, channel, &sweep.coefficients))
            work->kernel->sweep(&sweep);
    }
    work->kernel->order_stores();
}

static void spread(struct planes *work, size_t units, void (*task)(void *argument, int part))
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
    const struct planes *work = argument;
    size_t slices = work->cut.slices, slice = (size_t)part % slices, channel = (size_t)part / slices;
    struct way way = {.measured = channel, .slots = work->plan->slots + channel * slices};
    go(work, &way, slice, slice);
}

struct shared_planes {
    struct planes planes;
    const struct batchnorm_coefficients *coefficients;
    size_t channel;
};

static void apply_slice(void *argument, int part)
{
    const struct shared_planes *work = argument;
    struct way way = {.applied = work->channel, .coefficients = work->coefficients};
    go(&work->planes, &way, (size_t)part, (size_t)part);
    work->planes.kernel->order_stores();
}

static void run_shared(const struct planes *planes)
{
    const struct batchnorm_parallel *parallel = planes->plan->parallel;
    size_t channels = planes->pass->shape->channels, slices = planes->cut.slices;
    struct shared_planes work = {.planes = *planes};
    parallel->run(parallel->executor, (int)(channels * slices), measure_slice, &work.planes);
    for (work.channel = 0; work.channel < channels; work.channel++) {
        struct batchnorm_coefficients coefficients;
        work.coefficients = &coefficients;
        if (finish_channel(planes, work.channel, planes->plan->slots + work.channel * slices, &coefficients) && planes->pass->out)
            parallel->run(parallel->executor, (int)slices, apply_slice, &work);
    }
}

static void replace_beyond_float(const struct planes *work)
{
    struct batchnorm_coefficients unused;
    for (size_t channel = 0; channel < work->pass->shape->channels; channel++)
        if (!fold_running(work, channel, &unused))
            batchnorm_run_reference(work->pass, channel, channel + 1);
}

void batchnorm_run_planes(const struct batchnorm_kernel *kernel, const struct batchnorm_plan *plan,
                          const struct batchnorm_pass *pass)
{
    struct planes work = {
        .kernel = kernel, .plan = plan, .pass = pass, .cut = cut_of(pass->shape), .past_caches = batchnorm_past_caches(plan, pass)};
    work.paced = plan->values * (pass->dy ? 2 : 1) <= PACED_BYTES / sizeof(float) && batchnorm_wants_pace();
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
    return shape->channels * cut_of(shape).slices * sizeof(union batchnorm_slot);
}
