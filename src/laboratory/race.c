#include "laboratory/race.h"

#include "laboratory/dense.h"

#include <math.h>
#include <string.h>

enum {
    RECORDS = 60,
    FIRST_COMPARED = 1,
    ROWS_OF_A_START = 30, /* drawing a weight takes as long as passing so many rows through it .. */
    COST_OF_A_POINT = 500 /* .. and drawing a point as so many multiplications */
};

static struct network_design design_of(const double *values, size_t racer)
{
    enum network_placement placement = values[RACE_PLACEMENT] ? NETWORK_AFTER : NETWORK_BEFORE;
    return (struct network_design){
        .inputs = DATASET_INPUTS,
        .depth = (size_t)values[RACE_DEPTH],
        .width = (size_t)values[RACE_WIDTH],
        .activation = (enum network_activation)values[RACE_ACTIVATION],
        .placement = racer == RACE_WITH ? placement : NETWORK_WITHOUT,
        .start = (enum network_start)values[RACE_START],
    };
}

double race_cost(const double *values)
{
    struct network_design design = design_of(values, RACE_WITH);
    return RACERS * network_cost(&design, (size_t)values[RACE_BATCH]);
}

double race_init_cost(const double *values)
{
    struct network_design design = design_of(values, RACE_WITH);
    return RACERS * (network_cost(&design, ROWS_OF_A_START) + RACE_POINTS * COST_OF_A_POINT);
}

/* Of inference, which has no way back. */
static double pass_cost(const double *values, size_t rows)
{
    struct network_design design = design_of(values, RACE_WITH);
    return RACERS * network_cost(&design, rows) / 3;
}

static double *list_of_nothing(struct race *race)
{
    double *list = arena_new(&race->arena, race->records, sizeof *list);
    for (size_t i = 0; i < race->records; i++)
        list[i] = NAN;
    return list;
}

/* The gradients that the first batch would give, by a network that is thrown away. */
static void look_ahead(struct race *race, struct racer *racer)
{
    const struct training *own = &racer->training;
    struct training training;
    training_init(&training, &race->dataset, &own->network.design, &own->descent, own->batch, race->start);
    training_look(&training);
    for (size_t i = 0; i < training.network.count; i++)
        racer->first_gradients[i] = network_gradient_norm(&training.network, i);
    training_release(&training);
}

static void init_racer(struct race *race, size_t which, const double *values)
{
    struct racer *racer = &race->racers[which];
    struct network_design design = design_of(values, which);
    struct descent descent = {values[RACE_RATE], values[RACE_MOMENTUM], values[RACE_DECAY]};
    size_t batch = (size_t)values[RACE_BATCH];
    training_init(&racer->training, &race->dataset, &design, &descent, batch, race->start);
    racer->losses = list_of_nothing(race);
    racer->train_accuracies = list_of_nothing(race);
    racer->test_accuracies = list_of_nothing(race);
    racer->first_gradients = arena_new(&race->arena, racer->training.network.count, sizeof *racer->first_gradients);
}

/* Brings the scores of a racer up to date: a record and a report of the same step share them. */
static void score(struct race *race, struct racer *racer)
{
    if (racer->scored == race->steps + 1)
        return;
    racer->train = training_score(&racer->training, &race->dataset.train);
    racer->test = training_score(&racer->training, &race->dataset.test);
    racer->scored = race->steps + 1;
}

static void record(struct race *race)
{
    for (size_t i = 0; i < RACERS; i++) {
        struct racer *racer = &race->racers[i];
        if (racer->training.diverged)
            continue;
        racer->losses[race->done] = racer->loss_count ? racer->loss_sum / (double)racer->loss_count : NAN;
        score(race, racer);
        racer->train_accuracies[race->done] = racer->train.accuracy;
        racer->test_accuracies[race->done] = racer->test.accuracy;
        racer->loss_sum = 0;
        racer->loss_count = 0;
    }
    race->done++;
}

void race_init(struct race *race, const double *values, uint64_t seed, bool recorded)
{
    *race = (struct race){.goal = (size_t)values[RACE_STEPS]};
    arena_init(&race->arena);
    race->interval = recorded ? (race->goal + RECORDS - 1) / RECORDS : 0;
    race->records = recorded ? race->goal / race->interval + 1 : 0;
    struct rng rng;
    rng_init(&rng, seed);
    dataset_init(&race->dataset, (enum dataset_kind)values[RACE_DATA], (enum dataset_features)values[RACE_FEATURES], RACE_POINTS,
                 &rng);
    race->start = rng_next(&rng);
    race->step_cost = race_cost(values);
    race->score_cost = pass_cost(values, 2 * RACE_POINTS);
    race->look_cost = (race_init_cost(values) + race->step_cost) / RACERS;
    for (size_t i = 0; i < RACERS; i++)
        init_racer(race, i, values);
}

void race_release(struct race *race)
{
    for (size_t i = 0; i < RACERS; i++)
        training_release(&race->racers[i].training);
    dataset_release(&race->dataset);
    arena_release(&race->arena);
    *race = (struct race){0};
}

static void step(struct racer *racer)
{
    training_step(&racer->training);
    if (racer->training.diverged)
        return;
    racer->loss_sum += racer->training.loss;
    racer->loss_count++;
}

