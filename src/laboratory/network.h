/*
 * A small multilayer perceptron for two classes: dense layers of one width, each with an activation and, if wanted, with batch norm
 * by libbatchnorm; one output, whose logistic function is the probability of class 1.
 *
 * `struct network` owns its parameters and what the passes leave for each other until network_release().
 */
#ifndef LABORATORY_NETWORK_H
#define LABORATORY_NETWORK_H

#include "base/arena.h"
#include "base/rng.h"

#include <stdbool.h>
#include <stddef.h>

enum network_activation { NETWORK_RELU, NETWORK_TANH };

enum network_placement {
    NETWORK_WITHOUT, /* no batch norm */
    NETWORK_BEFORE,  /* dense, batch norm, activation: the paper's order */
    NETWORK_AFTER    /* dense, activation, batch norm */
};

/* The variance of the first weights, for n inputs. */
enum network_start {
    NETWORK_SMALL, /* 1 / (3 n): PyTorch's default for linear layers */
    NETWORK_HE,    /* 2 / n */
    NETWORK_LARGE  /* 18 / n: standard deviations three times He's */
};

struct network_design {
    size_t inputs, depth, width; /* depth: hidden layers, >= 1 */
    enum network_activation activation;
    enum network_placement placement;
    enum network_start start;
};

/* Something that is learned. */
struct learned {
    float *values, *gradient, *velocity;
    size_t count; /* with the padding of the rows */
};

struct network_layer {
    size_t inputs, outputs;
    struct learned weight, bias;       /* weight: inputs x outputs; see laboratory/dense.h */
    struct learned gamma, beta;        /* count 0 without batch norm */
    double *batch_mean, *batch_var;    /* of the last training pass */
    float *running_mean, *running_var; /* PyTorch's momentum 0.1, unbiased */
    const float *x;                    /* what came in with the last pass */
    float *linear, *normalized, *active;
};

struct network {
    struct arena arena;
    struct network_design design;
    struct network_layer *layers; /* depth hidden ones and the output */
    size_t count;
    size_t rows_max;
    size_t rows;          /* of the last training pass */
    float *upper, *lower; /* gradients on their way down: rows_max x the widest stride each */
};

/*
 * A network whose passes take up to `rows_max` rows.  Draws from `rng` in an order that does not depend on the placement: networks
 * with and without batch norm start with the same weights.
 */
void network_init(struct network *network, const struct network_design *design, size_t rows_max, struct rng *rng);
void network_release(struct network *network);

/*
 * Training pass over `rows` rows of x (stride dense_stride(inputs)) with their classes (0 or 1): the mean logistic loss.  Updates
 * running statistics and leaves behind what network_backward() needs; `x` must last until then.
 */
double network_forward(struct network *network, const float *x, const unsigned char *classes, size_t rows);

/* The logistic loss, log(1 + exp(-toward)), of an output that points `toward` the right class; NaN stays NaN. */
double network_loss(double toward);

/* Gradients of the loss of the last training pass, into each `gradient`. */
void network_backward(struct network *network);

struct descent {
    double learning_rate;
    double momentum; /* of the gradients: velocity = momentum * velocity + gradient; 0 = none */
    double decay;    /* L2, of the weights alone: gradient + decay * weight */
};

/* One step of gradient descent. */
void network_descend(struct network *network, const struct descent *descent);

/* Inference pass with running statistics: the output before the logistic function for `count` rows, any number of them. */
void network_infer(struct network *network, const float *x, size_t count, float *outputs);

/* Euclidean norm of the gradient of layer `layer`'s weights, after network_backward(). */
double network_gradient_norm(const struct network *network, size_t layer);

/* Multiplications of a training step (forward, backward, update) over `rows` rows, for rationing work. */
double network_cost(const struct network_design *design, size_t rows);

#endif
