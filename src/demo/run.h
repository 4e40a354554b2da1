/*
 * A demo while it is open: what the demo activity and the command line share.
 *
 * A run owns its findings and what its demo made until demo_run_close(); demo, experiment and sample outlive it.
 */
#ifndef DEMO_RUN_H
#define DEMO_RUN_H

#include "demo/demo.h"

/* What a demo starts with in place of what was declared; all optional. */
struct demo_start {
    const struct demo *demo; /* where no experiment tells */
    const struct sample *sample;
    const char *const *set; /* "momentum=0.5" */
    size_t set_count;
    bool seeded;
    uint64_t seed;
    size_t step; /* counted from 1; 0 = as it opens */
};

/*
 * Opens `demo` with the fallbacks of its parameters or, with an `experiment` (may be NULL), with what that declares, and runs it.
 * `given` (may be NULL) is the tensor to work on.  ERR_INVALID where the demo cannot be opened; then `run` is closed.  A model that
 * refuses is no error here: run->err says why.
 */
int demo_run_open(struct demo_run *run, const struct demo *demo, const struct experiment *experiment, const struct sample *given,
                  struct err *err);
void demo_run_close(struct demo_run *run);

/* Back to the values with which it was opened. */
void demo_run_reset(struct demo_run *run);

/* Runs the model anew; to be called after a change of values or seed. */
void demo_run_again(struct demo_run *run);

/* Another step may not have the parameter that is turned: then the focus goes on to the next one. */
void demo_run_keep_focus(struct demo_run *run);

/* Reads a value for the parameter `key`; ERR_INVALID with the name that was meant, or the range.  demo_run_again() comes after. */
int demo_run_set(struct demo_run *run, const char *key, const char *text, struct err *err);

/* Sets what `start` says, and runs it; ERR_USAGE for a parameter or a step that is none. */
int demo_run_start(struct demo_run *run, const struct demo_start *start, struct err *err);

/* Takes an action of a learner; a tick. */
void demo_run_act(struct demo_run *run, enum action action, const struct event *event);
void demo_run_tick(struct demo_run *run, const struct event *event);
int64_t demo_run_deadline(const struct demo_run *run);

/* Brings a demo that moves by itself to its end, for those who do not watch. */
void demo_run_finish(struct demo_run *run);

/* Whether another seed would change the screen. */
bool demo_run_draws(const struct demo_run *run);

/* The screen before anything is shown: what it is, and what its demo is about.  What an experiment says may tell what comes out. */
void demo_run_head(const struct demo_run *run, struct view *view);

/* The screen, and what can be done there. */
void demo_run_view(const struct demo_run *run, struct view *view);
void demo_run_live(const struct demo_run *run, struct live_actions *live);

/* Everything that was found, by name; to be released by the caller unless it is run->findings. */
const struct findings *demo_run_findings(const struct demo_run *run, struct findings *made);

#endif
