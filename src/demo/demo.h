/*
 * Demos: screens over the findings of a model.  A demo is one file and one line in demo_table.
 *
 * demo/run.h opens a `struct demo_run`, turns its parameters, runs the model anew after each change, and draws title, status,
 * parameters and errors; the demo adds what lies below them, and may know actions of its own.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "base/str.h"
#include "demo/claim.h"
#include "experiment/experiment.h"
#include "view/action.h"
#include "view/view.h"

struct demo;

/* What is looked at. */
struct demo_run {
    const struct demo *demo;
    const struct experiment *experiment; /* from which it was opened, or NULL */
    const struct sample *given;          /* a tensor to work on in place of its own, or NULL; belongs to who opened the run */
    const struct parameter *parameters;  /* the model's, or those of a run of the kernel */
    size_t parameter_count;
    double values[MODEL_PARAMETERS_MAX]; /* in the order of the parameters */
    uint64_t seed;
    bool draws;               /* the seed has an effect somewhere */
    bool fixed;               /* the tensor is given, value by value */
    struct findings findings; /* empty where the model refused */
    struct err err;           /* why it did */
    size_t focus;             /* the parameter that plus and minus turn; parameter_count = the seed */
    size_t step;              /* below demo->steps() */
    size_t cell;              /* below demo->cells() */
    struct claim claim;       /* what it is to refute */
    int64_t seen_ms;          /* when the last event came, in steady milliseconds; -1 = none has come since it was opened */
    void *own;                /* of the demo, made by its open() */
};

struct demo {
    const char *name;    /* "numerics" */
    const char *title;   /* "Four ways to sum" */
    const char *summary; /* one line for the list */
    const char *help;    /* markdown */
    const struct model *model; /* NULL: a run of the kernel, made by run() */

    /* How many steps left and right go through, and how many cells up and down; NULL = none.  What they are called: "batch". */
    size_t (*steps)(const struct demo_run *run);
    size_t (*cells)(const struct demo_run *run);
    const char *step_name, *cell_name; /* NULL = "step", "value" */
    bool open_ended;                   /* the last step is followed by none, not by the first */

    /* What lies below the parameters, and below an empty line unless it is `dense`. */
    bool dense;
    void (*view)(const struct demo_run *run, struct view *view);

    /* Right in the head line, before the seed: "training · 8×2".  May be NULL. */
    void (*status)(const struct demo_run *run, struct str *words);

    /* Whether tab stops at the parameter, and whether it may be turned to these values; NULL = at all, to all. */
    bool (*applies)(const struct demo_run *run, size_t parameter);
    bool (*allows)(const struct demo_run *run, const double *values);

    /* Whether the seed has an effect on what is on the screen now; NULL = unless the tensor is fixed. */
    bool (*drawn)(const struct demo_run *run);

    /*
     * Without a model: runs it, and tells what was found.  With a model both may be NULL; a demo that works towards the model's
     * findings bit by bit starts anew in run(), and comes to the end at once in finish(), for those who do not watch.  run() finds
     * run->findings as they were, which may stand for some ticks until there are new ones.
     */
    int (*run)(struct demo_run *run, struct err *err);
    void (*tell)(const struct demo_run *run, struct findings *findings);
    void (*finish)(struct demo_run *run);

    /*
     * For demos that keep something of their own, move by themselves or know further actions; all may be NULL.  open() comes before
     * the first run of the model.  on_action() tells whether it took the action; if it turns a parameter it calls
     * demo_run_again().  A label of live() replaces that of the shell.
     */
    int (*open)(struct demo_run *run, struct err *err);
    void (*close)(struct demo_run *run);
    bool (*on_action)(struct demo_run *run, enum action action, const struct event *event);
    void (*live)(const struct demo_run *run, struct live_actions *live);

    /* When it wants the next tick, in steady milliseconds, or -1; and what a tick does. */
    int64_t (*deadline)(const struct demo_run *run);
    void (*tick)(struct demo_run *run, const struct event *event);
};

/* All demos in the order of the list, ended by NULL. */
extern const struct demo *const demo_table[];

/* The demo called `name`, or NULL. */
const struct demo *demo_find(const char *name);

/* Whether the demo works on a tensor that is given; ERR_INVALID with the names of those that do. */
static inline bool demo_takes_sample(const struct demo *demo)
{
    return !demo->model || demo->model->takes_sample;
}
int demo_refuse_sample(const struct demo *demo, struct err *err);

/* The demo that shows `experiment`: that of its model, or the anatomy; NULL if there is none. */
const struct demo *demo_of(const struct experiment *experiment);

#endif
