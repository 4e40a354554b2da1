/* Every bad input of every function: the named error, and nothing written. */
#include "batchnorm/batchnorm.h"
#include "check_batchnorm.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { CHANNELS = 2, COUNT = 12 };

enum pass { TRAINING, INFERENCE, BACKWARD_TRAINING, BACKWARD_INFERENCE, PARTIALS, PASSES };

/* Results, all of which hold POISON until something is written. */
struct results {
    float y[COUNT], dx[COUNT], dgamma[CHANNELS], dbeta[CHANNELS], running_mean[CHANNELS], running_var[CHANNELS];
    double mean[CHANNELS], var[CHANNELS];
    struct batchnorm_partial partials[CHANNELS];
};

/* A call that is fine until a test spoils one member. */
struct call {
    struct batchnorm_shape shape;
    struct batchnorm_context context;
    struct batchnorm_parallel parallel;
    struct batchnorm_statistics statistics;
    struct batchnorm_running running;
    struct batchnorm_update update;
    const struct batchnorm_shape *shape_pointer;
    const struct batchnorm_statistics *statistics_pointer;
    const struct batchnorm_running *running_pointer;
    const struct batchnorm_update *update_pointer;
    float epsilon;
    const float *x, *dy, *given_mean, *given_var;
    float *y;
    struct batchnorm_partial *partials;
};

static const float ones[COUNT] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static struct results results, untouched;
static _Alignas(64) unsigned char workspace[1024];

static void run_alone(void *executor, int parts, void (*task)(void *argument, int part), void *argument)
{
    (void)executor;
    for (int part = 0; part < parts; part++)
        task(argument, part);
}

static void prepare(struct call *call)
{
    memset(&results, 0x7e, sizeof results);
    untouched = results;
    *call = (struct call){
        .shape = {BATCHNORM_CHANNELS_FIRST, 2, CHANNELS, 3},
        .context = {workspace, sizeof workspace, &call->parallel},
        .parallel = {2, NULL, run_alone},
        .statistics = {results.mean, results.var},
        .running = {results.running_mean, results.running_var},
        .update = {0.1, 1},
        .shape_pointer = &call->shape,
        .statistics_pointer = &call->statistics,
        .running_pointer = &call->running,
        .update_pointer = &call->update,
        .epsilon = 1e-5f,
        .x = ones,
        .dy = ones,
        .given_mean = ones,
        .given_var = ones,
        .y = results.y,
        .partials = results.partials,
    };
}

static int run(const struct call *call, enum pass pass)
{
    switch (pass) {
    case TRAINING:
        return batchnorm_forward_training(&call->context, call->shape_pointer, NULL, call->epsilon, call->x, call->y,
                                          call->statistics_pointer, call->running_pointer, call->update_pointer);
    case INFERENCE:
        return batchnorm_forward_inference(&call->context, call->shape_pointer, NULL, call->epsilon, call->x, call->y,
                                           call->given_mean, call->given_var);
    case BACKWARD_TRAINING:
        return batchnorm_backward_training(&call->context, call->shape_pointer, NULL, call->epsilon, call->x, call->dy,
                                           call->statistics_pointer, results.dx, results.dgamma, results.dbeta);
    case BACKWARD_INFERENCE:
        return batchnorm_backward_inference(&call->context, call->shape_pointer, NULL, call->epsilon, call->x, call->dy,
                                            call->given_mean, call->given_var, results.dx, results.dgamma, results.dbeta);
    default:
        return batchnorm_partials(&call->context, call->shape_pointer, call->x, call->partials);
    }
}

/* Which passes a spoiled member matters to, as bits 1 << pass. */
#define ALL ((1 << PASSES) - 1)
#define FORWARD (1 << TRAINING | 1 << INFERENCE)
#define BACKWARD (1 << BACKWARD_TRAINING | 1 << BACKWARD_INFERENCE)
#define GIVEN (1 << INFERENCE | 1 << BACKWARD_INFERENCE)
#define MEASURED (1 << TRAINING | 1 << BACKWARD_TRAINING)

static void refused(const struct call *call, int passes, int status)
{
    for (enum pass pass = 0; pass < PASSES; pass++) {
        if (!(passes & 1 << pass))
            continue;
        int got = run(call, pass);
        ck_assert_msg(got == status, "pass %d: %s, not %s", (int)pass, batchnorm_status_text(got), batchnorm_status_text(status));
        ck_assert_mem_eq(&results, &untouched, sizeof results);
    }
}

/* Prepares a call, spoils it, and expects it to be refused. */
#define REFUSED(spoil, passes, status)                                                                                             \
    do {                                                                                                                           \
        struct call call;                                                                                                          \
        prepare(&call);                                                                                                            \
        spoil;                                                                                                                     \
        refused(&call, passes, status);                                                                                            \
    } while (0)

START_TEST(the_prepared_call_is_fine)
{
    struct call call;
    prepare(&call);
    for (enum pass pass = 0; pass < PASSES; pass++)
        ck_assert_int_eq(run(&call, pass), BATCHNORM_OK);
}
END_TEST

