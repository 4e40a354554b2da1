/*
 * Along the pieces of channels: statistics come from one way over the data, about a shift near the mean (Chan, Golub, LeVeque
 * 1983): sum(d) and sum(d^2) of d = x - shift lose nothing when |mean - shift| is no larger than the deviations.  The values of a
 * channel are cut into pieces of some thousand; the shift of a piece is the mean of those before it, and that of the first the
 * median of three values.  A piece whose shift turns out to be far off is measured again while it is in the cache.  Pieces are put
 * together by Chan's formula in double, so that rounding does not grow with their number.
 *
 * Pieces, and slices made of them that threads may share, depend on the shape alone: the bits do not depend on the threads.
 */
#include "batchnorm/planes.h"

/* Values of a piece: whole planes up to at least as many, or parts of a plane up to them. */
#define PIECE_VALUES 16384
#define PART_UNIT 1024 /* parts of a plane are multiples of it */
#define SLICE_VALUES 65536

/* So many values of each tensor are fetched ahead: forward half of a first-level cache in all, backward, with twice the tensors, a
 * third.  56x56 planes take a fifth longer backward with half of that, and a fifteenth with twice as much. */
#define FETCHED_FORWARD ((size_t)3072)
#define FETCHED_BACKWARD ((size_t)1024)

/* Values offset..offset+count-1 of each of `planes` planes. */
struct piece {
    size_t plane, planes, offset, count;
};

