/*
 * One run through a challenge: its problems and its clock.
 *
 * `struct run` owns its problems until run_release(); the challenge belongs to the course.  Time comes in as steady milliseconds
 * and is only counted while a problem is open and not covered, so that reading an explanation costs nothing.
 */
#ifndef ACTIVITY_CHALLENGE_RUN_H
#define ACTIVITY_CHALLENGE_RUN_H

#include "activity/response/response.h"

/* How much more time than stated the learner takes; the result says which. */
enum time_factor { TIME_SINGLE, TIME_HALF_MORE, TIME_DOUBLE, TIME_OFF, TIME_FACTOR_COUNT };

enum problem_result { PROBLEM_OPEN, PROBLEM_RIGHT, PROBLEM_WRONG, PROBLEM_LATE };

struct problem {
    struct response response;
    enum problem_result result;
    int64_t spent_ms; /* with the question in sight */
};

struct run {
    const struct challenge *challenge;
    struct problem *problems; /* run_length(challenge) */
    size_t current;           /* the problem that is open or was decided last; the count once all are through */
    uint64_t seed;            /* of the draw and of the first problem's options; the next ones count up */
    enum time_factor factor;
    bool covered;       /* paused: the clock stands, the question is not shown */
    bool watching;      /* the clock stands while a demo is watched */
    size_t pauses;      /* how often an open problem was covered, by whatever: the key, Ctrl-Z, leaving, a crash */
    int64_t counted_to; /* steady time up to which spent_ms is counted */
};

/* Problems in a run through `challenge`: all its questions, or as many as it draws. */
size_t run_length(const struct challenge *challenge);

/* The time for `question` with `factor`; -1 = no limit. */
int64_t question_limit_ms(const struct question *question, enum time_factor factor);

/* A fresh run with the first problem in sight.  The same seed draws the same questions. */
void run_start(struct run *run, const struct challenge *challenge, enum time_factor factor, uint64_t seed, int64_t elapsed_ms);
void run_release(struct run *run);

bool run_is_over(const struct run *run);

/* True while the current problem can be answered, covered or not. */
bool run_is_open(const struct run *run);

/* The current problem; not after the run is over. */
struct problem *run_problem(const struct run *run);

/* Time allowed for problem `index`, and what is left of it for the current one; -1 = no limit. */
int64_t run_limit_ms(const struct run *run, size_t index);
int64_t run_left_ms(const struct run *run);

/* Wrong answers that the current problem still takes; 0 once it is decided. */
size_t run_attempts_left(const struct run *run);

/* Answers given to a problem; 1 for one whose time ran out before any. */
size_t run_attempts_made(const struct problem *problem);

/* Counts the time up to `elapsed_ms`; true if that ran out just now. */
bool run_count_time(struct run *run, int64_t elapsed_ms);

/* When the number of seconds left changes next (steady milliseconds); -1 while the clock stands. */
int64_t run_next_second(const struct run *run);

/* Covers the open problem.  A program that slept is charged up to the next whole second at most: nobody was looking. */
void run_cover(struct run *run, int64_t elapsed_ms, bool slept);
void run_uncover(struct run *run, int64_t elapsed_ms);

/* A demo hides the open problem, and comes back from it: the clock runs on or stands, as the challenge says. */
void run_watch(struct run *run, int64_t elapsed_ms);
void run_return(struct run *run, int64_t elapsed_ms);

/* Does one action on the open problem's response; true if that decided the problem. */
bool run_act(struct run *run, enum action action, const struct event *event);

/* Goes on to the next problem, or to the end. */
void run_next(struct run *run, int64_t elapsed_ms);

/* Problems answered rightly, hints shown and time spent so far. */
size_t run_score(const struct run *run);
size_t run_hints(const struct run *run);
int64_t run_spent_ms(const struct run *run);

/* "x1", "x1.5", "x2", "off"; and back, TIME_SINGLE if it is none of them. */
const char *time_factor_name(enum time_factor factor);
enum time_factor time_factor_parse(const char *name);

/* One word for the log: "open", "right", "wrong", "late". */
const char *problem_result_name(enum problem_result result);

#endif
