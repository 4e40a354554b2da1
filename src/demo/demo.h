/*
 * Demos: screens over the findings of a model.  A demo is one file and one line in demo_table.
 *
 * The demo activity owns a `struct demo_run`, turns its parameters, runs the model anew after each change, and draws title, status,
 * parameters and errors; the demo adds what lies between, and may know actions of its own.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "course/course.h"
#include "laboratory/model.h"
#include "view/action.h"
#include "view/view.h"

struct demo;

/* What is looked at. */
struct demo_run {
    const struct demo *demo;
    const struct experiment *experiment; /* from which it was opened, or NULL */
    double values[MODEL_PARAMETERS_MAX]; /* of the model's parameters, in their order */
    uint64_t seed;
    struct findings findings; /* empty where the model refused */
    struct err err;           /* why it did */
    size_t focus;             /* the parameter that plus and minus turn */
    size_t step;              /* below demo->steps() */
    size_t cell;              /* below demo->cells() */
    void *own;                /* of the demo, made by its open() */
};

struct demo {
    const char *name;    /* "numerics" */
    const char *title;   /* "Four ways to sum" */
    const char *summary; /* one line for the list */
    const char *help;    /* markdown */
    const struct model *model;

    /* How many steps left and right go through, and how many cells up and down; NULL = none. */
    size_t (*steps)(const struct demo_run *run);
    size_t (*cells)(const struct demo_run *run);

    /* What lies between the parameters and the end of the screen. */
    void (*view)(const struct demo_run *run, struct view *view);

    /* For demos that move by themselves or know further actions; all may be NULL.  on_action() tells whether it took the action. */
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

#endif
