/*
 * The demos of the laboratory, one file each, for the table.
 */
#ifndef DEMO_DEMOS_H
#define DEMO_DEMOS_H

#include "demo/demo.h"

extern const struct demo demo_backward;
extern const struct demo demo_batch_noise;
extern const struct demo demo_family;
extern const struct demo demo_folding;
extern const struct demo demo_loss_valley;
extern const struct demo demo_merge;
extern const struct demo demo_numerics;
extern const struct demo demo_race;
extern const struct demo demo_race_grid;
extern const struct demo demo_scale_invariance;
extern const struct demo demo_time_machine;
extern const struct demo demo_train_or_inference;

#endif
