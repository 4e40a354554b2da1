/*
 * Ways along long planes: what planes.c decides, and pieces.c and resident.c do.
 */
#ifndef BATCHNORM_PLANES_H
#define BATCHNORM_PLANES_H

#include "batchnorm/kernel.h"
#include "batchnorm/plan.h"

#include <stdbool.h>
#include <stddef.h>

#define BATCHNORM_MAX_PLANES 16 /* channels that go together */

/* How the planes of a channel are cut. */
struct batchnorm_cut {
    size_t pieces;
    size_t planes; /* of a piece, when planes are short; otherwise 1 */
    size_t parts;  /* of a plane, when planes are long; otherwise 1 */
    size_t part_values;
    size_t slices;
};

struct batchnorm_planes {
    const struct batchnorm_kernel *kernel;
    const struct batchnorm_plan *plan;
    const struct batchnorm_pass *pass;
    struct batchnorm_cut cut;
    bool past_caches;
    bool paced;
    bool resident;       /* each channel is measured and then normalized; planes have no parts, and are one piece */
    size_t together;     /* channels, at most BATCHNORM_MAX_PLANES; 1 if planes have parts */
    size_t block;        /* channels of a part of the work, or planes */
    const float *folded; /* inference: centers, slopes and offsets of all channels; or NULL */
};

/* What is to be done on one way along the pieces of some channels. */
struct batchnorm_way {
    size_t applied, applied_channels; /* the first, and how many; 0: nothing is applied */
    struct batchnorm_column_coefficients coefficients;
    size_t measured, measured_channels;
    union batchnorm_slot *slots; /* [measured channels][slices] */
    bool more;                   /* the channels after the measured ones will be measured next */
};

/* Values of a tensor that are fetched ahead; planes of twice as many are long, and fetched in parts. */
size_t batchnorm_fetched_ahead(const struct batchnorm_pass *pass);

struct batchnorm_cut batchnorm_cut_planes(const struct batchnorm_shape *shape);

/* Goes along some slices of a way. */
void batchnorm_go(const struct batchnorm_planes *work, const struct batchnorm_way *way, size_t first_slice, size_t last_slice);

/* About what forward measures piece `index` of a channel, unless a piece before it has told its mean: the median of three values. */
float batchnorm_first_shift(const struct batchnorm_planes *work, size_t channel, size_t index);

/* About what backward measures a channel. */
float batchnorm_center_of(const struct batchnorm_pass *pass, size_t channel);

/* Channels first..end-1 of a resident way. */
void batchnorm_run_resident(const struct batchnorm_planes *work, size_t first, size_t end);

#endif
