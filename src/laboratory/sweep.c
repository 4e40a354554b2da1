#include "laboratory/sweep.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double usual_rates[] = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3};
static const double usual_batches[] = {2, 4, 8, 16, 32, 64, 128};

static const struct {
    enum race_parameter parameter;
    const double *usual;
    size_t count;
} kinds[] = {
    [SWEEP_RATES] = {RACE_RATE, usual_rates, sizeof usual_rates / sizeof *usual_rates},
    [SWEEP_BATCHES] = {RACE_BATCH, usual_batches, sizeof usual_batches / sizeof *usual_batches},
    [SWEEP_SEEDS] = {RACE_RATE, NULL, 0},
};

/* The usual values with the present one in its place. */
static void make_row(struct sweep *sweep)
{
    double own = sweep->values[kinds[sweep->over].parameter];
    bool placed = false;
    for (size_t i = 0; i < kinds[sweep->over].count; i++) {
        double usual = kinds[sweep->over].usual[i];
        if (!placed && own < usual)
            sweep->row[sweep->count++] = own;
        placed = placed || own <= usual;
        sweep->row[sweep->count++] = usual;
    }
    if (!placed)
        sweep->row[sweep->count++] = own;
}

void sweep_init(struct sweep *sweep, const double *values, enum sweep_over over, uint64_t seed)
{
    *sweep = (struct sweep){.over = over, .seed = seed, .seeds = (size_t)values[RACE_SEEDS]};
    memcpy(sweep->values, values, RACE_PARAMETERS * sizeof *values);
    make_row(sweep);
    sweep->results = mem_new(sweep->count * sweep->seeds * RACERS, sizeof *sweep->results);
    for (size_t i = 0; i < sweep->count * sweep->seeds * RACERS; i++)
        sweep->results[i].accuracy = NAN;
}

void sweep_release(struct sweep *sweep)
{
    if (sweep->running)
        race_release(&sweep->race);
    free(sweep->results);
    *sweep = (struct sweep){0};
}

static size_t race_count(const struct sweep *sweep)
{
    return sweep->count * sweep->seeds;
}

static struct sweep_result *result_at(const struct sweep *sweep, size_t value, size_t seed, size_t racer)
{
    return &sweep->results[(value * sweep->seeds + seed) * RACERS + racer];
}

/* One seed after the other, so that the whole row is seen early and gets surer. */
static double start_race(struct sweep *sweep)
{
    double values[RACE_PARAMETERS];
    memcpy(values, sweep->values, sizeof values);
    values[kinds[sweep->over].parameter] = sweep->row[sweep->done % sweep->count];
    race_init(&sweep->race, values, sweep->seed + sweep->done / sweep->count, false);
    sweep->running = true;
    return race_init_cost(values);
}

static double end_race(struct sweep *sweep)
{
    double cost = sweep->race.score_cost / 2; /* the other points are for tests */
    for (size_t i = 0; i < RACERS; i++) {
        struct training *training = &sweep->race.racers[i].training;
        struct score score = training_score(training, &sweep->race.dataset.train);
        *result_at(sweep, sweep->done % sweep->count, sweep->done / sweep->count, i) =
            (struct sweep_result){score.accuracy, training->diverged, score.stuck};
    }
    race_release(&sweep->race);
    sweep->running = false;
    sweep->done++;
    return cost;
}

void sweep_advance(struct sweep *sweep, struct budget *budget)
{
    while (sweep->done < race_count(sweep) && budget_left(budget)) {
        if (!sweep->running)
            budget_spend(budget, start_race(sweep));
        else if (race_done(&sweep->race))
            budget_spend(budget, end_race(sweep));
        else
            race_advance(&sweep->race, sweep->race.goal, budget);
    }
}

double sweep_share(const struct sweep *sweep)
{
    double part = sweep->running ? (double)sweep->race.steps / (double)sweep->race.goal : 0;
    return ((double)sweep->done + part) / (double)race_count(sweep);
}

struct sweep_summary sweep_summary(const struct sweep *sweep, size_t value, size_t racer)
{
    struct sweep_summary summary = {.mean = NAN, .deviation = NAN};
    double sum = 0, squares = 0;
    for (size_t seed = 0; seed < sweep->seeds; seed++) {
        const struct sweep_result *result = result_at(sweep, value, seed, racer);
        if (isnan(result->accuracy))
            continue;
        summary.races++;
        summary.diverged += result->diverged;
        summary.stuck += result->stuck;
        sum += result->accuracy;
        squares += result->accuracy * result->accuracy;
    }
    if (!summary.races)
        return summary;
    double count = (double)summary.races;
    summary.mean = sum / count;
    summary.deviation = summary.races > 1 ? sqrt(fmax(squares - sum * sum / count, 0) / (count - 1)) : 0;
    return summary;
}

static void report_racer(const struct sweep *sweep, size_t racer, struct findings *findings)
{
    struct arena *arena = &findings->arena;
    bool seeds = sweep->over == SWEEP_SEEDS; /* which stand beside the findings of a race, whose own names these are */
    const size_t shape[] = {sweep->count, sweep->seeds};
    double *accuracies = findings_tensor(findings, race_finding_name(arena, "accuracy", racer), shape, 2);
    double *means = findings_list(findings, race_finding_name(arena, "mean", racer), sweep->count);
    double *deviations = findings_list(findings, race_finding_name(arena, "deviation", racer), sweep->count);
    double *diverged = findings_list(findings, race_finding_name(arena, seeds ? "seeds_diverged" : "diverged", racer), sweep->count);
    double *stuck = findings_list(findings, race_finding_name(arena, seeds ? "seeds_stuck" : "stuck", racer), sweep->count);
    for (size_t i = 0; i < sweep->count; i++) {
        struct sweep_summary summary = sweep_summary(sweep, i, racer);
        means[i] = summary.mean;
        deviations[i] = summary.deviation;
        diverged[i] = (double)summary.diverged;
        stuck[i] = (double)summary.stuck;
        for (size_t seed = 0; seed < sweep->seeds; seed++)
            accuracies[i * sweep->seeds + seed] = result_at(sweep, i, seed, racer)->accuracy;
    }
}

void sweep_report(const struct sweep *sweep, struct findings *findings)
{
    memcpy(findings_list(findings, "value", sweep->count), sweep->row, sweep->count * sizeof *sweep->row);
    for (size_t i = 0; i < RACERS; i++)
        report_racer(sweep, i, findings);
}
