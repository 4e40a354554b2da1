/*
 * A hundred thousand calls as a fuzzer would make them, the same ones every time: each argument is drawn, good, bad or NULL.  What
 * a call returns is one of the things that are wrong with it, or success if nothing is; after an error nothing has been written,
 * after success all results have, and nothing beyond them.
 */
#include "batchnorm_reference.h"
#include "check_batchnorm.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { ROUNDS = 10, CALLS = 10000, VALUES_MAX = 600, CHANNELS_MAX = 40, WORKSPACE_MAX = 32768, POISON = 0x7e };

enum function { TRAINING, INFERENCE, BACKWARD_TRAINING, BACKWARD_INFERENCE, PARTIALS, FOLD, PASSES = FOLD, FUNCTIONS = FOLD + 1 };

/* All that a call may write, and a margin behind each array. */
struct results {
    float y[VALUES_MAX + 16], small[4][CHANNELS_MAX + 16];
    double mean[CHANNELS_MAX + 16], var[CHANNELS_MAX + 16];
    struct batchnorm_partial partials[CHANNELS_MAX + 4];
};

struct call {
    enum function function;
    struct batchnorm_shape shape, *shape_pointer;
    struct batchnorm_context context, *context_pointer;
    struct batchnorm_parallel parallel;
    struct batchnorm_affine affine, *affine_pointer;
    struct batchnorm_statistics statistics, *statistics_pointer;
    struct batchnorm_running running, *running_pointer;
    struct batchnorm_update update, *update_pointer;
    float epsilon;
    const float *x, *dy, *given_mean, *given_var;
    float *y, *first, *second; /* dx is y; dgamma and dbeta, or a and b */
    struct batchnorm_partial *partials;
    unsigned faults; /* 1 << -status for each status that would be right */
};

static struct results results, before;
static _Alignas(64) unsigned char workspace[WORKSPACE_MAX + 64];
static float inputs[3][VALUES_MAX]; /* harmless, extreme, constant */

static size_t draw(uint64_t *state, size_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*state >> 33) % bound;
}

/* True once in `times`. */
static bool rarely(uint64_t *state, size_t times)
{
    return draw(state, times) == 0;
}

static void fill_inputs(void)
{
    static const float extremes[] = {NAN, INFINITY, -INFINITY, 0, -0.0f, FLT_MAX, -FLT_MAX, FLT_MIN, 1e-42f, -3, 1e19f};
    uint64_t state = 5;
    for (size_t i = 0; i < VALUES_MAX; i++) {
        inputs[0][i] = 3 + reference_noise(&state);
        inputs[1][i] = extremes[draw(&state, sizeof extremes / sizeof *extremes)];
        inputs[2][i] = 1234.567f;
    }
}

static void fault(struct call *call, int status)
{
    call->faults |= 1u << -status;
}

/* `pointer`, or NULL now and then, which is wrong where `needed`. */
static void *maybe(struct call *call, uint64_t *state, void *pointer, bool needed)
{
    if (!rarely(state, 24))
        return pointer;
    if (needed)
        fault(call, BATCHNORM_NULL_POINTER);
    return NULL;
}

static const float *input(struct call *call, uint64_t *state, bool needed)
{
    return maybe(call, state, inputs[draw(state, 3)], needed);
}

static size_t draw_dimension(uint64_t *state)
{
    static const size_t odd[] = {0,
                                 1,
                                 SIZE_MAX,
                                 SIZE_MAX / 2,
                                 SIZE_MAX / 4 + 1,
                                 SIZE_MAX / 8,
                                 SIZE_MAX / 9,
                                 SIZE_MAX / 24,
                                 SIZE_MAX / 400,
                                 (size_t)1 << (sizeof(size_t) * 4)};
    return rarely(state, 20) ? odd[draw(state, sizeof odd / sizeof *odd)] : 1 + draw(state, rarely(state, 3) ? 40 : 8);
}

/* Whether the product of two is above SIZE_MAX / 8. */
static bool too_many(size_t a, size_t b)
{
    return a != 0 && b > SIZE_MAX / sizeof(double) / a;
}

