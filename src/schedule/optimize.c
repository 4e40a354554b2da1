#include "schedule/optimize.h"

#include "base/mem.h"
#include "base/rng.h"
#include "schedule/calibration.h"
#include "schedule/gradient.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 256, BINS = 20, STEPS_MIN = 400, EPOCHS = 8 };

static const double TRAINED_SHARE = 0.8;
static const double RATE = 0.03;      /* of the first steps, in units of SPREAD; falls to 0 as a cosine */
static const double PRIOR_WEIGHT = 3; /* chosen on simulated learners: less overfits a usual memory, more holds others back */
static const double CERTAINTY = 1e-6; /* no recall is foretold more surely */

/* How far weights of learners lie from the published ones: standard deviations of the prior, and the scale of a step. */
static const double SPREAD[SCHEDULE_WEIGHTS] = {
    1, 2, 4, 10, 0.6, 0.3, 0.6, 0.05, 0.4, 0.15, 0.3, 0.4, 0.03, 0.1, 0.4, 0.25, 0.6, 0.3, 0.3, 0.1, 0.1,
};

struct training {
    const struct past_review *reviews;
    size_t count;
    int64_t until; /* reviews from here on are not looked at */
    size_t usable; /* those before */
    size_t *items; /* where each item begins, and behind the last one */
    size_t item_count;
    struct schedule_parameters parameters; /* their weights are what is sought */
};

static bool is_usable(const struct past_review *review)
{
    return !review->first && review->elapsed > 0;
}

size_t optimize_usable(const struct past_review *reviews, size_t count)
{
    size_t usable = 0;
    for (size_t i = 0; i < count; i++)
        usable += is_usable(&reviews[i]);
    return usable;
}

static double sure_at_most(double recall)
{
    return fmin(fmax(recall, CERTAINTY), 1 - CERTAINTY);
}

struct foresight optimize_foresight(const struct past_review *reviews, size_t count, const struct schedule_parameters *parameters,
                                    int64_t since, size_t *scored)
{
    struct calibration_bin bins[BINS] = {0};
    struct fsrs fsrs;
    double stability = 1, difficulty = 5, loss = 0;
    *scored = 0;
    fsrs_init(&fsrs, parameters);
    for (size_t i = 0; i < count; i++) {
        const struct past_review *review = &reviews[i];
        if (is_usable(review) && review->at >= since) {
            double recall = sure_at_most(fsrs_retrievability(&fsrs, review->elapsed, stability));
            bool right = review->grade > GRADE_AGAIN;
            loss -= log(right ? recall : 1 - recall);
            calibration_add(bins, BINS, recall, 1, right);
            (*scored)++;
        }
        stability = review->first ? fsrs_first_stability(&fsrs, review->grade)
                                  : fsrs_next_stability(&fsrs, stability, difficulty, review->elapsed, review->grade);
        difficulty =
            review->first ? fsrs_first_difficulty(&fsrs, review->grade) : fsrs_next_difficulty(&fsrs, difficulty, review->grade);
    }
    return (struct foresight){loss / (double)*scored, calibration_rmse(bins, BINS)};
}

/* Adds the gradient of the log loss over one item's reviews; how many were usable. */
static size_t add_item(const struct training *training, const struct fsrs *fsrs, size_t item, double *gradient)
{
    struct dual_memory memory = {0};
    size_t usable = 0;
    for (size_t i = training->items[item]; i < training->items[item + 1]; i++) {
        const struct past_review *review = &training->reviews[i];
        if (review->at >= training->until)
            break;
        if (is_usable(review)) {
            struct dual recall = gradient_recall(fsrs, &memory, review->elapsed);
            double sure = sure_at_most(recall.value);
            double slope = review->grade > GRADE_AGAIN ? -1 / sure : 1 / (1 - sure);
            for (int w = 0; w < SCHEDULE_WEIGHTS; w++)
                gradient[w] += slope * recall.slope[w];
            usable++;
        }
        memory = review->first ? gradient_first(fsrs, review->grade) : gradient_next(fsrs, &memory, review->elapsed, review->grade);
    }
    return usable;
}

/* Adam's running moments. */
struct adam {
    double mean[SCHEDULE_WEIGHTS], square[SCHEDULE_WEIGHTS];
    int steps, planned;
};

