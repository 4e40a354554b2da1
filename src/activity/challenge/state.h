/*
 * What happens to a challenge: runs that start, are covered, kept, found again, decided problem by problem, and finished.
 *
 * The state is private to the challenge activity: challenge.c maps actions to the functions below, view.c shows it.
 */
#ifndef ACTIVITY_CHALLENGE_STATE_H
#define ACTIVITY_CHALLENGE_STATE_H

#include "activity/challenge/result.h"
#include "activity/save.h"

enum challenge_screen {
    CHALLENGE_SETS,    /* which one? */
    CHALLENGE_START,   /* what it takes, and how often it was run */
    CHALLENGE_COVERED, /* a run that waits: paused, or found unfinished */
    CHALLENGE_PROBLEM, /* a problem, open or decided */
    CHALLENGE_RESULT
};

/* The entries of CHALLENGE_COVERED. */
enum { COVERED_GO_ON, COVERED_GIVE_UP, COVERED_CHOICES };

struct challenge_state {
    struct environment *environment;
    struct save save;
    enum challenge_screen screen;
    const struct challenge *only;        /* the one asked for, or NULL */
    const struct challenge *challenge;   /* the one at hand; NULL on CHALLENGE_SETS */
    struct challenge_history *histories; /* of all challenges of the course, in its order */
    enum time_factor factor;             /* for the next run */
    size_t selected;                     /* entry of CHALLENGE_SETS and CHALLENGE_COVERED */
    struct run run;                      /* run.challenge is NULL without one */
    struct run_record record;            /* of the run that is over, on CHALLENGE_RESULT */
    bool found;                          /* the run was left unfinished earlier, and is not gone on with yet */
    struct err trouble;                  /* why the run, or the choice of time, could not be kept; ERR_NONE = it could */
};

/* A state on its first screen: the run that was left unfinished, or what there is to choose. */
int challenge_state_init(struct challenge_state *state, struct environment *environment, const struct challenge *only,
                         struct err *err);
void challenge_state_release(struct challenge_state *state);

/* The history of a challenge. */
struct challenge_history *challenge_history_of(const struct challenge_state *state, const struct challenge *challenge);

/* Keeps the run as it stands; where it cannot be kept, it goes on here and `trouble` says why. */
void challenge_keep(struct challenge_state *state);

/* Begins a run of the challenge at hand. */
void challenge_begin(struct challenge_state *state, const struct event *event);

/* Counts the time up to `event`; true if the open problem's ran out before it. */
bool challenge_count_time(struct challenge_state *state, const struct event *event);

/* Covers the open problem: the learner asked for it, or the program slept. */
void challenge_cover(struct challenge_state *state, const struct event *event, bool slept);

/* Goes on with the run that waits, or gives it up. */
void challenge_uncover(struct challenge_state *state, const struct event *event);
void challenge_give_up(struct challenge_state *state);

/* Does one action on the open problem's response: it may answer it. */
void challenge_respond(struct challenge_state *state, enum action action, const struct event *event);

/* From a decided problem to the next one, or to the result. */
void challenge_next(struct challenge_state *state, const struct event *event);

/* Tries once more to save what could not be saved. */
void challenge_retry(struct challenge_state *state);

/* The next time factor, for the runs to come. */
void challenge_turn_factor(struct challenge_state *state);

#endif