static void judge_shape(struct call *call)
{
    const struct batchnorm_shape *shape = &call->shape;
    if (shape->layout != BATCHNORM_CHANNELS_FIRST && shape->layout != BATCHNORM_CHANNELS_LAST)
        fault(call, BATCHNORM_BAD_LAYOUT);
    if (shape->batch == 0 || shape->channels == 0 || shape->spatial == 0)
        fault(call, BATCHNORM_BAD_SHAPE);
    if (too_many(shape->batch, shape->channels) || too_many(shape->batch * shape->channels, shape->spatial) ||
        shape->channels > SIZE_MAX / 1024) /* its workspace */
        fault(call, BATCHNORM_SIZE_OVERFLOW);
}

static void draw_shape(struct call *call, uint64_t *state)
{
    call->shape.layout = rarely(state, 40) ? (enum batchnorm_layout)draw(state, 1000) : (enum batchnorm_layout)draw(state, 2);
    call->shape.batch = draw_dimension(state);
    call->shape.channels = draw_dimension(state);
    call->shape.spatial = draw_dimension(state);
    if (rarely(state, 24)) {
        fault(call, BATCHNORM_NULL_POINTER);
        return;
    }
    call->shape_pointer = &call->shape;
    judge_shape(call);
}

static void run_alone(void *executor, int parts, void (*task)(void *argument, int part), void *argument)
{
    (void)executor;
    for (int part = parts; part-- > 0;)
        task(argument, part);
}

static void draw_context(struct call *call, uint64_t *state)
{
    if (draw(state, 2) == 0)
        return;
    size_t needed = batchnorm_workspace_size(&call->shape);
    call->context_pointer = &call->context;
    call->context = (struct batchnorm_context){workspace, needed, NULL};
    if (needed > WORKSPACE_MAX)
        call->context.workspace_size = WORKSPACE_MAX;
    if (rarely(state, 16))
        call->context.workspace = rarely(state, 2) ? NULL : workspace + 1 + draw(state, 63);
    if (rarely(state, 16))
        call->context.workspace_size = draw(state, needed < WORKSPACE_MAX ? needed + 1 : WORKSPACE_MAX);
    if ((uintptr_t)call->context.workspace % 64 != 0 || !call->context.workspace || call->context.workspace_size < needed)
        fault(call, BATCHNORM_BAD_WORKSPACE);
    if (draw(state, 2) == 0)
        return;
    static const int threads[] = {1, 2, 3, 8, 1000, INT32_MAX, 0, -1, INT32_MIN};
    call->parallel.threads = threads[draw(state, rarely(state, 8) ? 9 : 6)];
    call->parallel.run = rarely(state, 24) ? NULL : run_alone;
    call->context.parallel = &call->parallel;
    if (call->parallel.threads < 1 || !call->parallel.run)
        fault(call, BATCHNORM_BAD_PARALLEL);
}

static void draw_epsilon(struct call *call, uint64_t *state)
{
    static const float epsilons[] = {1e-5f, 0, 1e-3f, FLT_MIN, 1e-45f, FLT_MAX, -1e-45f, -1, NAN, INFINITY, -INFINITY};
    call->epsilon = epsilons[draw(state, rarely(state, 16) ? 11 : 6)];
    if (!(call->epsilon >= 0 && call->epsilon <= FLT_MAX))
        fault(call, BATCHNORM_BAD_EPSILON);
}

static void draw_running(struct call *call, uint64_t *state)
{
    static const double weights[] = {0.1, 0, 1, 5e-324, 1.0000001, -0.1, NAN, INFINITY};
    call->running =
        (struct batchnorm_running){maybe(call, state, results.small[0], false), maybe(call, state, results.small[1], false)};
    call->update = (struct batchnorm_update){weights[draw(state, rarely(state, 8) ? 8 : 4)], (int)draw(state, 3)};
    call->running_pointer = draw(state, 3) == 0 ? NULL : &call->running;
    call->update_pointer = (call->running_pointer == NULL) != rarely(state, 24) ? NULL : &call->update;
    if (!call->running_pointer && !call->update_pointer)
        return;
    if (!call->running_pointer || !call->update_pointer || !call->running.mean || !call->running.var)
        fault(call, BATCHNORM_NULL_POINTER);
    if (!(call->update.weight >= 0 && call->update.weight <= 1))
        fault(call, BATCHNORM_BAD_MOMENTUM);
}