START_TEST(null_pointers_are_refused)
{
    REFUSED(call.shape_pointer = NULL, ALL, BATCHNORM_NULL_POINTER);
    REFUSED(call.x = NULL, ALL, BATCHNORM_NULL_POINTER);
    REFUSED(call.y = NULL, FORWARD, BATCHNORM_NULL_POINTER);
    REFUSED(call.dy = NULL, BACKWARD, BATCHNORM_NULL_POINTER);
    REFUSED(call.given_mean = NULL, GIVEN, BATCHNORM_NULL_POINTER);
    REFUSED(call.given_var = NULL, GIVEN, BATCHNORM_NULL_POINTER);
    REFUSED(call.statistics_pointer = NULL, MEASURED, BATCHNORM_NULL_POINTER);
    REFUSED(call.statistics.mean = NULL, MEASURED, BATCHNORM_NULL_POINTER);
    REFUSED(call.statistics.var = NULL, MEASURED, BATCHNORM_NULL_POINTER);
    REFUSED(call.running_pointer = NULL, 1 << TRAINING, BATCHNORM_NULL_POINTER);
    REFUSED(call.update_pointer = NULL, 1 << TRAINING, BATCHNORM_NULL_POINTER);
    REFUSED(call.running.mean = NULL, 1 << TRAINING, BATCHNORM_NULL_POINTER);
    REFUSED(call.running.var = NULL, 1 << TRAINING, BATCHNORM_NULL_POINTER);
    REFUSED(call.partials = NULL, 1 << PARTIALS, BATCHNORM_NULL_POINTER);
}
END_TEST

START_TEST(bad_shapes_are_refused)
{
    REFUSED(call.shape.layout = (enum batchnorm_layout)7, ALL, BATCHNORM_BAD_LAYOUT);
    REFUSED(call.shape.batch = 0, ALL, BATCHNORM_BAD_SHAPE);
    REFUSED(call.shape.channels = 0, ALL, BATCHNORM_BAD_SHAPE);
    REFUSED(call.shape.spatial = 0, ALL, BATCHNORM_BAD_SHAPE);
    REFUSED(call.shape.batch = SIZE_MAX / 2, ALL, BATCHNORM_SIZE_OVERFLOW);
    REFUSED(call.shape.spatial = SIZE_MAX / 16, ALL, BATCHNORM_SIZE_OVERFLOW);
    REFUSED((call.shape = (struct batchnorm_shape){BATCHNORM_CHANNELS_LAST, 1, SIZE_MAX / 8, 1}), ALL, BATCHNORM_SIZE_OVERFLOW);
}
END_TEST

START_TEST(bad_numbers_are_refused)
{
    REFUSED(call.epsilon = -1e-9f, FORWARD | BACKWARD, BATCHNORM_BAD_EPSILON);
    REFUSED(call.epsilon = NAN, FORWARD | BACKWARD, BATCHNORM_BAD_EPSILON);
    REFUSED(call.epsilon = INFINITY, FORWARD | BACKWARD, BATCHNORM_BAD_EPSILON);
    REFUSED(call.update.weight = -0.1, 1 << TRAINING, BATCHNORM_BAD_MOMENTUM);
    REFUSED(call.update.weight = 1.1, 1 << TRAINING, BATCHNORM_BAD_MOMENTUM);
    REFUSED(call.update.weight = NAN, 1 << TRAINING, BATCHNORM_BAD_MOMENTUM);
}
END_TEST

START_TEST(bad_contexts_are_refused)
{
    REFUSED(call.context.workspace = NULL, ALL, BATCHNORM_BAD_WORKSPACE);
    REFUSED(call.context.workspace = workspace + 8, ALL, BATCHNORM_BAD_WORKSPACE);
    REFUSED(call.context.workspace_size = batchnorm_workspace_size(&call.shape) - 1, ALL, BATCHNORM_BAD_WORKSPACE);
    REFUSED(call.parallel.threads = 0, ALL, BATCHNORM_BAD_PARALLEL);
    REFUSED(call.parallel.run = NULL, ALL, BATCHNORM_BAD_PARALLEL);
}
END_TEST

START_TEST(bad_dimensions_make_no_shape)
{
    const struct batchnorm_shape before = {BATCHNORM_CHANNELS_LAST, 9, 9, 9};
    struct batchnorm_shape shape = before;
    const size_t dimensions[] = {2, 3, 4}, with_zero[] = {2, 3, 0}, huge[] = {2, 3, SIZE_MAX / 6, 5};
    ck_assert_int_eq(batchnorm_shape_init(NULL, BATCHNORM_CHANNELS_FIRST, 3, dimensions), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_FIRST, 3, NULL), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_shape_init(&shape, (enum batchnorm_layout)2, 3, dimensions), BATCHNORM_BAD_LAYOUT);
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_FIRST, 1, dimensions), BATCHNORM_BAD_SHAPE);
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_FIRST, 3, with_zero), BATCHNORM_BAD_SHAPE);
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_LAST, 3, with_zero), BATCHNORM_BAD_SHAPE);
    ck_assert_int_eq(batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_FIRST, 4, huge), BATCHNORM_SIZE_OVERFLOW);
    ck_assert_mem_eq(&shape, &before, sizeof shape);
}
END_TEST

