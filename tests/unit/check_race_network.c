#include "check_race.h"

#include "laboratory/dense.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 12, INPUTS = 2 };

static float rows[ROWS * DENSE_LANES];
static unsigned char classes[ROWS];

static void draw_rows(struct rng *rng)
{
    for (size_t i = 0; i < ROWS; i++) {
        classes[i] = (unsigned char)(i % 2);
        for (size_t j = 0; j < INPUTS; j++)
            rows[i * DENSE_LANES + j] = (float)rng_normal(rng);
    }
}

/* Away from 0, where ReLU has no slope: a row that the layer below silenced would stand exactly there. */
static void move_biases(struct network *network, struct rng *rng)
{
    for (size_t i = 0; i < network->count; i++)
        for (size_t j = 0; j < network->layers[i].outputs; j++)
            network->layers[i].bias.values[j] = (float)(0.3 * rng_normal(rng));
}

/* The slope of the loss in direction of one learned number. */
static double difference(struct network *network, float *value)
{
    static const float step = 5e-4f; /* small enough for the kinks of ReLU */
    float before = *value;
    *value = before + step;
    double high = network_forward(network, rows, classes, ROWS);
    *value = before - step;
    double low = network_forward(network, rows, classes, ROWS);
    *value = before;
    return (high - low) / (2 * (double)step);
}

static void check_learned(struct network *network, const struct learned *learned, double *wrong, double *all)
{
    for (size_t i = 0; i < learned->count; i++) {
        double expected = difference(network, &learned->values[i]), found = learned->gradient[i];
        *wrong += (found - expected) * (found - expected);
        *all += expected * expected;
    }
}

/* Each layer's gradients against finite differences of the loss, in float32. */
static void check_gradients(const struct network_design *design, uint64_t seed)
{
    struct rng rng;
    struct network network;
    rng_init(&rng, seed);
    network_init(&network, design, ROWS, &rng);
    draw_rows(&rng);
    move_biases(&network, &rng);
    network_forward(&network, rows, classes, ROWS);
    network_backward(&network);
    for (size_t i = 0; i < network.count; i++) {
        struct network_layer *layer = &network.layers[i];
        double wrong = 0, all = 0;
        check_learned(&network, &layer->weight, &wrong, &all);
        check_learned(&network, &layer->gamma, &wrong, &all);
        check_learned(&network, &layer->beta, &wrong, &all);
        if (i == design->depth || design->placement != NETWORK_BEFORE)
            check_learned(&network, &layer->bias, &wrong, &all); /* a bias before batch norm does nothing */
        ck_assert_msg(sqrt(wrong) <= 0.01 * sqrt(all) + 1e-4, "placement %d activation %d layer %zu: off by %g of %g",
                      design->placement, design->activation, i, sqrt(wrong), sqrt(all));
    }
    network_release(&network);
}

START_TEST(gradients_are_the_slopes_of_the_loss)
{
    for (int placement = NETWORK_WITHOUT; placement <= NETWORK_AFTER; placement++)
        for (int activation = NETWORK_RELU; activation <= NETWORK_TANH; activation++)
            for (size_t width = 3; width <= 11; width += 4)
                check_gradients(&(struct network_design){INPUTS, 3, width, activation, placement, NETWORK_HE}, 7);
}
END_TEST

START_TEST(batch_norm_changes_nothing_of_the_first_weights)
{
    struct network networks[2];
    for (int i = 0; i < 2; i++) {
        struct rng rng;
        rng_init(&rng, 3);
        network_init(&networks[i],
                     &(struct network_design){INPUTS, 4, 9, NETWORK_RELU, i ? NETWORK_BEFORE : NETWORK_WITHOUT, NETWORK_SMALL},
                     ROWS, &rng);
    }
    for (size_t i = 0; i < networks[0].count; i++)
        for (size_t j = 0; j < networks[0].layers[i].weight.count; j++)
            ck_assert_float_eq(networks[0].layers[i].weight.values[j], networks[1].layers[i].weight.values[j]);
    network_release(&networks[0]);
    network_release(&networks[1]);
}
END_TEST

START_TEST(a_loss_that_is_no_number_is_none)
{
    ck_assert_double_eq_tol(network_loss(0), log(2), 1e-15);
    ck_assert_double_eq(network_loss(-1000), 1000);
    ck_assert_double_eq(network_loss(1000), 0);
    ck_assert(isnan(network_loss(NAN)));
    ck_assert(isinf(network_loss(-INFINITY)));
}
END_TEST

START_TEST(momentum_and_decay_move_the_weights_as_declared)
{
    struct rng rng;
    struct network network;
    rng_init(&rng, 1);
    network_init(&network, &(struct network_design){INPUTS, 1, 4, NETWORK_TANH, NETWORK_BEFORE, NETWORK_HE}, ROWS, &rng);
    draw_rows(&rng);
    const struct descent descent = {.learning_rate = 0.5, .momentum = 0.9, .decay = 0.01};
    struct learned *weight = &network.layers[0].weight, *beta = &network.layers[0].beta;
    double value = weight->values[0], velocity = 0, shift = beta->values[0], shift_velocity = 0;
    for (int i = 0; i < 3; i++) {
        network_forward(&network, rows, classes, ROWS);
        network_backward(&network);
        velocity = 0.9 * velocity + weight->gradient[0] + 0.01 * value;
        value -= 0.5 * velocity;
        shift_velocity = 0.9 * shift_velocity + beta->gradient[0];
        shift -= 0.5 * shift_velocity;
        network_descend(&network, &descent);
    }
    ck_assert_double_eq_tol(weight->values[0], value, 1e-6);
    ck_assert_double_eq_tol(beta->values[0], shift, 1e-6);
    network_release(&network);
}
END_TEST

START_TEST(inference_takes_any_number_of_rows)
{
    struct rng rng;
    struct network network;
    float outputs[ROWS], one;
    rng_init(&rng, 1);
    network_init(&network, &(struct network_design){INPUTS, 2, 5, NETWORK_RELU, NETWORK_AFTER, NETWORK_HE}, 5, &rng);
    draw_rows(&rng);
    network_infer(&network, rows, ROWS, outputs);
    for (size_t i = 0; i < ROWS; i++) {
        network_infer(&network, rows + i * DENSE_LANES, 1, &one);
        ck_assert_float_eq_tol(one, outputs[i], 1e-6f);
    }
    network_release(&network);
}
END_TEST

TCase *race_network_tests(void)
{
    TCase *tests = tcase_create("network");
    tcase_add_test(tests, gradients_are_the_slopes_of_the_loss);
    tcase_add_test(tests, batch_norm_changes_nothing_of_the_first_weights);
    tcase_add_test(tests, a_loss_that_is_no_number_is_none);
    tcase_add_test(tests, momentum_and_decay_move_the_weights_as_declared);
    tcase_add_test(tests, inference_takes_any_number_of_rows);
    return tests;
}