/* Pointers of the passes.  A shape that is fine but too large for the arrays here gets no x. */
static void draw_pointers(struct call *call, uint64_t *state)
{
    enum function function = call->function;
    bool backward = function == BACKWARD_TRAINING || function == BACKWARD_INFERENCE;
    call->x = input(call, state, true);
    call->dy = input(call, state, backward);
    bool given = function == INFERENCE || function == BACKWARD_INFERENCE;
    call->given_mean = input(call, state, given);
    call->given_var = input(call, state, given);
    call->y = maybe(call, state, results.y, function == TRAINING || function == INFERENCE);
    call->first = maybe(call, state, results.small[2], false);
    call->second = maybe(call, state, results.small[3], false);
    call->partials = maybe(call, state, results.partials, function == PARTIALS);
    bool measured = function == TRAINING || function == BACKWARD_TRAINING;
    call->statistics.mean = maybe(call, state, results.mean, measured);
    call->statistics.var = maybe(call, state, results.var, measured);
    call->statistics_pointer = maybe(call, state, &call->statistics, measured);
    size_t elements = call->shape.batch * call->shape.channels * call->shape.spatial;
    if (call->shape_pointer && (elements > VALUES_MAX || call->shape.channels > CHANNELS_MAX)) {
        call->x = NULL;
        fault(call, BATCHNORM_NULL_POINTER);
    }
}

/* Of an affine map nothing is wrong. */
static void draw_affine(struct call *call, uint64_t *state)
{
    call->affine = (struct batchnorm_affine){inputs[draw(state, 3)], inputs[draw(state, 3)]};
    if (rarely(state, 4))
        call->affine.gamma = NULL;
    if (rarely(state, 4))
        call->affine.beta = NULL;
    call->affine_pointer = rarely(state, 4) ? NULL : &call->affine;
}

static void draw_fold(struct call *call, uint64_t *state)
{
    call->shape.channels = draw_dimension(state);
    call->given_mean = input(call, state, true);
    call->given_var = input(call, state, true);
    call->first = maybe(call, state, results.small[2], true);
    call->second = maybe(call, state, results.small[3], true);
    if (call->shape.channels == 0)
        fault(call, BATCHNORM_BAD_SHAPE);
    if (too_many(1, call->shape.channels))
        fault(call, BATCHNORM_SIZE_OVERFLOW);
    if (call->shape.channels > CHANNELS_MAX) {
        call->given_mean = NULL;
        fault(call, BATCHNORM_NULL_POINTER);
    }
}

static void draw_call(struct call *call, uint64_t *state)
{
    *call = (struct call){.function = (enum function)draw(state, FUNCTIONS)};
    draw_affine(call, state);
    if (call->function != PARTIALS)
        draw_epsilon(call, state);
    if (call->function == FOLD) {
        draw_fold(call, state);
        return;
    }
    draw_shape(call, state);
    draw_context(call, state);
    draw_pointers(call, state);
    if (call->function == TRAINING)
        draw_running(call, state);
}

static int make(const struct call *call)
{
    const float *gamma = call->affine.gamma;
    switch (call->function) {
    case TRAINING:
        return batchnorm_forward_training(call->context_pointer, call->shape_pointer, call->affine_pointer, call->epsilon, call->x,
                                          call->y, call->statistics_pointer, call->running_pointer, call->update_pointer);
    case INFERENCE:
        return batchnorm_forward_inference(call->context_pointer, call->shape_pointer, call->affine_pointer, call->epsilon, call->x,
                                           call->y, call->given_mean, call->given_var);
    case BACKWARD_TRAINING:
        return batchnorm_backward_training(call->context_pointer, call->shape_pointer, gamma, call->epsilon, call->x, call->dy,
                                           call->statistics_pointer, call->y, call->first, call->second);
    case BACKWARD_INFERENCE:
        return batchnorm_backward_inference(call->context_pointer, call->shape_pointer, gamma, call->epsilon, call->x, call->dy,
                                            call->given_mean, call->given_var, call->y, call->first, call->second);
    case PARTIALS:
        return batchnorm_partials(call->context_pointer, call->shape_pointer, call->x, call->partials);
    default:
        return batchnorm_fold(call->shape.channels, call->affine_pointer, call->epsilon, call->given_mean, call->given_var,
                              call->first, call->second);
    }
}

