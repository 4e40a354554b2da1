/*
 * A learning mode: a small state machine that knows no terminal, no clock and no SQL.
 *
 * open() makes a state, on_action() and on_tick() change it, view() says what it shows, live() what can be done, close() frees it.
 * `struct environment` belongs to the front end and outlives all activities.
 */
#ifndef ACTIVITY_ACTIVITY_H
#define ACTIVITY_ACTIVITY_H

#include "base/err.h"
#include "base/rng.h"
#include "course/course.h"
#include "demo/run.h"
#include "store/store.h"
#include "view/action.h"
#include "view/view.h"

struct environment {
    const struct course *course;
    struct store *store;
    struct rng rng;      /* for shuffling; the seed that was used goes into the log */
    size_t own_mistakes; /* in course files of the learner's own, which are left out for them */
    const char *content, *own_courses; /* folders that the course was loaded from; NULL: it cannot be loaded anew */
    struct {
        struct course **items;
        size_t count, capacity;
    } reloaded; /* what came after the first one; `course` is the last, others may still be pointed to */
    bool unsaved_agreed; /* the learner agreed to go on although nothing can be saved here; starts as false */
};

/* What narrows an activity down; all optional. */
struct arguments {
    const struct topic *topic;           /* NULL = all */
    int level;                           /* enum level, or -1 = all */
    size_t limit;                        /* items in a session; 0 = the activity's own default */
    const struct challenge *challenge;   /* NULL = let the learner choose */
    const struct item *item;             /* to begin with, or NULL */
    const struct experiment *experiment; /* NULL = let the learner choose; of predictions, those about this one .. */
    const struct demo *demo;             /* .. and then those whose experiment is shown by this demo; NULL = no others */
    const struct exercise *exercise;     /* NULL = all */
    uint64_t seed;                       /* of its first question, if `seeded` */
    bool seeded;
    const struct demo_start *start; /* which demo, and what it starts with; or NULL */
    const char *remark;             /* what the demo says first, or NULL; outlives it */
    struct claim claim;             /* what the demo of `experiment` is to refute */
};

enum reply_flags {
    REPLY_HANDLED = 1, /* the action was understood */
    REPLY_POP = 2,     /* this activity is done */
    REPLY_QUIT = 4,    /* leave the program */
    REPLY_PUSH = 8,    /* open `push` with `arguments` on top */
    REPLY_EDIT = 16    /* have `edit` changed in the learner's editor; EVENT_RETURNED comes when that is done */
};

struct activity;

struct reply {
    unsigned flags;
    const struct activity *push;
    struct arguments arguments;
    struct position edit; /* its file must live until then */
};

struct activity {
    const char *name;    /* subcommand: "study" */
    const char *title;   /* "Study" */
    const char *summary; /* "flashcards", for the home screen and --help */
    const char *help;    /* markdown: how it works, shown on its help screen */

    /* A new state in *state (NULL after an error), from the time in `event`. */
    int (*open)(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                struct err *err);
    void (*close)(void *state);

    /*
     * `action` is one that live() listed, ACTION_TEXT (EVENT_TEXT: text to insert; EVENT_KEY: backspace, delete, an arrow, home,
     * end or enter for the text field), or ACTION_BACK, which pops the activity unless the reply says REPLY_HANDLED.
     */
    void (*on_action)(void *state, enum action action, const struct event *event, struct reply *reply);

    /* Time has passed (EVENT_TICK: all of it counts), the program or the machine slept and goes on (EVENT_SUSPENDED: it does not; a
       front end that waits for deadlines sends it in place of a tick that comes much too late), the terminal is gone (EVENT_HANGUP:
       save what must be saved), or the activity above was closed (EVENT_RETURNED).  May be NULL. */
    void (*on_event)(void *state, const struct event *event, struct reply *reply);

    /* When it wants the next tick, in steady milliseconds; -1 = never.  May be NULL. */
    int64_t (*deadline)(const void *state);

    /* True while it goes on by itself and comes to an end: a front end that shows no motion sends ticks until then.  May be NULL.
     */
    bool (*moving)(const void *state);

    void (*view)(const void *state, struct view *view);

    /* What can be done now, the most important first.  HELP, BACK, QUIT, REDRAW and scrolling are added by the stack. */
    void (*live)(const void *state, struct live_actions *live);

    /* True while typed characters belong to a text field.  May be NULL. */
    bool (*writing)(const void *state);

    /* Markdown about what is shown at this moment, which stands before `help`; NULL = nothing more.  May be NULL. */
    const char *(*help_now)(const void *state);

    /* What a screen with few rows cuts short, in full, as the first thing of the help screen.  May be NULL. */
    void (*help_in_full)(const void *state, struct view *view);

    /* A number that changes when another page is shown, so that it is read from its top.  May be NULL. */
    unsigned (*page)(const void *state);

    /* In words, for the home screen's line: "38 of 212 learned", with the share 0..1 or negative.  May be NULL. */
    void (*progress)(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share);
};

/* All activities in the order of the home screen, ended by NULL; home itself is not among them. */
extern const struct activity *const activity_table[];
extern const struct activity activity_home;

/* The activity called `name`, or NULL. */
const struct activity *activity_find(const char *name);

#endif
