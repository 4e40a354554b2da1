/* Gradients against central differences of the forward formula in long double, and what must hold of them exactly. */
#include "batchnorm_reference.h"
#include "check_batchnorm.h"

#include <math.h>
#include <stdlib.h>

#define EPSILON 1e-3f

static const struct batchnorm_shape shapes[] = {
    {BATCHNORM_CHANNELS_FIRST, 5, 3, 1},  {BATCHNORM_CHANNELS_FIRST, 2, 3, 4}, {BATCHNORM_CHANNELS_LAST, 3, 2, 7},
    {BATCHNORM_CHANNELS_FIRST, 1, 2, 30}, {BATCHNORM_CHANNELS_LAST, 2, 1, 1},  {BATCHNORM_CHANNELS_LAST, 1, 20, 3},
};
enum { SHAPES = sizeof shapes / sizeof *shapes, CHANNELS_MAX = 20 };

/* A backward pass with everything that it read and wrote. */
struct gradients {
    struct batchnorm_shape shape;
    float *x, *dy, *dx;
    float gamma[CHANNELS_MAX], dgamma[CHANNELS_MAX], dbeta[CHANNELS_MAX];
    double mean[CHANNELS_MAX], var[CHANNELS_MAX];
    float running_mean[CHANNELS_MAX], running_var[CHANNELS_MAX];
};

static struct gradients gradients_begin(const struct batchnorm_shape *shape)
{
    struct gradients all = {.shape = *shape};
    all.x = reference_tensor(shape, 1, 3, 2);
    all.dy = reference_tensor(shape, 2, 0.2, 1);
    all.dx = reference_filled(reference_count(shape), NAN);
    for (size_t channel = 0; channel < shape->channels; channel++) {
        all.gamma[channel] = 1.5f - 0.4f * (float)channel;
        all.running_mean[channel] = 2.5f + 0.1f * (float)channel;
        all.running_var[channel] = 3 + 0.25f * (float)channel;
    }
    return all;
}

static void gradients_end(struct gradients *all)
{
    free(all->x);
    free(all->dy);
    free(all->dx);
}

static void run_training(struct gradients *all)
{
    struct batchnorm_statistics statistics = {all->mean, all->var};
    float *y = reference_filled(reference_count(&all->shape), 0);
    ck_assert_int_eq(batchnorm_forward_training(NULL, &all->shape, NULL, EPSILON, all->x, y, &statistics, NULL, NULL),
                     BATCHNORM_OK);
    free(y);
    ck_assert_int_eq(batchnorm_backward_training(NULL, &all->shape, all->gamma, EPSILON, all->x, all->dy, &statistics, all->dx,
                                                 all->dgamma, all->dbeta),
                     BATCHNORM_OK);
}

static void run_inference(struct gradients *all)
{
    ck_assert_int_eq(batchnorm_backward_inference(NULL, &all->shape, all->gamma, EPSILON, all->x, all->dy, all->running_mean,
                                                  all->running_var, all->dx, all->dgamma, all->dbeta),
                     BATCHNORM_OK);
}

static void assert_close(long double got, long double right, const char *what)
{
    ck_assert_msg(fabsl(got - right) <= 2e-6L * fmaxl(1, fabsl(right)), "%s is %.9Lg, central difference %.9Lg", what, got, right);
}

/* The channel's slopes of the loss sum(dy * y); `given` are the statistics of the inference pass, NULL in training. */
static void check_channel(const struct gradients *all, size_t channel, const struct reference *given)
{
    const long double h = 1e-5L;
    long double gamma = all->gamma[channel];
    const struct batchnorm_shape *shape = &all->shape;
    for (size_t value = 0; value < reference_values(shape); value++) {
        long double above = reference_loss(shape, all->x, all->dy, channel, EPSILON, gamma, 0, given, value, h);
        long double below = reference_loss(shape, all->x, all->dy, channel, EPSILON, gamma, 0, given, value, -h);
        assert_close(all->dx[reference_index(shape, channel, value)], (above - below) / (2 * h), "dx");
    }
    long double above = reference_loss(shape, all->x, all->dy, channel, EPSILON, gamma + h, 0, given, 0, 0);
    long double below = reference_loss(shape, all->x, all->dy, channel, EPSILON, gamma - h, 0, given, 0, 0);
    assert_close(all->dgamma[channel], (above - below) / (2 * h), "dgamma");
    above = reference_loss(shape, all->x, all->dy, channel, EPSILON, gamma, h, given, 0, 0);
    below = reference_loss(shape, all->x, all->dy, channel, EPSILON, gamma, -h, given, 0, 0);
    assert_close(all->dbeta[channel], (above - below) / (2 * h), "dbeta");
}

START_TEST(training_gradients_are_the_slopes_of_the_loss)
{
    struct gradients all = gradients_begin(&shapes[_i]);
    run_training(&all);
    for (size_t channel = 0; channel < all.shape.channels; channel++)
        check_channel(&all, channel, NULL);
    gradients_end(&all);
}
END_TEST

