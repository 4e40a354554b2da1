/*
 * The race: two networks that start with the same weights and see the same batches, one of them with batch norm.
 *
 * `struct race` owns everything until race_release().
 */
#ifndef LABORATORY_RACE_H
#define LABORATORY_RACE_H

#include "base/budget.h"
#include "laboratory/model.h"
#include "laboratory/training.h"

/* What can be turned; the models `race` and `race-grid` share the table. */
enum race_parameter {
    RACE_RATE,
    RACE_BATCH,
    RACE_DEPTH,
    RACE_WIDTH,
    RACE_PLACEMENT,
    RACE_START,
    RACE_ACTIVATION,
    RACE_DATA,
    RACE_FEATURES,
    RACE_STEPS,
    RACE_MOMENTUM,
    RACE_DECAY,
    RACE_SEEDS,
    RACE_PARAMETERS,
    RACE_OVER = RACE_PARAMETERS, /* of the grid alone: what it runs over, see laboratory/sweep.h */
    GRID_PARAMETERS
};
extern const struct parameter race_parameters[GRID_PARAMETERS];

enum {
    RACE_WITHOUT, /* the network without batch norm */
    RACE_WITH,
    RACERS,
    RACE_POINTS = 256, /* to train on, and as many to test on */
    RACE_REGION_ROWS = 20,
    RACE_REGION_COLUMNS = 36
};

struct racer {
    struct training training;
    double *losses, *train_accuracies, *test_accuracies; /* at each record; NaN = not there yet */
    double *first_gradients;                             /* norm of each layer's, before the first step */
    double loss_sum;                                     /* of the batches since the last record */
    size_t loss_count;
    struct score train, test; /* in inference mode, as they were .. */
    size_t scored;            /* .. one less than so many steps into the race; 0 = never */
};

struct race {
    struct arena arena;
    struct dataset dataset;
    struct racer racers[RACERS];
    uint64_t start;       /* seed of weights and batches */
    size_t steps, goal;   /* made, and to be made */
    size_t interval;      /* steps from one record to the next; 0 = nothing is recorded */
    size_t records, done; /* in all, and made */
    size_t looked;        /* racers of which the first gradients are known */
    double step_cost, score_cost, look_cost; /* multiplications: of a step and a record of both networks, of one's first gradients */
};

/* A race with the given values of race_parameters[], before its first step.  `recorded`: losses and accuracies are kept as it goes,
 * and what the first gradients will be is found out with the first step or report; otherwise those are zero. */
void race_init(struct race *race, const double *values, uint64_t seed, bool recorded);
void race_release(struct race *race);

/*
 * `steps` more steps of both networks, no further than the goal and no longer than `budget` (may be NULL) lasts; with what is recorded
 * on the way.  What that cuts off is made up for by the next call.
 */
void race_advance(struct race *race, size_t steps, struct budget *budget);

/* What there is to know before the first step; true once all of that is there. */
bool race_begin(struct race *race, struct budget *budget);

/* Whether the goal is reached, and recorded. */
bool race_done(const struct race *race);

/*
 * What there is to see now.  For each network, with the ending _without or _with: loss, train_accuracy and test_accuracy as lists
 * over `step`; gradients_start and gradients (one number a layer, the output's last); gradient_growth (by what factor the norm
 * changes from a hidden layer to the one below it, at the start); regions (probability of class 1 on a grid); final_loss,
 * final_train_accuracy, final_test_accuracy, diverged and stuck (0 or 1).  And `points` (x, y, class).
 */
void race_report(struct race *race, struct findings *findings);

/* Multiplications of one step of both networks, for rationing work. */
double race_cost(const double *values);

/* Of making a race, of a report, and of the first one with all that it takes. */
double race_init_cost(const double *values);
double race_report_cost(const double *values);
double race_begin_cost(const double *values);

/* "loss_with": a finding of one of the networks. */
const char *race_finding_name(struct arena *arena, const char *name, size_t racer);

#endif
