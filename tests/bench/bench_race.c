/* The race of two small networks: how many steps a second, and what a picture of it costs. */
#include "bench.h"

#include "laboratory/models.h"
#include "laboratory/race.h"

#include <stdio.h>

enum { STEPS = 100, REPETITIONS = 21 };

static double advance(void *argument)
{
    struct race *race = argument;
    double begin = bench_seconds();
    race_advance(race, STEPS, NULL);
    return bench_seconds() - begin;
}

static double report(void *argument)
{
    struct findings findings;
    findings_init(&findings);
    double begin = bench_seconds();
    race_report(argument, &findings);
    double seconds = bench_seconds() - begin;
    findings_release(&findings);
    return seconds;
}

void bench_race(void)
{
    double values[MODEL_PARAMETERS_MAX];
    struct race race;
    model_defaults(&model_race, values);
    values[RACE_STEPS] = STEPS * (REPETITIONS + 1);
    race_init(&race, values, 1, true);
    struct bench_figure steps = bench_measure(advance, &race, REPETITIONS);
    struct bench_figure picture = bench_measure(report, &race, REPETITIONS);
    bench_print("100 steps of the race's two networks", &steps);
    bench_print("what a picture of it shows", &picture);
    printf("%-40s %9.0f\n\n", "steps a second, with 20 pictures", (1 - 20 * picture.median) * STEPS / steps.median);
    race_release(&race);
}