/* One step along the gradient of the mean loss by the weights in units of SPREAD. */
static void descend(struct adam *adam, double *weights, const double *gradient)
{
    const double keep_mean = 0.9, keep_square = 0.99, pi = 3.14159265358979323846;
    double rate = RATE * 0.5 * (1 + cos(pi * adam->steps / adam->planned));
    adam->steps++;
    for (int w = 0; w < SCHEDULE_WEIGHTS; w++) {
        double slope = gradient[w] * SPREAD[w];
        adam->mean[w] = keep_mean * adam->mean[w] + (1 - keep_mean) * slope;
        adam->square[w] = keep_square * adam->square[w] + (1 - keep_square) * slope * slope;
        double mean = adam->mean[w] / (1 - pow(keep_mean, adam->steps));
        double square = adam->square[w] / (1 - pow(keep_square, adam->steps));
        weights[w] -= rate * SPREAD[w] * mean / (sqrt(square) + 1e-8);
    }
}

/* The ranges that the model was published with, and first stabilities in the order of their grades. */
static void keep_in_range(struct schedule_parameters *parameters, struct fsrs *fsrs)
{
    for (int w = 1; w < GRADE_EASY; w++)
        parameters->weights[w] = fmax(parameters->weights[w], parameters->weights[w - 1]);
    fsrs_init(fsrs, parameters);
    memcpy(parameters->weights, fsrs->w, sizeof fsrs->w);
}

/* The gradient of the penalty for one review's share of the whole. */
static void add_penalty(const struct training *training, double *gradient)
{
    for (int w = 0; w < SCHEDULE_WEIGHTS; w++)
        gradient[w] += (training->parameters.weights[w] - FSRS_DEFAULT_WEIGHTS[w]) / (SPREAD[w] * SPREAD[w]) * PRIOR_WEIGHT /
                       (double)training->usable;
}

static void train(struct training *training)
{
    int batches = (int)(training->usable / BATCH) + 1;
    struct adam adam = {.planned = EPOCHS * batches > STEPS_MIN ? EPOCHS * batches : STEPS_MIN};
    struct fsrs fsrs;
    struct rng rng;
    size_t *order = mem_new(training->item_count, sizeof *order), next = training->item_count;
    rng_init(&rng, training->count);
    keep_in_range(&training->parameters, &fsrs);
    while (adam.steps < adam.planned) {
        double gradient[SCHEDULE_WEIGHTS] = {0};
        size_t used = 0, looked_at = 0;
        for (; used < BATCH && looked_at < training->item_count; looked_at++, next++) {
            if (next == training->item_count) {
                rng_permute(&rng, order, training->item_count);
                next = 0;
            }
            used += add_item(training, &fsrs, order[next], gradient);
        }
        for (int w = 0; w < SCHEDULE_WEIGHTS; w++)
            gradient[w] /= used ? (double)used : 1;
        add_penalty(training, gradient);
        descend(&adam, training->parameters.weights, gradient);
        keep_in_range(&training->parameters, &fsrs);
    }
    free(order);
}

static int by_time(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

/* The time at which TRAINED_SHARE of the usable reviews have been given. */
static int64_t split(const struct past_review *reviews, size_t count, size_t usable)
{
    int64_t *times = mem_new(usable + 1, sizeof *times);
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (is_usable(&reviews[i]))
            times[found++] = reviews[i].at;
    qsort(times, found, sizeof *times, by_time);
    int64_t at = times[(size_t)((double)found * TRAINED_SHARE)];
    free(times);
    return at;
}

static void find_items(struct training *training)
{
    training->items = mem_new(training->count + 1, sizeof *training->items);
    for (size_t i = 0; i < training->count; i++)
        if (training->reviews[i].first)
            training->items[training->item_count++] = i;
    training->items[training->item_count] = training->count;
}

void optimize_fit(struct fit *fit, const struct past_review *reviews, size_t count, const struct schedule_parameters *parameters)
{
    struct training training = {.reviews = reviews, .count = count, .parameters = *parameters};
    size_t usable = optimize_usable(reviews, count);
    training.until = split(reviews, count, usable);
    memcpy(training.parameters.weights, FSRS_DEFAULT_WEIGHTS, sizeof training.parameters.weights);
    *fit = (struct fit){.split = training.until};
    fit->before = optimize_foresight(reviews, count, parameters, training.until, &fit->tested);
    training.usable = fit->trained = usable - fit->tested;
    find_items(&training);
    train(&training);
    fit->after = optimize_foresight(reviews, count, &training.parameters, training.until, &fit->tested);
    memcpy(fit->weights, training.parameters.weights, sizeof fit->weights);
    fit->better = fit->after.loss < fit->before.loss;
    free(training.items);
}
