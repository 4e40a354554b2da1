/*
 * A multiple-choice question while it is being answered: order of the options, what was tried, the verdict.  Used by quiz and
 * challenge.
 *
 * `struct question_state` is a plain value that owns nothing; options are meant by their index in the course, and stand on the
 * screen at a place, which is also their letter.
 */
#ifndef ACTIVITY_QUESTION_VIEW_H
#define ACTIVITY_QUESTION_VIEW_H

#include "activity/activity.h"

enum { QUESTION_NO_OPTION = QUESTION_OPTIONS_MAX };

struct question_state {
    const struct question *question;
    uint64_t seed;                      /* of the order, goes into the log */
    size_t order[QUESTION_OPTIONS_MAX]; /* the option at each place */
    size_t selected;                    /* place of the cursor */
    bool tried[QUESTION_OPTIONS_MAX];   /* options that were chosen and wrong */
    size_t chosen;                      /* the option chosen last, or QUESTION_NO_OPTION (none yet, or the time ran out) */
    bool revealed;                      /* the right one is shown; nothing can be chosen any more */
    size_t hints;                       /* hints shown */
};

/* A fresh one, with the options shuffled by `seed`; pinned ones keep their place.  The same seed gives the same order. */
void question_start(struct question_state *state, const struct question *question, uint64_t seed);

/* Moves the cursor by -1 or +1 over what can be chosen, from the end to the beginning. */
void question_move(struct question_state *state, int by);

/* Chooses the option at `place`; true if it is right.  A wrong one counts as tried.  Tried ones and wrong places are ignored. */
bool question_choose(struct question_state *state, size_t place);

/* Whether the option chosen last is right. */
bool question_is_right(const struct question_state *state);

/* The option that is right. */
size_t question_right_option(const struct question *question);

/* What the memory is told: Again if wrong, Hard if right after a hint or a miss, else Good. */
enum grade question_grade(const struct question_state *state);

/* Stem and options; tried ones are struck, after question_state.revealed the right one and the wrong choice are marked. */
void question_view(struct view *view, const struct question_state *state);

/* Hints that were shown. */
void question_view_hints(struct view *view, const struct question_state *state);

/* After an attempt that leaves another one: why the chosen option is wrong. */
void question_view_miss(struct view *view, const struct question_state *state);

/* Verdict, the reason for the chosen and for the right option, explanation, erratum, sources. */
void question_view_verdict(struct view *view, const struct question_state *state);

/* CONFIRM ("answer" with the selected letter), the letters, UP and DOWN, and HINT while there is one; nothing after the verdict. */
void question_live(struct live_actions *live, const struct question_state *state);

#endif
