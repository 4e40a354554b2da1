#include "laboratory/models.h"
#include "laboratory/sweep.h"

static void run_sweep(const double *values, enum sweep_over over, uint64_t seed, struct findings *findings)
{
    struct sweep sweep;
    sweep_init(&sweep, values, over, seed);
    sweep_advance(&sweep, NULL);
    sweep_report(&sweep, findings);
    sweep_release(&sweep);
}

static int run_race(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    (void)sample, (void)err;
    struct race race;
    race_init(&race, values, seed, true);
    race_advance(&race, race.goal, NULL);
    race_report(&race, findings);
    race_release(&race);
    run_sweep(values, SWEEP_SEEDS, seed, findings);
    return 0;
}

static int run_grid(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    (void)sample, (void)err;
    run_sweep(values, (enum sweep_over)values[RACE_OVER], seed, findings);
    return 0;
}

const struct model model_race = {
    .name = "race",
    .summary = "two small networks, one with batch norm, in training on points of two classes",
    .parameters = race_parameters,
    .parameter_count = RACE_PARAMETERS,
    .run = run_race,
    .draws = true,
};

const struct model model_race_grid = {
    .name = "race-grid",
    .summary = "the race over a row of learning rates or batch sizes, with several seeds each",
    .parameters = race_parameters,
    .parameter_count = GRID_PARAMETERS,
    .run = run_grid,
    .draws = true,
};