struct batchnorm_cut batchnorm_cut_planes(const struct batchnorm_shape *shape)
{
    struct batchnorm_cut cut = {.planes = 1, .parts = 1, .part_values = shape->spatial};
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
static struct piece pieces_at(const struct batchnorm_planes *work, size_t index, size_t count)
{
    const struct batchnorm_cut *cut = &work->cut;
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
static size_t slice_begin(const struct batchnorm_cut *cut, size_t slice)
{
    return cut->pieces / cut->slices * slice + cut->pieces % cut->slices * slice / cut->slices;
}

static size_t place(const struct batchnorm_shape *shape, size_t plane, size_t channel, size_t offset)
{
    return (plane * shape->channels + channel) * shape->spatial + offset;
}

/* From the last plane of a piece, which is number `index`, to what is measured after it; 0 after the last. */
static ptrdiff_t way_ahead(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t index,
                           const struct piece *piece)
{
    const struct batchnorm_shape *shape = work->pass->shape;
    size_t here = place(shape, piece->plane + piece->planes - 1, way->measured, piece->offset);
    if (index + 1 < work->cut.pieces) {
        struct piece next = pieces_at(work, index + 1, 1);
        return (ptrdiff_t)(place(shape, next.plane, way->measured, next.offset) - here);
    }
    return way->more ? (ptrdiff_t)(place(shape, 0, way->measured + way->measured_channels, 0) - here) : 0;
}

size_t batchnorm_fetched_ahead(const struct batchnorm_pass *pass)
{
    return pass->dy ? FETCHED_BACKWARD : FETCHED_FORWARD;
}

/* Where the last plane of a sample, of `count` values, begins to fetch the next sample; 0: planes are fetched whole. */
static size_t turn_of(const struct batchnorm_planes *work, size_t count)
{
    size_t distance = batchnorm_fetched_ahead(work->pass);
    return count < 2 * distance ? 0 : (count - distance) / BATCHNORM_TURN_UNIT * BATCHNORM_TURN_UNIT;
}

static void apply_to(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t first, const struct piece *piece,
                     struct batchnorm_sweep *sweep)
{
    const struct batchnorm_pass *pass = work->pass;
    const struct batchnorm_column_coefficients *all = &way->coefficients;
    size_t at = place(pass->shape, piece->plane, way->applied + first, piece->offset);
    sweep->coefficients = (struct batchnorm_column_coefficients){all->center + first, all->slope + first, all->offset + first,
                                                                 pass->dy ? all->through + first : NULL};
    sweep->x = pass->x + at;
    sweep->dy = pass->dy ? pass->dy + at : NULL;
    sweep->out = pass->out + at;
}

/* Goes along one piece; the number of channels to measure is 0 or at most that of channels to apply, unless nothing is applied. */
static void sweep_piece(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t index,
                        const struct piece *piece, const float *shift, struct batchnorm_lane_sums *sums)
{
    const struct batchnorm_pass *pass = work->pass;
    size_t measured = way->measured_channels, applied = way->applied_channels;
    struct batchnorm_sweep sweep = {.samples = piece->planes,
                                    .stride = pass->shape->channels * pass->shape->spatial,
                                    .count = piece->count,
                                    .past_caches = work->past_caches,
                                    .paced = work->paced};
    struct batchnorm_sweep rest = sweep;
    if (measured > 0) {
        size_t at = place(pass->shape, piece->plane, way->measured, piece->offset);
        sweep.channels = measured;
        sweep.measured_x = pass->x + at;
        sweep.measured_dy = pass->dy ? pass->dy + at : NULL;
        sweep.shift = shift;
        sweep.sums = sums;
        sweep.fetches = work->past_caches;
        sweep.turn = turn_of(work, piece->count);
        sweep.ahead = way_ahead(work, way, index, piece);
        if (applied > 0)
            apply_to(work, way, 0, piece, &sweep);
        work->kernel->sweep(&sweep);
    }
    if (applied > measured) {
        rest.channels = applied - measured;
        apply_to(work, way, measured, piece, &rest);
        work->kernel->sweep(&rest);
    }
}

float batchnorm_first_shift(const struct batchnorm_planes *work, size_t channel, size_t index)
{
    struct piece piece = pieces_at(work, index, 1);
    const struct batchnorm_shape *shape = work->pass->shape;
    size_t last_plane = piece.plane + piece.planes - 1, middle_plane = piece.plane + piece.planes / 2;
    float a = work->pass->x[place(shape, piece.plane, channel, piece.offset)];
    float b = work->pass->x[place(shape, middle_plane, channel, piece.offset + piece.count / 2)];
    float c = work->pass->x[place(shape, last_plane, channel, piece.offset + piece.count - 1)];
    float low = a < b ? a : b, high = a < b ? b : a;
    float upper = high < c ? high : c;
    return low < upper ? upper : low;
}

/* Adds what a sweep found about a piece of a channel to the statistics of its slice, which has an empty count before its first.
 * false: the shift was too far off, and there is a better one now.  The last attempt counts in any case. */
static bool add_piece(const struct batchnorm_kernel *kernel, const struct batchnorm_lane_sums *sums, double count, float *shift,
                      bool last_attempt, struct batchnorm_partial *slice)
{
    double sum, squares;
    kernel->collect(sums, &sum, &squares);
    double distance = sum / count;
    struct batchnorm_partial merged = *slice, found = {count, *shift + distance, squares - sum * distance};
    if (found.m2 < 0)
        found.m2 = 0;
    batchnorm_merge(&merged, &found);
    if (!last_attempt && distance * distance * count > merged.m2 * BATCHNORM_SHIFT_TOLERANCE) {
        *shift = (float)found.mean;
        return false;
    }
    *slice = merged;
    return true;
}

/* Goes along one piece of each channel; slices[measured channels]. */
static void measure_piece(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t index,
                          struct batchnorm_partial *slices)
{
    struct piece piece = pieces_at(work, index, 1);
    struct batchnorm_lane_sums sums[BATCHNORM_MAX_PLANES];
    float shifts[BATCHNORM_MAX_PLANES];
    double count = (double)(piece.planes * piece.count);
    for (size_t i = 0; i < way->measured_channels; i++) {
        shifts[i] = slices[i].count > 0 ? (float)slices[i].mean : batchnorm_first_shift(work, way->measured + i, index);
        sums[i] = (struct batchnorm_lane_sums){{0}, {0}};
    }
    sweep_piece(work, way, index, &piece, shifts, sums);
    for (size_t i = 0; i < way->measured_channels; i++) {
        if (add_piece(work->kernel, &sums[i], count, &shifts[i], false, &slices[i]))
            continue;
        struct batchnorm_way again = {.measured = way->measured + i, .measured_channels = 1};
        sums[i] = (struct batchnorm_lane_sums){{0}, {0}};
        sweep_piece(work, &again, index, &piece, &shifts[i], &sums[i]);
        add_piece(work->kernel, &sums[i], count, &shifts[i], true, &slices[i]);
    }
}

static void measure_slice(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t slice, size_t end)
{
    struct batchnorm_partial partials[BATCHNORM_MAX_PLANES];
    for (size_t i = 0; i < way->measured_channels; i++)
        partials[i] = (struct batchnorm_partial){0, 0, 0};
    for (size_t index = slice_begin(&work->cut, slice); index < end; index++)
        measure_piece(work, way, index, partials);
    for (size_t i = 0; i < way->measured_channels; i++)
        way->slots[i * work->cut.slices + slice].partial = partials[i];
}

float batchnorm_center_of(const struct batchnorm_pass *pass, size_t channel)
{
    return pass->mean ? (float)pass->mean[channel] : pass->running_mean[channel];
}

/* Applies, and measures gradients: nothing goes from piece to piece, so that pieces of whole planes are one. */
static void sweep_slice(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t slice, size_t end)
{
    struct batchnorm_lane_sums sums[BATCHNORM_MAX_PLANES];
    float centers[BATCHNORM_MAX_PLANES];
    for (size_t i = 0; i < way->measured_channels; i++) {
        centers[i] = batchnorm_center_of(work->pass, way->measured + i);
        sums[i] = (struct batchnorm_lane_sums){{0}, {0}};
    }
    for (size_t index = slice_begin(&work->cut, slice), count; index < end; index += count) {
        count = work->cut.parts == 1 ? end - index : 1;
        struct piece piece = pieces_at(work, index, count);
        sweep_piece(work, way, index + count - 1, &piece, centers, sums);
    }
    for (size_t i = 0; i < way->measured_channels; i++) {
        struct batchnorm_gradient *gradient = &way->slots[i * work->cut.slices + slice].gradient;
        work->kernel->collect(&sums[i], &gradient->dbeta, &gradient->dgamma);
    }
}

void batchnorm_go(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t first_slice, size_t last_slice)
{
    for (size_t slice = first_slice; slice <= last_slice; slice++) {
        size_t end = slice_begin(&work->cut, slice + 1);
        if (way->measured_channels > 0 && !work->pass->dy)
            measure_slice(work, way, slice, end);
        else
            sweep_slice(work, way, slice, end);
    }
}