static bool is_poison(const void *memory, size_t size)
{
    const unsigned char *bytes = memory;
    return bytes[0] == POISON && memcmp(bytes, bytes + 1, size - 1) == 0;
}

/* That `count` elements are written if the array was `given`, and none behind them. */
static void assert_written(const void *array, size_t size, size_t count, size_t element, bool given)
{
    const unsigned char *bytes = array;
    size_t written = given ? count * element : 0;
    for (size_t at = 0; at < written; at += element)
        if (is_poison(bytes + at, element))
            ck_abort_msg("element %zu has not been written", at / element);
    if (!is_poison(bytes + written, size - written))
        ck_abort_msg("written beyond element %zu", count);
}

static void assert_results(const struct call *call)
{
    size_t channels = call->shape.channels, count = call->shape.batch * channels * call->shape.spatial;
    enum function function = call->function;
    bool first_and_second = function == FOLD || function == BACKWARD_TRAINING || function == BACKWARD_INFERENCE;
    assert_written(results.y, sizeof results.y, count, sizeof(float), call->y && function <= BACKWARD_INFERENCE);
    assert_written(results.small[0], sizeof *results.small, channels, sizeof(float), call->running_pointer);
    assert_written(results.small[1], sizeof *results.small, channels, sizeof(float), call->running_pointer);
    assert_written(results.small[2], sizeof *results.small, channels, sizeof(float), call->first && first_and_second);
    assert_written(results.small[3], sizeof *results.small, channels, sizeof(float), call->second && first_and_second);
    assert_written(results.mean, sizeof results.mean, channels, sizeof(double), function == TRAINING);
    assert_written(results.var, sizeof results.var, channels, sizeof(double), function == TRAINING);
    assert_written(results.partials, sizeof results.partials, channels, sizeof *results.partials, function == PARTIALS);
}

static void poison(const struct call *call)
{
    memset(&results, POISON, sizeof results);
    memset(workspace, POISON, sizeof workspace);
    /* A weight of 0 keeps what was there, which must not look like poison. */
    size_t channels = call->shape.channels < CHANNELS_MAX ? call->shape.channels : CHANNELS_MAX;
    for (size_t channel = 0; call->running_pointer && channel < channels; channel++)
        results.small[0][channel] = results.small[1][channel] = 1;
    before = results;
}

/* Conditions are not asserted: Check writes down each assertion that holds, and here are millions. */
START_TEST(every_call_is_done_or_refused_by_name)
{
    fill_inputs();
    uint64_t state = (uint64_t)_i + 1;
    size_t done = 0;
    for (size_t i = 0; i < CALLS; i++) {
        struct call call;
        draw_call(&call, &state);
        poison(&call);
        int status = make(&call);
        if (status == BATCHNORM_OK ? call.faults != 0 : status > 0 || status < -31 || !(call.faults >> -status & 1))
            ck_abort_msg("call %zu of function %d on %zu x %zu x %zu: %s, of faults %#x", i, (int)call.function, call.shape.batch,
                         call.shape.channels, call.shape.spatial, batchnorm_status_text(status), call.faults);
        if (status == BATCHNORM_OK)
            assert_results(&call);
        else if (memcmp(&results, &before, sizeof results) != 0)
            ck_abort_msg("call %zu: %s, but something has been written", i, batchnorm_status_text(status));
        size_t used = call.context_pointer ? call.context.workspace_size : 0;
        if (!is_poison(workspace + (used < WORKSPACE_MAX ? used : WORKSPACE_MAX), 64))
            ck_abort_msg("call %zu: written beyond the workspace", i);
        done += status == BATCHNORM_OK;
    }
    ck_assert_uint_gt(done, CALLS / 10);
    ck_assert_uint_lt(done, CALLS * 9 / 10);
}
END_TEST

TCase *batchnorm_random_tests(void)
{
    TCase *tests = tcase_create("random");
    tcase_add_loop_test(tests, every_call_is_done_or_refused_by_name, 0, ROUNDS);
    return tests;
}
