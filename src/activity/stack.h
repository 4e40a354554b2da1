/*
 * The activities that are open, the newest on top: what both front ends drive.  The stack owns the activities' states.
 */
#ifndef ACTIVITY_STACK_H
#define ACTIVITY_STACK_H

#include "activity/activity.h"

struct stack;

/* A stack with `first` opened on it; ERR_* of its open(). */
int stack_new(struct stack **stack, struct environment *environment, const struct activity *first,
              const struct arguments *arguments, const struct event *event, struct err *err);
void stack_free(struct stack **stack);

/* True when nothing is open any more, or QUIT was taken. */
bool stack_done(const struct stack *stack);

/*
 * Hands an event on: a key is resolved among the live actions; text goes to the field that has the focus (or, if none has,
 * character by character to the keys); ticks and the like go to the top.  Errors of open() become a notice on the screen below.
 * Returns true if the view may have changed.
 */
bool stack_event(struct stack *stack, const struct event *event);

/* The action itself, for front ends that know it already. */
bool stack_action(struct stack *stack, enum action action, const struct event *event);

/* When the top wants its next tick (steady milliseconds), -1 = never. */
int64_t stack_deadline(const struct stack *stack);

/* True while the top goes on by itself. */
bool stack_moving(const struct stack *stack);

/* What to show and what can be done.  `view` is cleared first.  A help screen is a view of the stack's own. */
void stack_view(const struct stack *stack, struct view *view);
void stack_live(const struct stack *stack, struct live_actions *live);
bool stack_writing(const struct stack *stack);

/* What the activity on top has to say about what is shown now, for its help, or NULL. */
const char *stack_help_now(const struct stack *stack);

/* True once after an activity has asked for its learner's editor: the front end runs it on `place`, then sends EVENT_RETURNED. */
bool stack_take_edit(struct stack *stack, struct position *place);

/* Tells on the screen on top what went wrong; until the next action. */
void stack_notice(struct stack *stack, const char *text);

/* The activity on top; not after the stack is done. */
const struct activity *stack_activity(const struct stack *stack);

/* Changes whenever another activity or page is on top, so that a front end can start scrolling from the top again. */
unsigned stack_page(const struct stack *stack);

/* How many screens lie on each other: one that comes to light again has the depth and the page that it had. */
size_t stack_depth(const struct stack *stack);

#endif
