/*
 * Every way through a tensor against long double: odd sizes, any alignment, memory that ends where the tensor does, results that
 * were poison before, in place and not, with and without gamma, beta and workspace.
 */
#include "batchnorm_reference.h"
#include "check_batchnorm.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define EPSILON 1e-3f

enum { CHANNELS_MAX = 1100, RANDOM_SHAPES = 120, RANDOM_VALUES_MAX = 20000 };

/* Each is a case of its own: rests of every kind, cut blocks, glued rows, slices, parts of planes, stores past the caches. */
static const struct batchnorm_shape shapes[] = {
    {BATCHNORM_CHANNELS_FIRST, 1, 1, 129},    {BATCHNORM_CHANNELS_FIRST, 1, 2, 1025},  {BATCHNORM_CHANNELS_FIRST, 2, 3, 1039},
    {BATCHNORM_CHANNELS_FIRST, 3, 2, 4097},   {BATCHNORM_CHANNELS_FIRST, 2, 2, 16385}, {BATCHNORM_CHANNELS_FIRST, 1, 3, 70001},
    {BATCHNORM_CHANNELS_FIRST, 60, 2, 1100},  {BATCHNORM_CHANNELS_FIRST, 3, 40, 3001}, {BATCHNORM_CHANNELS_FIRST, 3, 40, 3008},
    {BATCHNORM_CHANNELS_FIRST, 40, 300, 49},  {BATCHNORM_CHANNELS_FIRST, 9, 33, 49},   {BATCHNORM_CHANNELS_FIRST, 5, 7, 127},
    {BATCHNORM_CHANNELS_FIRST, 4000, 3, 4},   {BATCHNORM_CHANNELS_FIRST, 2, 1100, 2},  {BATCHNORM_CHANNELS_FIRST, 150, 1, 1},
    {BATCHNORM_CHANNELS_FIRST, 256, 1024, 1}, {BATCHNORM_CHANNELS_LAST, 129, 1, 1},    {BATCHNORM_CHANNELS_LAST, 4096, 16, 1},
    {BATCHNORM_CHANNELS_LAST, 30, 100, 120},  {BATCHNORM_CHANNELS_LAST, 3, 1100, 37},  {BATCHNORM_CHANNELS_LAST, 700, 65, 1},
    {BATCHNORM_CHANNELS_LAST, 33, 3, 1001},   {BATCHNORM_CHANNELS_LAST, 1, 1, 100003}, {BATCHNORM_CHANNELS_LAST, 2, 1025, 1},
    {BATCHNORM_CHANNELS_LAST, 1000, 7, 49},   {BATCHNORM_CHANNELS_FIRST, 21, 130, 200}, {BATCHNORM_CHANNELS_FIRST, 20, 27, 1001},
    {BATCHNORM_CHANNELS_FIRST, 4, 29, 3100},   {BATCHNORM_CHANNELS_LAST, 13, 1029, 49}, {BATCHNORM_CHANNELS_FIRST, 70, 600, 17},
    {BATCHNORM_CHANNELS_LAST, 11, 100, 531},  {BATCHNORM_CHANNELS_LAST, 9, 48, 1301},   {BATCHNORM_CHANNELS_LAST, 7, 64, 53},
    {BATCHNORM_CHANNELS_LAST, 29, 32, 77},    {BATCHNORM_CHANNELS_LAST, 2, 16, 9},      {BATCHNORM_CHANNELS_FIRST, 3, 37, 131},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

/* Memory between two pages that fault. */
struct guarded {
    unsigned char *map;
    size_t size;
    float *values;
};

/* `count` floats that end at the upper page, or begin at the lower one. */
static struct guarded guarded_new(size_t count, bool at_end)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = count * sizeof(float);
    size_t inner = (bytes + page - 1) / page * page;
    struct guarded made = {.size = inner + 2 * page};
    made.map = mmap(NULL, made.size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ck_assert(made.map != MAP_FAILED && mprotect(made.map + page, inner, PROT_READ | PROT_WRITE) == 0);
    made.values = (float *)(void *)(made.map + page + (at_end ? inner - bytes : 0));
    for (size_t i = 0; i < count; i++)
        made.values[i] = NAN;
    return made;
}

static void guarded_release(struct guarded *memory)
{
    munmap(memory->map, memory->size);
}

/* One tensor and all that the passes make of it. */
struct run {
    struct batchnorm_shape shape;
    struct guarded x, dy, y, dx;
    struct batchnorm_context context;
    bool with_affine, with_context;
    float gamma[CHANNELS_MAX], beta[CHANNELS_MAX], dgamma[CHANNELS_MAX], dbeta[CHANNELS_MAX];
    double mean[CHANNELS_MAX], var[CHANNELS_MAX];
    float given_mean[CHANNELS_MAX], given_var[CHANNELS_MAX];
};

static struct run *run_new(const struct batchnorm_shape *shape, unsigned kind)
{
    struct run *run = calloc(1, sizeof *run);
    size_t count = reference_count(shape), size = batchnorm_workspace_size(shape);
    bool at_end = kind & 1;
    ck_assert(run && shape->channels <= CHANNELS_MAX);
    run->shape = *shape;
    run->with_context = kind & 2;
    run->with_affine = !(kind & 4);
    run->x = guarded_new(count, at_end);
    run->dy = guarded_new(count, at_end);
    run->y = guarded_new(count, at_end);
    run->dx = guarded_new(count, at_end);
    ck_assert_int_eq(posix_memalign(&run->context.workspace, 64, size), 0);
    run->context.workspace_size = size;
    uint64_t noise = 5 + kind;
    for (size_t i = 0; i < count; i++) {
        run->x.values[i] = 30 + 2 * reference_noise(&noise);
        run->dy.values[i] = 0.25f + reference_noise(&noise);
    }
    for (size_t channel = 0; channel < shape->channels; channel++) {
        run->gamma[channel] = 1.25f - 0.5f * (float)(channel % 5);
        run->beta[channel] = 0.5f * (float)(channel % 3) - 0.25f;
        run->given_mean[channel] = 29.5f + 0.125f * (float)(channel % 7);
        run->given_var[channel] = 3 + 0.25f * (float)(channel % 4);
    }
    return run;
}

static void run_free(struct run *run)
{
    guarded_release(&run->x);
    guarded_release(&run->dy);
    guarded_release(&run->y);
    guarded_release(&run->dx);
    free(run->context.workspace);
    free(run);
}

static const struct batchnorm_context *context_of(const struct run *run)
{
    return run->with_context ? &run->context : NULL;
}

static void forward(struct run *run, bool training, float *y)
{
    const struct batchnorm_affine given = {run->gamma, run->beta}, *affine = run->with_affine ? &given : NULL;
    struct batchnorm_statistics statistics = {run->mean, run->var};
    int status = training ? batchnorm_forward_training(context_of(run), &run->shape, affine, EPSILON, run->x.values, y, &statistics,
                                                       NULL, NULL)
                          : batchnorm_forward_inference(context_of(run), &run->shape, affine, EPSILON, run->x.values, y,
                                                        run->given_mean, run->given_var);
    ck_assert_int_eq(status, BATCHNORM_OK);
}

static void backward(struct run *run, bool training, float *dx)
{
    const float *gamma = run->with_affine ? run->gamma : NULL;
    struct batchnorm_statistics statistics = {run->mean, run->var};
    int status = training
                     ? batchnorm_backward_training(context_of(run), &run->shape, gamma, EPSILON, run->x.values, run->dy.values,
                                                   &statistics, dx, run->dgamma, run->dbeta)
                     : batchnorm_backward_inference(context_of(run), &run->shape, gamma, EPSILON, run->x.values, run->dy.values,
                                                    run->given_mean, run->given_var, dx, run->dgamma, run->dbeta);
    ck_assert_int_eq(status, BATCHNORM_OK);
}

static void assert_near(long double got, long double right, long double tolerance, const struct run *run, const char *what)
{
    if (!(fabsl(got - right) <= tolerance))
        ck_abort_msg("%s of layout %d, %zu x %zu x %zu is %.9Lg, not %.9Lg", what, (int)run->shape.layout, run->shape.batch,
                     run->shape.channels, run->shape.spatial, got, right);
}

static struct reference statistics_of(const struct run *run, size_t channel, bool training)
{
    struct reference given = {run->given_mean[channel], run->given_var[channel]};
    return training ? reference_statistics(&run->shape, run->x.values, channel) : given;
}

static void check_forward(const struct run *run, bool training)
{
    for (size_t channel = 0; channel < run->shape.channels; channel++) {
        struct reference exact = statistics_of(run, channel, training);
        long double gamma = run->with_affine ? run->gamma[channel] : 1, beta = run->with_affine ? run->beta[channel] : 0;
        if (training) {
            assert_near(run->mean[channel], exact.mean, 2.5e-7L * sqrtl(exact.var) + 1e-12L, run, "mean");
            assert_near(run->var[channel], exact.var, 1e-6L * exact.var, run, "variance");
        }
        for (size_t value = 0; value < reference_values(&run->shape); value++) {
            size_t index = reference_index(&run->shape, channel, value);
            long double right = reference_normalize(exact, EPSILON, gamma, beta, run->x.values[index]);
            assert_near(run->y.values[index], right, 5e-7L * fmaxl(1, fabsl(right)), run, "y");
        }
    }
}

static void check_backward(const struct run *run, bool training)
{
    long double n = (long double)reference_values(&run->shape);
    for (size_t channel = 0; channel < run->shape.channels; channel++) {
        struct reference exact = statistics_of(run, channel, training);
        long double gamma = run->with_affine ? run->gamma[channel] : 1, inverse = 1 / sqrtl(exact.var + (long double)EPSILON);
        long double dbeta = 0, dgamma = 0;
        for (size_t value = 0; value < reference_values(&run->shape); value++) {
            size_t index = reference_index(&run->shape, channel, value);
            dbeta += run->dy.values[index];
            dgamma += run->dy.values[index] * (run->x.values[index] - exact.mean) * inverse;
        }
        assert_near(run->dbeta[channel], dbeta, 1e-6L * n, run, "dbeta");
        assert_near(run->dgamma[channel], dgamma, 1e-6L * n, run, "dgamma");
        long double share = training ? 1 / n : 0;
        for (size_t value = 0; value < reference_values(&run->shape); value++) {
            size_t index = reference_index(&run->shape, channel, value);
            long double xhat = (run->x.values[index] - exact.mean) * inverse;
            long double right = gamma * inverse * (run->dy.values[index] - (dbeta + xhat * dgamma) * share);
            /* What is taken away from dy may leave little of it: the error is of the size of dy. */
            long double size = fabsl(gamma) * inverse * fmaxl(1, fabsl((long double)run->dy.values[index]));
            assert_near(run->dx.values[index], right, 5e-7L * size, run, "dx");
        }
    }
}

/* x is overwritten at the end. */
static void check_all(const struct batchnorm_shape *shape, unsigned kind)
{
    struct run *run = run_new(shape, kind);
    size_t bytes = reference_count(shape) * sizeof(float);
    for (int training = 1; training >= 0; training--) {
        forward(run, training, run->y.values);
        check_forward(run, training);
        backward(run, training, run->dx.values);
        check_backward(run, training);
    }
    backward(run, true, run->dx.values);
    run->with_context = !run->with_context;
    backward(run, true, run->dy.values);
    ck_assert_mem_eq(run->dy.values, run->dx.values, bytes);
    bool training = kind & 8;
    run->with_context = !run->with_context;
    forward(run, training, run->y.values);
    run->with_context = !run->with_context;
    forward(run, training, run->x.values);
    ck_assert_mem_eq(run->x.values, run->y.values, bytes);
    run_free(run);
}

START_TEST(chosen_shapes_agree_with_long_double)
{
    for (unsigned kind = 0; kind < 4; kind++)
        check_all(&shapes[_i], kind + (kind + (unsigned)_i) % 4 * 4);
}
END_TEST

START_TEST(random_shapes_agree_with_long_double)
{
    uint64_t state = 99;
    static const size_t sizes[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 49, 64, 65, 100, 127, 128, 129, 196, 257, 1000};
    for (unsigned made = 0; made < RANDOM_SHAPES;) {
        size_t size[3];
        for (size_t i = 0; i < 3; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            size[i] = sizes[(state >> 33) % (sizeof sizes / sizeof *sizes)];
        }
        if (size[0] * size[1] * size[2] > RANDOM_VALUES_MAX || size[1] > CHANNELS_MAX)
            continue;
        /* A dy that is nearly xhat leaves rounding only; with that few values it is. */
        if (size[0] * size[2] < 3)
            continue;
        check_all(
            &(struct batchnorm_shape){made % 2 ? BATCHNORM_CHANNELS_LAST : BATCHNORM_CHANNELS_FIRST, size[0], size[1], size[2]},
            made % 16);
        made++;
    }
}
END_TEST

/* One spoiled value, in place: its channel becomes NaN, all others stay what they were. */
START_TEST(bad_values_stay_in_their_channel)
{
    const struct batchnorm_shape *shape = &shapes[_i];
    size_t values = reference_values(shape), channel = shape->channels / 2;
    static const float bad[] = {NAN, INFINITY, -INFINITY};
    for (unsigned kind = 0; kind < 3; kind++) {
        struct run *run = run_new(shape, kind);
        forward(run, true, run->y.values);
        size_t spoiled = reference_index(shape, channel, kind * (values - 1) / 2);
        run->x.values[spoiled] = bad[kind];
        forward(run, false, run->dx.values);
        for (size_t i = 0; i < reference_count(shape); i++)
            if (isfinite(run->dx.values[i]) != (i != spoiled))
                ck_abort_msg("inference: value %zu, the bad one is %zu", i, spoiled);
        forward(run, true, run->x.values);
        ck_assert(isnan(run->var[channel]) && !isfinite(run->mean[channel]));
        for (size_t other = 0; other < shape->channels; other++)
            for (size_t value = 0; value < values; value++) {
                size_t at = reference_index(shape, other, value);
                float got = run->x.values[at];
                float before = run->y.values[at];
                if (other == channel ? !isnan(got) : fabsf(got - before) > 1e-6f * fmaxf(1, fabsf(before)))
                    ck_abort_msg("training: channel %zu, the bad one is %zu", other, channel);
            }
        run_free(run);
    }
}
END_TEST

/* A dead channel among others that live: exactly beta, whatever the offset. */
START_TEST(constant_channel_among_others_gives_exactly_beta)
{
    const struct batchnorm_shape *shape = &shapes[_i];
    size_t values = reference_values(shape), channel = shape->channels - 1;
    static const float constants[] = {0, 1234.567f, -1e30f};
    for (unsigned kind = 0; kind < 3; kind++) {
        struct run *run = run_new(shape, kind);
        for (size_t value = 0; value < values; value++)
            run->x.values[reference_index(shape, channel, value)] = constants[kind];
        forward(run, true, run->y.values);
        ck_assert(run->mean[channel] == (double)constants[kind] && run->var[channel] == 0);
        for (size_t value = 0; value < values; value++)
            if (run->y.values[reference_index(shape, channel, value)] != run->beta[channel])
                ck_abort_msg("constant %g gives %g", (double)constants[kind],
                             (double)run->y.values[reference_index(shape, channel, value)]);
        run_free(run);
    }
}
END_TEST

/* Deviations of 1e-25 and 1e25: their squares are no floats, their statistics are. */
START_TEST(squares_beyond_float_are_measured)
{
    static const float scales[] = {1e-25f, 1e25f};
    const struct batchnorm_shape *shape = &shapes[_i];
    for (unsigned kind = 0; kind < 2; kind++) {
        struct run *run = run_new(shape, kind);
        for (size_t i = 0; i < reference_count(shape); i++)
            run->x.values[i] = (run->x.values[i] - 30) * scales[kind];
        struct batchnorm_statistics statistics = {run->mean, run->var};
        ck_assert_int_eq(
            batchnorm_forward_training(context_of(run), shape, NULL, 0, run->x.values, run->y.values, &statistics, NULL, NULL),
            BATCHNORM_OK);
        for (size_t channel = 0; channel < shape->channels && reference_values(shape) > 2; channel++) {
            struct reference exact = reference_statistics(shape, run->x.values, channel);
            ck_assert(fabsl(run->var[channel] - exact.var) <= 1e-6L * exact.var);
            size_t index = reference_index(shape, channel, reference_values(shape) - 1);
            long double right = reference_normalize(exact, 0, 1, 0, run->x.values[index]);
            assert_near(run->y.values[index], right, 5e-7L * fmaxl(1, fabsl(right)), run, "y");
        }
        run_free(run);
    }
}
END_TEST

/* Channels that are handled together, most unlike each other: each keeps its digits. */
START_TEST(neighbours_do_not_spoil_each_other)
{
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, 40, 30, 500};
    struct run *run = run_new(&shape, 0);
    for (size_t channel = 0; channel < shape.channels; channel++)
        for (size_t value = 0; value < reference_values(&shape); value++) {
            float *x = &run->x.values[reference_index(&shape, channel, value)];
            if (channel % 4 == 1)
                *x = *x * 0.1f + 100 * (float)(value / shape.spatial);
            else if (channel % 7 == 4)
                *x = (*x - 30) * 1e25f;
        }
    forward(run, true, run->y.values);
    check_forward(run, true);
    backward(run, true, run->dx.values);
    check_backward(run, true);
    run_free(run);
}
END_TEST

TCase *batchnorm_shapes_tests(void)
{
    TCase *tests = tcase_create("shapes");
    tcase_add_loop_test(tests, chosen_shapes_agree_with_long_double, 0, SHAPES);
    tcase_add_test(tests, random_shapes_agree_with_long_double);
    tcase_add_loop_test(tests, bad_values_stay_in_their_channel, 0, SHAPES);
    tcase_add_loop_test(tests, constant_channel_among_others_gives_exactly_beta, 0, SHAPES);
    tcase_add_loop_test(tests, squares_beyond_float_are_measured, 0, SHAPES);
    tcase_add_test(tests, neighbours_do_not_spoil_each_other);
    return tests;
}
