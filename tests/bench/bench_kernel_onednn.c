/* oneDNN 2 or 3 behind the bench's interface, in the layout of the case and in its own blocked one. */
#include "bench_kernel.h"

#include <dnnl.h>
#include <stdlib.h>

/* From the OpenMP runtime that oneDNN brings along. */
void omp_set_num_threads(int threads);

struct peer {
    struct kernel_case which;
    dnnl_engine_t engine;
    dnnl_stream_t stream;
    dnnl_primitive_t primitive;
    dnnl_memory_t data, result, gradient, mean, var, scale, shift, scale_gradient, shift_gradient;
};

/* Version 3 keeps descriptions behind pointers, and makes a primitive without a description of the operation in between. */
#if DNNL_VERSION_MAJOR >= 3
typedef dnnl_memory_desc_t description;
#define POINTER(description) (description)

static bool describe_as(description *made, int rank, const dnnl_dims_t sizes, dnnl_format_tag_t tag)
{
    return dnnl_memory_desc_create_with_tag(made, rank, sizes, dnnl_f32, tag) == dnnl_success;
}

static void forget(description made)
{
    dnnl_memory_desc_destroy(made);
}

static bool describe_forward(dnnl_primitive_desc_t *made, dnnl_engine_t engine, dnnl_prop_kind_t kind, description tensor,
                             unsigned flags)
{
    return dnnl_batch_normalization_forward_primitive_desc_create(made, engine, kind, tensor, tensor, BENCH_EPSILON, flags, NULL) ==
           dnnl_success;
}

static bool describe_backward(dnnl_primitive_desc_t *made, dnnl_engine_t engine, description tensor, unsigned flags,
                              dnnl_primitive_desc_t forward)
{
    return dnnl_batch_normalization_backward_primitive_desc_create(made, engine, dnnl_backward, tensor, tensor, tensor,
                                                                   BENCH_EPSILON, flags, forward, NULL) == dnnl_success;
}
#else
typedef dnnl_memory_desc_t description;
#define POINTER(description) (&(description))

static bool describe_as(description *made, int rank, const dnnl_dims_t sizes, dnnl_format_tag_t tag)
{
    return dnnl_memory_desc_init_by_tag(made, rank, sizes, dnnl_f32, tag) == dnnl_success;
}

static void forget(description made)
{
    (void)made;
}

static bool describe_forward(dnnl_primitive_desc_t *made, dnnl_engine_t engine, dnnl_prop_kind_t kind, description tensor,
                             unsigned flags)
{
    dnnl_batch_normalization_desc_t operation;
    return dnnl_batch_normalization_forward_desc_init(&operation, kind, &tensor, BENCH_EPSILON, flags) == dnnl_success &&
           dnnl_primitive_desc_create(made, &operation, NULL, engine, NULL) == dnnl_success;
}

static bool describe_backward(dnnl_primitive_desc_t *made, dnnl_engine_t engine, description tensor, unsigned flags,
                              dnnl_primitive_desc_t forward)
{
    dnnl_batch_normalization_desc_t operation;
    return dnnl_batch_normalization_backward_desc_init(&operation, dnnl_backward, &tensor, &tensor, BENCH_EPSILON, flags) ==
               dnnl_success &&
           dnnl_primitive_desc_create(made, &operation, NULL, engine, forward) == dnnl_success;
}
#endif

static dnnl_memory_t memory_of(const struct peer *peer, description desc)
{
    dnnl_memory_t memory;
    if (dnnl_memory_create(&memory, POINTER(desc), peer->engine, DNNL_MEMORY_NONE) != dnnl_success)
        abort();
    return memory;
}

static bool describe(const struct kernel_case *which, bool blocked, description *made)
{
    const struct batchnorm_shape *shape = &which->shape;
    size_t side = 1;
    while (side * side < shape->spatial)
        side++;
    if (side * side != shape->spatial || (blocked && (shape->channels % 16 != 0 || shape->spatial == 1)))
        return false;
    dnnl_dims_t sizes = {(dnnl_dim_t)shape->batch, (dnnl_dim_t)shape->channels, (dnnl_dim_t)side, (dnnl_dim_t)side};
    dnnl_format_tag_t tag = blocked ? dnnl_aBcd16b : shape->layout == BATCHNORM_CHANNELS_LAST ? dnnl_acdb : dnnl_abcd;
    bool matrix = shape->spatial == 1;
    return describe_as(made, matrix ? 2 : 4, sizes, matrix ? dnnl_ab : tag);
}

