#include "laboratory/race.h"

static const double rates[] = {0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
static const double batches[] = {2, 4, 8, 16, 32, 64, 128, 256};
static const double depths[] = {1, 2, 3, 4, 6, 8, 10, 12, 16};
static const double widths[] = {2, 4, 8, 16, 32, 64};
static const double lengths[] = {60, 120, 300, 600, 1200, 3000, 6000};
static const double momenta[] = {0, 0.5, 0.9, 0.99};
static const double decays[] = {0, 0.0001, 0.001, 0.01, 0.1};
static const double seed_counts[] = {1, 2, 3, 5, 10, 20};

static const char *const placements[] = {"before", "after", NULL};
static const char *const starts[] = {"small", "he", "large", NULL};
static const char *const activations[] = {"relu", "tanh", NULL};
static const char *const data[] = {"circles", "spirals", "moons", "xor", NULL};
static const char *const features[] = {"raw", "standardized", NULL};
static const char *const sweeps[] = {"rate", "batch", NULL};

#define STOPS(list) .stops = list, .stop_count = sizeof list / sizeof *list
#define CHOICES(list) .kind = PARAMETER_CHOICE, .choices = list, .high = (double)(sizeof list / sizeof *list) - 2

/* clang-format off */
const struct parameter race_parameters[GRID_PARAMETERS] = {
    [RACE_RATE] = {.key = "rate", .label = "rate", .help = "The learning rate of gradient descent.",
                   .low = 0.00001, .high = 100, .fallback = 0.03, STOPS(rates)},
    [RACE_BATCH] = {.key = "batch", .label = "batch", .help = "How many points each step learns from.",
                    .kind = PARAMETER_INTEGER, .low = 2, .high = RACE_POINTS, .fallback = 32, STOPS(batches)},
    [RACE_DEPTH] = {.key = "depth", .label = "depth", .help = "How many hidden layers there are.",
                    .kind = PARAMETER_INTEGER, .low = 1, .high = 16, .fallback = 6, STOPS(depths)},
    [RACE_WIDTH] = {.key = "width", .label = "width", .help = "How many units a hidden layer has.",
                    .kind = PARAMETER_INTEGER, .low = 2, .high = 64, .fallback = 16, STOPS(widths)},
    [RACE_PLACEMENT] = {.key = "norm", .label = "norm", .help = "Whether batch norm stands before or after the activation.",
                        CHOICES(placements)},
    [RACE_START] = {.key = "init", .label = "init", CHOICES(starts),
                    .help = "The variance of the first weights for n inputs: small 1/(3n) as in PyTorch, he 2/n, large 18/n."},
    [RACE_ACTIVATION] = {.key = "activation", .label = "", .help = "The nonlinear function of the hidden layers.",
                         CHOICES(activations)},
    [RACE_DATA] = {.key = "data", .label = "", .help = "The two classes of points that are to be told apart.", CHOICES(data)},
    [RACE_FEATURES] = {.key = "features", .label = "", CHOICES(features),
                       .help = "Raw: the second one 20 times as wide as the first, both shifted by 5; or standardized."},
    [RACE_STEPS] = {.key = "steps", .label = "steps", .help = "How many steps the networks are trained for.",
                    .kind = PARAMETER_INTEGER, .low = 1, .high = 20000, .fallback = 600, STOPS(lengths)},
    [RACE_MOMENTUM] = {.key = "momentum", .label = "momentum", .help = "Of gradient descent: how much of the last step is kept.",
                       .low = 0, .high = 0.999, STOPS(momenta)},
    [RACE_DECAY] = {.key = "decay", .label = "decay", .help = "Weight decay (L2) of the weights.", .high = 1, STOPS(decays)},
    [RACE_SEEDS] = {.key = "seeds", .label = "seeds", .help = "How many seeds mean and spread are taken over.",
                    .kind = PARAMETER_INTEGER, .low = 1, .high = 20, .fallback = 5, STOPS(seed_counts)},
    [RACE_OVER] = {.key = "over", .label = "over", .help = "What the grid runs over: learning rates or batch sizes.",
                   CHOICES(sweeps)},
};
/* clang-format on */
