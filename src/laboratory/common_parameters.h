/*
 * Parameters that several models have, so that they read the same everywhere.
 */
#ifndef LABORATORY_COMMON_PARAMETERS_H
#define LABORATORY_COMMON_PARAMETERS_H

#include "laboratory/model.h"

/* ε: 0, then powers of ten up to 1. */
enum { EPSILON_STOPS = 10 };
extern const double epsilon_stops[EPSILON_STOPS];
#define EPSILON_PARAMETER(value)                                                                                                   \
    {                                                                                                                              \
        .key = "epsilon", .label = "ε", .help = "What is added to the variance under the root.", .kind = PARAMETER_NUMBER,         \
        .high = 1, .fallback = (value), .stops = epsilon_stops, .stop_count = EPSILON_STOPS                                        \
    }

/* Whether a model works on an example for mental arithmetic or on normal random numbers. */
enum { DATA_EXAMPLE, DATA_NORMAL };

/* Where the gradient that arrives at a layer comes from. */
enum upstream { UPSTREAM_GIVEN, UPSTREAM_CONSTANT, UPSTREAM_XHAT, UPSTREAM_NORMAL };
extern const char *const data_words[];
#define DATA_PARAMETER(usual, words)                                                                                               \
    {                                                                                                                              \
        .key = "data", .label = "data", .help = (words), .kind = PARAMETER_CHOICE, .high = DATA_NORMAL, .fallback = (usual),       \
        .choices = data_words                                                                                                      \
    }

#endif