static bool make_primitive(struct peer *peer, description tensor)
{
    unsigned scaled = dnnl_use_scale | dnnl_use_shift;
    bool training = peer->which.pass != PASS_INFERENCE;
    dnnl_primitive_desc_t forward, made;
    if (!describe_forward(&forward, peer->engine, training ? dnnl_forward_training : dnnl_forward_inference, tensor,
                          training ? scaled : scaled | dnnl_use_global_stats))
        return false;
    made = forward;
    bool fine = peer->which.pass != PASS_BACKWARD || describe_backward(&made, peer->engine, tensor, scaled, forward);
    fine = fine && dnnl_primitive_create(&peer->primitive, made) == dnnl_success;
    if (made != forward)
        dnnl_primitive_desc_destroy(made);
    dnnl_primitive_desc_destroy(forward);
    return fine;
}

static void *prepare(const struct kernel_case *which, bool blocked)
{
    description desc, channels;
    if (!describe(which, blocked, &desc))
        return NULL;
    struct peer *peer = calloc(1, sizeof *peer);
    if (!peer)
        abort();
    peer->which = *which;
    dnnl_dims_t size = {(dnnl_dim_t)which->shape.channels};
    omp_set_num_threads(kernel_case_threads(which));
    if (dnnl_engine_create(&peer->engine, dnnl_cpu, 0) != dnnl_success ||
        dnnl_stream_create(&peer->stream, peer->engine, dnnl_stream_default_flags) != dnnl_success ||
        !describe_as(&channels, 1, size, dnnl_a) || !make_primitive(peer, desc))
        abort();
    peer->data = memory_of(peer, desc);
    peer->result = memory_of(peer, desc);
    peer->gradient = memory_of(peer, desc);
    dnnl_memory_t *const small[] = {&peer->mean,           &peer->var,           &peer->scale, &peer->shift,
                                    &peer->scale_gradient, &peer->shift_gradient};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        *small[i] = memory_of(peer, channels);
    forget(desc);
    forget(channels);
    return peer;
}

static void *prepare_same(const struct kernel_case *which)
{
    return prepare(which, false);
}

static void *prepare_blocked(const struct kernel_case *which)
{
    return which->shape.layout == BATCHNORM_CHANNELS_FIRST ? prepare(which, true) : NULL;
}

/* oneDNN's interface takes what it only reads as writable too. */
static void set(dnnl_memory_t memory, const float *values)
{
    dnnl_memory_set_data_handle(memory, (void *)(size_t)values);
}

static void run(void *state, const struct kernel_buffers *b)
{
    struct peer *peer = state;
    bool inference = peer->which.pass == PASS_INFERENCE, backward = peer->which.pass == PASS_BACKWARD;
    set(peer->data, b->x);
    set(peer->result, b->out);
    set(peer->gradient, b->dy);
    set(peer->mean, inference ? b->running_mean : b->mean_float);
    set(peer->var, inference ? b->running_var : b->var_float);
    set(peer->scale, b->gamma);
    set(peer->shift, b->beta);
    set(peer->scale_gradient, b->dgamma);
    set(peer->shift_gradient, b->dbeta);
    const dnnl_exec_arg_t arguments[] = {
        {DNNL_ARG_SRC, peer->data},
        {DNNL_ARG_MEAN, peer->mean},
        {DNNL_ARG_VARIANCE, peer->var},
        {DNNL_ARG_SCALE, peer->scale},
        {DNNL_ARG_SHIFT, peer->shift},
        {backward ? DNNL_ARG_DIFF_SRC : DNNL_ARG_DST, peer->result},
        {DNNL_ARG_DIFF_DST, peer->gradient},
        {DNNL_ARG_DIFF_SCALE, peer->scale_gradient},
        {DNNL_ARG_DIFF_SHIFT, peer->shift_gradient},
    };
    omp_set_num_threads(kernel_case_threads(&peer->which));
    if (dnnl_primitive_execute(peer->primitive, peer->stream, backward ? 9 : 6, arguments) != dnnl_success)
        abort();
    dnnl_stream_wait(peer->stream);
}

static void release(void *state)
{
    struct peer *peer = state;
    dnnl_memory_t all[] = {peer->data,  peer->result, peer->gradient,       peer->mean,          peer->var,
                           peer->scale, peer->shift,  peer->scale_gradient, peer->shift_gradient};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        dnnl_memory_destroy(all[i]);
    dnnl_primitive_destroy(peer->primitive);
    dnnl_stream_destroy(peer->stream);
    dnnl_engine_destroy(peer->engine);
    free(peer);
}

const struct contender contender_onednn = {"oneDNN", prepare_same, run, release};
const struct contender contender_onednn_last = {"oneDNN NHWC", prepare_same, run, release};
const struct contender contender_onednn_blocked = {"oneDNN nChw16c", prepare_blocked, run, release};