START_TEST(workspace_size_is_0_for_bad_shapes_only)
{
    struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 1, 1, 1};
    ck_assert_uint_gt(batchnorm_workspace_size(&shape), 0);
    shape.spatial = 0;
    ck_assert_uint_eq(batchnorm_workspace_size(&shape), 0);
    shape.spatial = SIZE_MAX;
    ck_assert_uint_eq(batchnorm_workspace_size(&shape), 0);
    ck_assert_uint_eq(batchnorm_workspace_size(NULL), 0);
}
END_TEST

START_TEST(bad_momentum_makes_no_update)
{
    struct batchnorm_update update;
    static const double bad[] = {-0.01, 1.01, NAN, INFINITY};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_int_eq(batchnorm_update_init(&update, BATCHNORM_KERAS, bad[i], 0), BATCHNORM_BAD_MOMENTUM);
    ck_assert_int_eq(batchnorm_update_init(&update, (enum batchnorm_convention)9, 0.1, 0), BATCHNORM_BAD_MOMENTUM);
    ck_assert_int_eq(batchnorm_update_init(NULL, BATCHNORM_KERAS, 0.1, 0), BATCHNORM_NULL_POINTER);
}
END_TEST

START_TEST(bad_folding_and_merging_is_refused)
{
    float a[1], b[1];
    ck_assert_int_eq(batchnorm_fold(1, NULL, 0, NULL, ones, a, b), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_fold(1, NULL, 0, ones, NULL, a, b), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_fold(1, NULL, 0, ones, ones, NULL, b), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_fold(1, NULL, 0, ones, ones, a, NULL), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_fold(0, NULL, 0, ones, ones, a, b), BATCHNORM_BAD_SHAPE);
    ck_assert_int_eq(batchnorm_fold(SIZE_MAX, NULL, 0, ones, ones, a, b), BATCHNORM_SIZE_OVERFLOW);
    ck_assert_int_eq(batchnorm_fold(1, NULL, -1, ones, ones, a, b), BATCHNORM_BAD_EPSILON);
    struct batchnorm_partial good = {1, 0, 0}, bad = {-1, 0, 0}, unknown = {NAN, 0, 0};
    ck_assert_int_eq(batchnorm_merge(NULL, &good), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_merge(&good, NULL), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_merge(&good, &bad), BATCHNORM_BAD_SHAPE);
    ck_assert_int_eq(batchnorm_merge(&unknown, &good), BATCHNORM_BAD_SHAPE);
}
END_TEST

START_TEST(bad_pools_are_refused)
{
    struct batchnorm_parallel parallel = {0, NULL, NULL};
    ck_assert_int_eq(batchnorm_pool_start(NULL, 1024, 1, &parallel), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_pool_start(workspace, 1024, 1, NULL), BATCHNORM_NULL_POINTER);
    ck_assert_int_eq(batchnorm_pool_start(workspace, 1024, 0, &parallel), BATCHNORM_BAD_PARALLEL);
    ck_assert_int_eq(batchnorm_pool_start(workspace, 1024, 257, &parallel), BATCHNORM_BAD_PARALLEL);
    ck_assert_int_eq(batchnorm_pool_start(workspace + 4, 512, 1, &parallel), BATCHNORM_BAD_WORKSPACE);
    ck_assert_int_eq(batchnorm_pool_start(workspace, batchnorm_pool_size(2) - 1, 2, &parallel), BATCHNORM_BAD_WORKSPACE);
    ck_assert_uint_eq(batchnorm_pool_size(0), 0);
    ck_assert_uint_eq(batchnorm_pool_size(257), 0);
    batchnorm_pool_stop(NULL);
    batchnorm_pool_stop(&parallel);
}
END_TEST

START_TEST(every_status_has_words_of_its_own)
{
    for (int status = BATCHNORM_NO_THREADS; status <= BATCHNORM_OK; status++)
        for (int other = BATCHNORM_NO_THREADS - 1; other < status; other++)
            ck_assert_str_ne(batchnorm_status_text(status), batchnorm_status_text(other));
    ck_assert_str_eq(batchnorm_status_text(1), batchnorm_status_text(-1000));
}
END_TEST

TCase *batchnorm_errors_tests(void)
{
    TCase *tests = tcase_create("errors");
    tcase_add_test(tests, the_prepared_call_is_fine);
    tcase_add_test(tests, null_pointers_are_refused);
    tcase_add_test(tests, bad_shapes_are_refused);
    tcase_add_test(tests, bad_numbers_are_refused);
    tcase_add_test(tests, bad_contexts_are_refused);
    tcase_add_test(tests, bad_dimensions_make_no_shape);
    tcase_add_test(tests, workspace_size_is_0_for_bad_shapes_only);
    tcase_add_test(tests, bad_momentum_makes_no_update);
    tcase_add_test(tests, bad_folding_and_merging_is_refused);
    tcase_add_test(tests, bad_pools_are_refused);
    tcase_add_test(tests, every_status_has_words_of_its_own);
    return tests;
}
