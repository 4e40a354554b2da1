/*
 * The inside of a stack, for its two files: stack.c changes it, stack_shown.c says what is on top.
 */
#ifndef ACTIVITY_STACK_INSIDE_H
#define ACTIVITY_STACK_INSIDE_H

#include "activity/stack.h"

struct layer {
    const struct activity *activity;
    void *state;
    unsigned turn; /* which of all screens that came to the top it is */
    char *notice;  /* why something could not be opened from here; until the next action */
};

struct stack {
    struct environment *environment;
    struct layer *items;
    size_t count, capacity;
    unsigned turns; /* how often a screen came to the top that was not there before */
    bool help;
    bool help_writing;             /* whether text was being written when help was asked for, */
    struct live_actions help_live; /* and the keys that worked there */
    struct position edit;          /* what is to be edited; file NULL = nothing */
    bool quit;
};

/* Not after the stack is done. */
static inline struct layer *stack_top(const struct stack *stack)
{
    return &stack->items[stack->count - 1];
}

/* The actions of the activity on top, with those that work everywhere; help does not count. */
void stack_activity_live(const struct stack *stack, struct live_actions *live);

#endif
