#include "experiment/parameters.h"

#include <float.h>
#include <stdio.h>

enum { CUMULATIVE = -1 };

static const double epsilons[] = {0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};
static const double momenta[] = {CUMULATIVE, 0, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 0.99, 0.999, 1};
static const double batches[] = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024};
static const double earlier[] = {0, 1, 2, 3, 4, 5, 10, 20, 30, 50, 100, 200, 500, 1000};
static const char *const layouts[] = {"first", "last", NULL};
static const char *const layout_synonyms[] = {"nchw, nc", "nhwc", NULL};
static const char *const modes[] = {"training", "inference", NULL};
static const char *const frameworks[] = {"pytorch", "keras", "onnx", NULL};

#define STOPS(list) .stops = list, .stop_count = sizeof(list) / sizeof *(list)

static void factor_text(double value, char text[PARAMETER_TEXT_MAX])
{
    snprintf(text, PARAMETER_TEXT_MAX, "×%.1f", value);
}

static void addend_text(double value, char text[PARAMETER_TEXT_MAX])
{
    snprintf(text, PARAMETER_TEXT_MAX, "%+.1f", value);
}

const struct parameter kernel_parameters[KERNEL_PARAMETERS] = {
    [KERNEL_GAMMA] = {.key = "gamma", .label = "γ", .help = "A factor on the declared scale of each channel.",
                      .low = -10, .high = 10, .fallback = 1, .step = 0.1, .text = factor_text},
    [KERNEL_BETA] = {.key = "beta", .label = "β", .help = "Added to the declared shift of each channel.",
                     .low = -10, .high = 10, .step = 0.1, .text = addend_text},
    [KERNEL_EPSILON] = {.key = "epsilon", .label = "ε", .help = "Added to the variance.",
                        .high = (double)FLT_MAX, .fallback = 1e-5, STOPS(epsilons)},
    [KERNEL_MOMENTUM] = {.key = "momentum", .label = "momentum",
                         .help = "Of the running statistics, in the framework's own meaning.",
                         .low = CUMULATIVE, .high = 1, .fallback = 0.1, STOPS(momenta), .least = "cumulative"},
    [KERNEL_BATCH] = {.key = "batch", .label = "batch", .help = "How many samples; declared values repeat.",
                      .kind = PARAMETER_INTEGER, .low = 1, .high = 1 << 20, .fallback = 8, STOPS(batches)},
    [KERNEL_STEPS] = {.key = "steps", .label = "fed before", .help = "Training batches before the one that is shown.",
                      .kind = PARAMETER_INTEGER, .high = 100000, STOPS(earlier)},
    [KERNEL_LAYOUT] = {.key = "layout", .label = "channels", .help = "Which dimension holds the channels; the numbers stay in memory.",
                       .kind = PARAMETER_CHOICE, .high = 1, .choices = layouts,
                      .synonyms = layout_synonyms},
    [KERNEL_MODE] = {.key = "mode", .label = "mode", .help = "Whether the statistics are those of the batch or the running ones.",
                     .kind = PARAMETER_CHOICE, .high = 1, .choices = modes},
    [KERNEL_FRAMEWORK] = {.key = "framework", .label = "framework",
                          .help = "Whose rule for running statistics holds; epsilon and momentum stay.",
                          .kind = PARAMETER_CHOICE, .high = 2, .choices = frameworks},
};

void kernel_values(const struct settings *settings, double values[MODEL_PARAMETERS_MAX])
{
    values[KERNEL_GAMMA] = settings->gamma;
    values[KERNEL_BETA] = settings->beta;
    values[KERNEL_EPSILON] = settings->epsilon;
    values[KERNEL_MOMENTUM] = settings->momentum < 0 ? CUMULATIVE : settings->momentum;
    values[KERNEL_BATCH] = (double)settings->batch;
    values[KERNEL_STEPS] = settings->steps;
    values[KERNEL_LAYOUT] = settings->layout;
    values[KERNEL_MODE] = settings->mode;
    values[KERNEL_FRAMEWORK] = settings->framework;
}

void kernel_settings(const double *values, struct settings *settings)
{
    settings->gamma = values[KERNEL_GAMMA];
    settings->beta = values[KERNEL_BETA];
    settings->epsilon = values[KERNEL_EPSILON];
    settings->momentum = values[KERNEL_MOMENTUM];
    settings->batch = (size_t)values[KERNEL_BATCH];
    settings->steps = (unsigned)values[KERNEL_STEPS];
    settings->layout = (enum layout)values[KERNEL_LAYOUT];
    settings->mode = (enum mode)values[KERNEL_MODE];
    settings->framework = (enum framework)values[KERNEL_FRAMEWORK];
}
