#include "demo/anatomy_parameters.h"

#include <inttypes.h>
#include <math.h>

enum { TENTHS_MAX = 100, WORK_MAX = 1 << 20, CUMULATIVE = -1 };

static const double epsilons[] = {0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};
static const double momenta[] = {CUMULATIVE, 0, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97, 0.99, 0.999, 1};
static const double batches[] = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024};
static const double earlier[] = {0, 1, 2, 3, 4, 5, 10, 20, 30, 50, 100, 200, 500, 1000};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The next number of an ascending list above (or below) `value`, or `value` where there is none. */
static double next_in(const double *list, size_t count, double value, int by)
{
    static const double same = 1e-9; /* relative: a declared 1e-5 is the list's, whatever float made of it */
    if (by > 0) {
        for (size_t i = 0; i < count; i++)
            if (list[i] > value + same * fabs(value))
                return list[i];
        return value;
    }
    for (size_t i = count; i-- > 0;)
        if (list[i] < value - same * fabs(value))
            return list[i];
    return value;
}

static double turn_tenths(double value, int by)
{
    double tenths = round(value * 10) + by;
    return fabs(tenths) > TENTHS_MAX ? value : tenths / 10;
}

/* Whether all batches together stay small enough to be recomputed within a key press. */
static bool is_quick(const struct experiment *experiment, size_t batch, unsigned steps)
{
    size_t values = batch;
    for (size_t i = 1; i < experiment->rank; i++)
        values *= experiment->shape[i];
    return values <= WORK_MAX / (steps + 1u);
}

static void turn_batch(const struct experiment *experiment, struct settings *settings, int by)
{
    size_t next = (size_t)next_in(batches, LENGTH(batches), (double)settings->batch, by);
    if (by < 0 || is_quick(experiment, next, settings->steps))
        settings->batch = next;
}

static void turn_earlier(const struct experiment *experiment, struct settings *settings, int by)
{
    unsigned next = (unsigned)next_in(earlier, LENGTH(earlier), settings->steps, by);
    if (by < 0 || is_quick(experiment, settings->batch, next))
        settings->steps = next;
}

static void turn_momentum(struct settings *settings, int by)
{
    double next = next_in(momenta, LENGTH(momenta), settings->momentum, by);
    if (next >= 0 || settings->framework == FRAMEWORK_PYTORCH)
        settings->momentum = next;
}

bool anatomy_parameter_applies(const struct experiment *experiment, enum anatomy_parameter parameter)
{
    if (parameter == ANATOMY_SEED)
        return experiment->generator != GENERATOR_VALUES && experiment->generator != GENERATOR_CONSTANT;
    return true;
}

void anatomy_parameter_turn(const struct experiment *experiment, struct settings *settings, enum anatomy_parameter parameter,
                            int by)
{
    switch (parameter) {
    case ANATOMY_GAMMA:
        settings->gamma = turn_tenths(settings->gamma, by);
        break;
    case ANATOMY_BETA:
        settings->beta = turn_tenths(settings->beta, by);
        break;
    case ANATOMY_EPSILON:
        settings->epsilon = next_in(epsilons, LENGTH(epsilons), settings->epsilon, by);
        break;
    case ANATOMY_MOMENTUM:
        turn_momentum(settings, by);
        break;
    case ANATOMY_BATCH:
        turn_batch(experiment, settings, by);
        break;
    case ANATOMY_EARLIER:
        turn_earlier(experiment, settings, by);
        break;
    case ANATOMY_SEED:
        if (by > 0 || settings->seed > 0)
            settings->seed += by > 0 ? 1 : (uint64_t)-1;
        break;
    case ANATOMY_COUNT:
        break;
    }
}

const char *anatomy_parameter_text(struct arena *arena, const struct settings *settings, enum anatomy_parameter parameter)
{
    switch (parameter) {
    case ANATOMY_GAMMA:
        return arena_print(arena, "γ ×%.1f", settings->gamma);
    case ANATOMY_BETA:
        return arena_print(arena, "β %+.1f", settings->beta);
    case ANATOMY_EPSILON:
        return arena_print(arena, "ε %g", settings->epsilon);
    case ANATOMY_MOMENTUM:
        return settings->momentum < 0 ? "momentum cumulative" : arena_print(arena, "momentum %g", settings->momentum);
    case ANATOMY_BATCH:
        return arena_print(arena, "batch %zu", settings->batch);
    case ANATOMY_EARLIER:
        return arena_print(arena, "fed before %u", settings->steps);
    case ANATOMY_SEED:
        return arena_print(arena, "seed %" PRIu64, settings->seed);
    case ANATOMY_COUNT:
        break;
    }
    return "";
}
