/*
 * How far what was said beforehand came true: confidence of the learner, or recall as the schedule predicted it, against outcomes.
 *
 * Answers are added to an array of bins that the caller owns and sets to zero; a chart draws one point a bin.
 */
#ifndef SCHEDULE_CALIBRATION_H
#define SCHEDULE_CALIBRATION_H

#include <stdbool.h>
#include <stddef.h>

/* Answers whose probability was said to lie in one stretch of 0..1. */
struct calibration_bin {
    size_t count, right;
    double said;         /* the sum of the probabilities; said / count is the bin's place on the axis */
    double said_squared; /* of their squares */
    double said_right;   /* of those that were right */
};

/*
 * Adds `count` answers for each of which the probability of being right was said to be `said` (clamped to 0..1), and `right` of
 * which were.  The bins split 0..1 evenly; `bin_count` >= 1.
 */
void calibration_add(struct calibration_bin *bins, size_t bin_count, double said, size_t count, size_t right);

/*
 * The Brier score, the mean of (said - outcome)^2: 0 is perfect, 0.25 is what a coin gets.  NaN without answers.  It is exact
 * whatever the number of bins (Brier 1950).
 */
double calibration_brier(const struct calibration_bin *bins, size_t bin_count);

/* The root of the mean square distance between what was said and what came true, bin by bin, weighted by answers.  NaN without. */
double calibration_rmse(const struct calibration_bin *bins, size_t bin_count);

/* Mean of what was said less the share that was right: above 0 is overconfident.  NaN without answers. */
double calibration_bias(const struct calibration_bin *bins, size_t bin_count);

#endif