START_TEST(inference_gradients_are_the_slopes_of_the_loss)
{
    struct gradients all = gradients_begin(&shapes[_i]);
    run_inference(&all);
    for (size_t channel = 0; channel < all.shape.channels; channel++) {
        struct reference given = {all.running_mean[channel], all.running_var[channel]};
        check_channel(&all, channel, &given);
    }
    gradients_end(&all);
}
END_TEST

/* sum(dx) = 0, and sum(dx * xhat) is only what epsilon leaves of it: r^2 * epsilon * gamma * r * dgamma. */
START_TEST(training_gradient_is_orthogonal_to_ones_and_xhat)
{
    struct gradients all = gradients_begin(&shapes[_i]);
    run_training(&all);
    for (size_t channel = 0; channel < all.shape.channels; channel++) {
        double inverse = 1 / sqrt(all.var[channel] + (double)EPSILON);
        double sum = 0, along_xhat = 0, size = 0;
        for (size_t value = 0; value < reference_values(&all.shape); value++) {
            size_t index = reference_index(&all.shape, channel, value);
            sum += all.dx[index];
            along_xhat += all.dx[index] * (all.x[index] - all.mean[channel]) * inverse;
            size += fabs((double)all.dx[index]);
        }
        double left = (double)all.gamma[channel] * inverse * (double)all.dgamma[channel] * (double)EPSILON * inverse * inverse;
        ck_assert_double_eq_tol(sum, 0, 1e-7 * size + 1e-12);
        ck_assert_double_eq_tol(along_xhat, left, 1e-6 * size + 1e-9);
    }
    gradients_end(&all);
}
END_TEST

START_TEST(constant_dy_does_not_pass)
{
    struct gradients all = gradients_begin(&shapes[_i]);
    for (size_t i = 0; i < reference_count(&all.shape); i++)
        all.dy[i] = 3;
    run_training(&all);
    for (size_t i = 0; i < reference_count(&all.shape); i++)
        ck_assert_float_eq_tol(all.dx[i], 0, 1e-6f);
    for (size_t channel = 0; channel < all.shape.channels; channel++)
        ck_assert_float_eq_tol(all.dbeta[channel], 3 * (float)reference_values(&all.shape), 1e-4f);
    gradients_end(&all);
}
END_TEST

START_TEST(gamma_zero_stops_dx_and_keeps_dgamma)
{
    struct gradients all = gradients_begin(&shapes[0]);
    all.gamma[0] = 0;
    run_training(&all);
    for (size_t value = 0; value < reference_values(&all.shape); value++)
        ck_assert_float_eq(all.dx[reference_index(&all.shape, 0, value)], 0);
    ck_assert(all.dgamma[0] != 0 && all.dbeta[0] != 0);
    gradients_end(&all);
}
END_TEST

START_TEST(in_place_and_partial_results_are_the_same_bits)
{
    struct gradients all = gradients_begin(&shapes[_i]);
    struct batchnorm_statistics statistics = {all.mean, all.var};
    run_training(&all);
    float dgamma[CHANNELS_MAX], dbeta[CHANNELS_MAX];
    ck_assert_int_eq(
        batchnorm_backward_training(NULL, &all.shape, all.gamma, EPSILON, all.x, all.dy, &statistics, NULL, dgamma, NULL),
        BATCHNORM_OK);
    ck_assert_int_eq(batchnorm_backward_training(NULL, &all.shape, NULL, EPSILON, all.x, all.dy, &statistics, NULL, NULL, dbeta),
                     BATCHNORM_OK);
    ck_assert_mem_eq(dgamma, all.dgamma, all.shape.channels * sizeof(float));
    ck_assert_mem_eq(dbeta, all.dbeta, all.shape.channels * sizeof(float));
    ck_assert_int_eq(
        batchnorm_backward_training(NULL, &all.shape, all.gamma, EPSILON, all.x, all.dy, &statistics, all.dy, NULL, NULL),
        BATCHNORM_OK);
    ck_assert_mem_eq(all.dy, all.dx, reference_count(&all.shape) * sizeof(float));
    gradients_end(&all);
}
END_TEST

TCase *batchnorm_backward_tests(void)
{
    TCase *tests = tcase_create("backward");
    tcase_add_loop_test(tests, training_gradients_are_the_slopes_of_the_loss, 0, SHAPES);
    tcase_add_loop_test(tests, inference_gradients_are_the_slopes_of_the_loss, 0, SHAPES);
    tcase_add_loop_test(tests, training_gradient_is_orthogonal_to_ones_and_xhat, 0, SHAPES);
    tcase_add_loop_test(tests, constant_dy_does_not_pass, 0, SHAPES);
    tcase_add_test(tests, gamma_zero_stops_dx_and_keeps_dgamma);
    tcase_add_loop_test(tests, in_place_and_partial_results_are_the_same_bits, 0, SHAPES);
    return tests;
}