/* The start is recorded too: before that nothing moves. */
static bool record_is_due(const struct race *race)
{
    return race->interval && race->done * race->interval == race->steps;
}

/* The first gradients wait until they are asked for; then one piece of the race after the other; what it cost. */
static double work(struct race *race)
{
    if (race->interval && race->looked < RACERS) {
        look_ahead(race, &race->racers[race->looked++]);
        return race->look_cost;
    }
    if (record_is_due(race)) {
        record(race);
        return race->score_cost;
    }
    for (size_t i = 0; i < RACERS; i++)
        step(&race->racers[i]);
    race->steps++;
    return race->step_cost;
}

bool race_begin(struct race *race, struct budget *budget)
{
    while (race->interval && !race->done && budget_left(budget))
        budget_spend(budget, work(race));
    return !race->interval || race->done;
}

void race_advance(struct race *race, size_t steps, struct budget *budget)
{
    size_t goal = steps < race->goal - race->steps ? race->steps + steps : race->goal;
    while ((race->steps < goal || record_is_due(race)) && budget_left(budget))
        budget_spend(budget, work(race));
}

bool race_done(const struct race *race)
{
    return race->steps == race->goal && !record_is_due(race);
}

const char *race_finding_name(struct arena *arena, const char *name, size_t racer)
{
    return arena_print(arena, "%s_%s", name, racer == RACE_WITH ? "with" : "without");
}

static void report_list(struct findings *findings, const char *name, size_t racer, const double *list, size_t count)
{
    memcpy(findings_list(findings, race_finding_name(&findings->arena, name, racer), count), list, count * sizeof *list);
}

static void report_number(struct findings *findings, const char *name, size_t racer, double number)
{
    findings_number(findings, race_finding_name(&findings->arena, name, racer), number);
}

/* By what factor the norm changes from one hidden layer down to the next, the geometric mean over those of equal shape. */
static double growth(const double *norms, size_t hidden)
{
    if (hidden < FIRST_COMPARED + 2)
        return NAN;
    return pow(norms[FIRST_COMPARED] / norms[hidden - 1], 1 / (double)(hidden - 1 - FIRST_COMPARED));
}

static void report_gradients(struct racer *racer, size_t which, struct findings *findings)
{
    const struct network *network = &racer->training.network;
    report_list(findings, "gradients_start", which, racer->first_gradients, network->count);
    double *norms = findings_list(findings, race_finding_name(&findings->arena, "gradients", which), network->count);
    for (size_t i = 0; i < network->count; i++)
        norms[i] = racer->training.diverged ? NAN
                   : racer->training.steps  ? network_gradient_norm(network, i)
                                            : racer->first_gradients[i];
    report_number(findings, "gradient_growth", which, growth(racer->first_gradients, network->design.depth));
}

static void report_racer(struct race *race, size_t which, struct findings *findings)
{
    struct racer *racer = &race->racers[which];
    const size_t shape[] = {RACE_REGION_ROWS, RACE_REGION_COLUMNS};
    score(race, racer);
    report_list(findings, "loss", which, racer->losses, race->records);
    report_list(findings, "train_accuracy", which, racer->train_accuracies, race->records);
    report_list(findings, "test_accuracy", which, racer->test_accuracies, race->records);
    report_gradients(racer, which, findings);
    training_regions(&racer->training, shape[0], shape[1],
                     findings_tensor(findings, race_finding_name(&findings->arena, "regions", which), shape, 2));
    report_number(findings, "final_loss", which, racer->train.loss);
    report_number(findings, "final_train_accuracy", which, racer->train.accuracy);
    report_number(findings, "final_test_accuracy", which, racer->test.accuracy);
    report_number(findings, "diverged", which, racer->training.diverged);
    report_number(findings, "stuck", which, racer->train.stuck);
}

void race_report(struct race *race, struct findings *findings)
{
    race_begin(race, NULL);
    double *steps = findings_list(findings, "step", race->records);
    for (size_t i = 0; i < race->records; i++)
        steps[i] = (double)(i * race->interval);
    for (size_t i = 0; i < RACERS; i++)
        report_racer(race, i, findings);
    const struct points *train = &race->dataset.train;
    const size_t shape[] = {train->count, DATASET_INPUTS + 1};
    double *points = findings_tensor(findings, "points", shape, 2);
    for (size_t i = 0; i < train->count; i++) {
        for (size_t j = 0; j < DATASET_INPUTS; j++)
            points[i * shape[1] + j] = train->x[i * dense_stride(DATASET_INPUTS) + j];
        points[i * shape[1] + DATASET_INPUTS] = train->classes[i];
    }
    memcpy(findings_list(findings, "low", DATASET_INPUTS), race->dataset.low, sizeof race->dataset.low);
    memcpy(findings_list(findings, "high", DATASET_INPUTS), race->dataset.high, sizeof race->dataset.high);
}

double race_report_cost(const double *values)
{
    return pass_cost(values, 2 * RACE_POINTS + RACE_REGION_ROWS * RACE_REGION_COLUMNS);
}

double race_begin_cost(const double *values)
{
    return race_report_cost(values) + race_cost(values);
}
