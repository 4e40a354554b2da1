/* The models of this folder; model_table (model.h) lists them. */
#ifndef LABORATORY_MODELS_H
#define LABORATORY_MODELS_H

#include "laboratory/model.h"

extern const struct model model_backward;
extern const struct model model_batch_noise;
extern const struct model model_family;
extern const struct model model_folding;
extern const struct model model_loss_valley;
extern const struct model model_merge;
extern const struct model model_numerics;
extern const struct model model_race;
extern const struct model model_race_grid;
extern const struct model model_scale_invariance;
extern const struct model model_time_machine;
extern const struct model model_train_or_inference;

#endif
