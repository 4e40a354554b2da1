/*
 * One item being asked: a card, a question or prediction, an exercise, a prompt.  A table of functions for each kind (task_kind)
 * makes them one machine for whatever asks them: start, act until an answer is handed in, record it, show the verdict.
 *
 * `struct task` owns texts and made questions until task_release(); the item belongs to the course.
 */
#ifndef ACTIVITY_SITTING_TASK_H
#define ACTIVITY_SITTING_TASK_H

#include "activity/explain/explanation.h"
#include "activity/response/response.h"
#include "activity/save.h"
#include "experiment/exercise.h"

enum { TASK_GRADES = 4, TASK_INTERVAL_MAX = 16, TASK_SURE = 6, TASK_SURE_AT_LEAST = 90 };

struct task;

struct task_kind {
    enum answer_kind answer; /* of its rows in the log */
    bool immediate;          /* the grade is the answer: no verdict follows */

    /* Makes it ready to be asked; an error leaves it with nothing to ask.  A function may be NULL where a kind has nothing to do. */
    int (*start)(struct task *task, struct err *err);
    void (*release)(struct task *task);

    /* One action; true if that handed in the answer: task->grade and ->right are set. */
    bool (*act)(struct task *task, enum action action, const struct event *event);

    /* Before the learner says how sure the answer is, nothing shows whether it is right; then it is revealed. */
    void (*reveal)(struct task *task);

    /* ACTION_BACK: true if it only goes a step back within the task. */
    bool (*back)(struct task *task);

    /* Keeps what is half done for another time, or forgets it if there is nothing. */
    int (*keep)(const struct task *task, struct err *err);

    void (*view)(const struct task *task, struct view *view);
    void (*live)(const struct task *task, struct live_actions *live);
    bool (*writing)(const struct task *task);

    /* Hints, attempts, seed and detail of the row; the detail is owned by the caller. */
    void (*fill)(const struct task *task, struct answer *answer);
};

struct task {
    const struct task_kind *kind; /* NULL = nothing is asked */
    struct environment *environment;
    const struct item *item;
    struct memory memory; /* before it; for cards from reveal() on also what each grade leads to, in `intervals` */
    uint64_t seed;
    int64_t shown_ms; /* steady time */
    bool asks_sure;   /* the learner is asked how sure the answer is */
    bool asking_sure; /* just now */
    int confidence;   /* percent, 0 = was not asked */

    bool handed_in; /* `grade` and `right` are set */
    bool done;      /* and recorded: the verdict is shown */
    enum grade grade;
    bool right;
    char intervals[TASK_GRADES][TASK_INTERVAL_MAX]; /* when it would come back, by grade */

    bool revealed;                   /* card */
    struct response response;        /* question, prediction, exercise */
    struct made_question made;       /* exercise */
    struct explanation explanation;  /* prompt */
    bool ticking;                    /* prompt: the concepts are being ticked */
};

/* Begins to ask `item`, whose memory is `memory`; the caller has released what was asked before.  An error says why it cannot be. */
int task_start(struct task *task, struct environment *environment, const struct item *item, const struct memory *memory,
               const struct event *event, struct err *err);
void task_release(struct task *task);

/* One action before the answer is recorded; true if that handed it in. */
bool task_act(struct task *task, enum action action, const struct event *event);

/* The row for the log; its detail is owned by the caller.  A card's or question's time counts a minute at most. */
struct answer task_answer(const struct task *task, const struct event *event);

/* It was recorded: from now on the verdict is shown. */
void task_done(struct task *task);

/* The experiment to watch, which refutes a wrong answer if there is such a one; NULL if there is none or it is too early. */
const struct experiment *task_experiment(const struct task *task);

/* Opens it, with the claim that it refutes. */
void task_push_experiment(const struct task *task, struct reply *reply);

void task_view(const struct task *task, struct view *view);
void task_live(const struct task *task, struct live_actions *live);
bool task_writing(const struct task *task);

/* Whether learners are asked how sure they are, as it is kept; and the other way round from now on. */
bool task_sure_setting(struct environment *environment);
int task_turn_sure(struct environment *environment, struct err *err);

/* Whether an unfinished text to the prompt `item` is kept. */
bool task_prompt_begun(struct environment *environment, const struct item *item);

/* The kinds, for the table. */
extern const struct task_kind task_card, task_question, task_prediction, task_exercise, task_prompt;

#endif
