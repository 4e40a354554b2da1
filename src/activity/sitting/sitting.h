/*
 * One sitting: items that are asked one after another, recorded, graded anew or taken back, until they are through.
 *
 * Study, quiz, predict and review are sittings that differ in their purpose only; each defines a `struct purpose` and an open
 * function, and shares all others.  The state belongs to the stack, as that of every activity.
 */
#ifndef ACTIVITY_SITTING_SITTING_H
#define ACTIVITY_SITTING_SITTING_H

#include "activity/sitting/lineup.h"
#include "activity/sitting/task.h"

/* What is asked, and how it is spoken of. */
struct purpose {
    const char *title;     /* "Study" */
    enum item_kind kind;   /* ITEM_KIND_COUNT = all that can be asked, in the order of the schedule's queue */
    size_t limit;          /* items, where the learner names none */
    bool returns;          /* what is graded Again comes back a few items later */
    bool tested;           /* the place stands in the head line and the end tells what was missed; otherwise a gauge and grades */
    const char *one, *many; /* "card", "cards" */
    const char *ahead;     /* to go on with what is not due yet: "study ahead" */
};

struct sitting {
    const struct purpose *purpose;
    struct environment *environment;
    struct arguments arguments;
    struct save save;
    struct lineup lineup;
    struct task task;       /* kind NULL at the end, or where an item cannot be asked */
    int64_t took_ms;        /* of an answer that waits to be saved */
    struct deck next;       /* counts of what is left after the end */
    size_t more_new;        /* new items asked for beyond those of the day */
    bool overriding;        /* the grade that waits to be saved replaces the one before */
    enum grade regrade;     /* and is this one */
    struct err err;         /* why something could not be taken back, asked or looked up; empty text = nothing */
};

int sitting_open(const struct purpose *purpose, struct environment *environment, const struct arguments *arguments,
                 const struct event *event, void **state, struct err *err);
void sitting_close(void *state);
void sitting_on_action(void *state, enum action action, const struct event *event, struct reply *reply);
void sitting_on_event(void *state, const struct event *event, struct reply *reply);
void sitting_view(const void *state, struct view *view);
void sitting_live(const void *state, struct live_actions *live);
bool sitting_writing(const void *state);
unsigned sitting_page(const void *state);

/* All of a sitting's `struct activity` but open() and progress(). */
#define SITTING_FUNCTIONS                                                                                                              \
    .close = sitting_close, .on_action = sitting_on_action, .on_event = sitting_on_event, .view = sitting_view,                        \
    .live = sitting_live, .writing = sitting_writing, .page = sitting_page

/* True if there is more to go on with that is due or new. */
bool sitting_has_more(const struct sitting *sitting);

/*
 * The lineup of a review: all items that match the arguments, through the queue.  What was introduced today counts against the new
 * items of the day, which are the exam plan's if there is one.  Fills sitting->lineup; afterwards sitting_review_left() fills the
 * counts of sitting->next, where all new items count whose topic is open.
 */
int sitting_review(struct sitting *sitting, const struct event *event, struct err *err);
int sitting_review_left(struct sitting *sitting, const struct event *event, struct err *err);

/* Why an item comes now: "new", "fading at 84 %". */
const char *sitting_reason(const struct deck_entry *entry, struct view *view);

/* How many new items may still come today: as the exam's plan says, or the usual measure. */
int sitting_new_limit(struct environment *environment, int64_t now_ms, size_t *limit, struct err *err);

/* How many new items a review begun at `event` would bring. */
int sitting_new_today(struct environment *environment, const struct event *event, size_t *fresh, struct err *err);

#endif
