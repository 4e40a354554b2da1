#include "schedule/fsrs.h"

#include <math.h>

static const double STABILITY_MIN = 0.001, STABILITY_MAX = 36500;
static const double DIFFICULTY_MIN = 1, DIFFICULTY_MAX = 10;
static const double SHORT_TERM_CEILING = 2; /* of w[17] and w[18] */

const double FSRS_DEFAULT_WEIGHTS[SCHEDULE_WEIGHTS] = {
    0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
};

static const struct {
    double low, high;
} WEIGHT_RANGES[SCHEDULE_WEIGHTS] = {
    {0.001, 100},  {0.001, 100}, {0.001, 100}, {0.001, 100}, {1, 10},    {0.001, 4},    {0.001, 4},
    {0.001, 0.75}, {0, 4.5},     {0, 0.8},     {0.001, 3.5}, {0.001, 5}, {0.001, 0.25}, {0.001, 0.9},
    {0, 4},        {0, 1},       {1, 6},       {0, 2},       {0, 2},     {0, 0.8},      {0.1, 0.8},
};

/* NaN becomes `low`. */
static double clamp(double value, double low, double high)
{
    if (!(value >= low))
        return low;
    return value > high ? high : value;
}

static double clamp_stability(double stability)
{
    return clamp(stability, STABILITY_MIN, STABILITY_MAX);
}

/*
 * With several relearning steps a lapse is followed by several same-day reviews; w[17] w[18] must then stay so small that they do
 * not lift stability above what it was before the lapse.
 */
static double short_term_ceiling(const double w[SCHEDULE_WEIGHTS], int relearning_steps)
{
    if (relearning_steps <= 1)
        return SHORT_TERM_CEILING;
    double room = -(log(w[11]) + log(pow(2, w[13]) - 1) + 0.3 * w[14]) / relearning_steps;
    return clamp(sqrt(fmax(0, room)), 0.01, SHORT_TERM_CEILING);
}

void fsrs_init(struct fsrs *fsrs, const struct schedule_parameters *parameters)
{
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        fsrs->w[i] = clamp(parameters->weights[i], WEIGHT_RANGES[i].low, WEIGHT_RANGES[i].high);
    int relearning_steps = 0;
    while (relearning_steps < SCHEDULE_STEPS_MAX && parameters->relearning_steps[relearning_steps] > 0)
        relearning_steps++;
    double ceiling = short_term_ceiling(fsrs->w, relearning_steps);
    fsrs->w[17] = fmin(fsrs->w[17], ceiling);
    fsrs->w[18] = fmin(fsrs->w[18], ceiling);
    fsrs->same_day = parameters->same_day;
    if (fsrs->same_day)
        fsrs->w[19] = fmax(fsrs->w[19], 0.01);
    fsrs->decay = -fsrs->w[20];
    fsrs->factor = pow(0.9, 1 / fsrs->decay) - 1;
}

bool fsrs_adopt_weights(const double *given, size_t count, double weights[SCHEDULE_WEIGHTS])
{
    if (count != 17 && count != 19 && count != SCHEDULE_WEIGHTS)
        return false;
    for (size_t i = 0; i < SCHEDULE_WEIGHTS; i++)
        weights[i] = i < count ? given[i] : 0;
    if (count < SCHEDULE_WEIGHTS)
        weights[20] = 0.5; /* their decay was fixed */
    if (count == 17) {     /* difficulty was linear in the grade */
        weights[4] += 2 * weights[5];
        weights[5] = log(3 * weights[5] + 1) / 3;
        weights[6] += 0.5;
    }
    return true;
}

double fsrs_retrievability(const struct fsrs *fsrs, double elapsed_days, double stability)
{
    return pow(1 + fsrs->factor * elapsed_days / stability, fsrs->decay);
}

double fsrs_interval(const struct fsrs *fsrs, double retention, double stability)
{
    return stability / fsrs->factor * (pow(retention, 1 / fsrs->decay) - 1);
}

double fsrs_first_stability(const struct fsrs *fsrs, enum grade grade)
{
    return clamp_stability(fsrs->w[grade - 1]);
}

static double first_difficulty_unclamped(const struct fsrs *fsrs, enum grade grade)
{
    return fsrs->w[4] - exp(fsrs->w[5] * ((int)grade - 1)) + 1;
}

double fsrs_first_difficulty(const struct fsrs *fsrs, enum grade grade)
{
    return clamp(first_difficulty_unclamped(fsrs, grade), DIFFICULTY_MIN, DIFFICULTY_MAX);
}

double fsrs_next_difficulty(const struct fsrs *fsrs, double difficulty, enum grade grade)
{
    double change = -fsrs->w[6] * ((int)grade - 3);
    double moved = difficulty + change * (10 - difficulty) / 9;
    double target = first_difficulty_unclamped(fsrs, GRADE_EASY);
    return clamp(fsrs->w[7] * target + (1 - fsrs->w[7]) * moved, DIFFICULTY_MIN, DIFFICULTY_MAX);
}

double fsrs_stability_recalled(const struct fsrs *fsrs, double stability, double difficulty, double retrievability,
                               enum grade grade)
{
    const double *w = fsrs->w;
    double growth = exp(w[8]) * (11 - difficulty) * pow(stability, -w[9]) * (exp(w[10] * (1 - retrievability)) - 1);
    if (grade == GRADE_HARD)
        growth *= w[15];
    if (grade == GRADE_EASY)
        growth *= w[16];
    return stability * (1 + growth);
}

double fsrs_stability_forgotten(const struct fsrs *fsrs, double stability, double difficulty, double retrievability)
{
    const double *w = fsrs->w;
    double left = w[11] * pow(difficulty, -w[12]) * (pow(stability + 1, w[13]) - 1) * exp(w[14] * (1 - retrievability));
    double ceiling = fsrs->same_day ? stability / exp(w[17] * w[18]) : stability;
    return fmin(left, ceiling);
}

double fsrs_stability_same_day(const struct fsrs *fsrs, double stability, enum grade grade)
{
    const double *w = fsrs->w;
    double growth = exp(w[17] * ((int)grade - 3 + w[18])) * pow(stability, -w[19]);
    return stability * (grade >= GRADE_HARD ? fmax(growth, 1) : growth);
}

double fsrs_next_stability(const struct fsrs *fsrs, double stability, double difficulty, double elapsed_days, enum grade grade)
{
    stability = clamp_stability(stability);
    difficulty = clamp(difficulty, DIFFICULTY_MIN, DIFFICULTY_MAX);
    if (fsrs->same_day && elapsed_days < 1)
        return clamp_stability(fsrs_stability_same_day(fsrs, stability, grade));
    double retrievability = fsrs_retrievability(fsrs, elapsed_days, stability);
    if (grade == GRADE_AGAIN)
        return clamp_stability(fsrs_stability_forgotten(fsrs, stability, difficulty, retrievability));
    return clamp_stability(fsrs_stability_recalled(fsrs, stability, difficulty, retrievability, grade));
}
