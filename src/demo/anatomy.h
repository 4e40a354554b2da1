/*
 * The anatomy of one run of an experiment: every number is the kernel's, read from its outcome; nothing is computed here.
 */
#ifndef DEMO_ANATOMY_H
#define DEMO_ANATOMY_H

#include "demo/demo.h"

/* The lines of the transform, and its backward pass where the experiment has one. */
enum anatomy_step { STEP_MEAN, STEP_VARIANCE, STEP_NORMALIZE, STEP_SCALE, STEP_GRADIENT };

/* What a run of the demo keeps, with what is looked at. */
struct anatomy {
    const struct experiment *experiment;
    struct settings settings;
    struct outcome outcome; /* empty if the kernel refused */
    enum anatomy_step step;
    size_t cell;         /* the element of x whose way is spelled out */
    struct arena arena;  /* holds an experiment that no course declares */
};

extern const struct demo demo_anatomy;

/* An experiment over `sample`, or over numbers that are drawn where there is none, in `arena`. */
const struct experiment *anatomy_experiment(const struct sample *sample, struct arena *arena);

/* How many steps there are: 4, or 5 with a backward pass. */
size_t anatomy_steps(const struct anatomy *anatomy);

/* The whole screen below the parameters. */
void anatomy_view(const struct anatomy *anatomy, struct view *view);

/* Its parts: the steps with the arithmetic of the selected one; the tensors, as a table where they are small; one as a heat map. */
void anatomy_view_steps(const struct anatomy *anatomy, struct view *view);
void anatomy_view_tensors(const struct anatomy *anatomy, struct view *view);
void anatomy_view_map(const struct anatomy *anatomy, const char *name, const float *values, struct view *view);

/* A map of the weight that each value has in the mean of the selected one's channel: which values share it. */
void anatomy_view_shares(const struct anatomy *anatomy, struct view *view);

/* The style of a channel's numbers. */
enum style anatomy_channel_style(size_t channel);

/* "x[2,0]": an element of the tensor `name`. */
const char *anatomy_element_name(struct arena *arena, const struct outcome *outcome, const char *name, size_t index);

#endif
