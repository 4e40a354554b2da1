/*
 * Finished runs: as rows of the answer log, and what the rows of one challenge add up to.
 */
#ifndef ACTIVITY_CHALLENGE_RESULT_H
#define ACTIVITY_CHALLENGE_RESULT_H

#include "activity/challenge/run.h"
#include "base/str.h"

/* What one finished run came to. */
struct run_record {
    int64_t at;
    int utc_offset_minutes;
    size_t score, total;
    int64_t time_ms;
    enum time_factor factor;
    size_t pauses;
};

/* Owned by whoever read them, who empties it with vec_release(). */
struct run_records {
    struct run_record *items;
    size_t count, capacity;
};

struct challenge_history {
    size_t runs;            /* finished ones; with none the records are empty */
    struct run_record best; /* most right; among those the least extra time, then the fewest pauses, then the quickest */
    struct run_record last;
    bool won; /* the badge: a run with every problem right, which `best` then is */
};

/*
 * The detail of a finished run's row: score, total, time_ms, factor, pauses, and `results` with one word for each problem.
 * The caller owns it.
 */
char *result_detail(const struct run *run);

/* The record of a run that is over, at `event`'s time. */
struct run_record result_of_run(const struct run *run, const struct event *event);

/* All runs of a challenge from the log, the newest last; and what they add up to. */
int history_runs(struct environment *environment, const struct challenge *challenge, struct run_records *runs, struct err *err);
int history_read(struct environment *environment, const struct challenge *challenge, struct challenge_history *history,
                 struct err *err);

/* Adds one run; the newest comes last. */
void history_add(struct challenge_history *history, const struct run_record *record);

/*
 * On the screen: number of runs with the best and the last one; all runs, the newest first; the badge as it was won; every problem
 * of a run that is over.
 */
void result_view_history(struct view *view, const struct challenge_history *history);
void result_view_runs(struct view *view, const struct run_records *runs, const struct challenge_history *history);
void result_view_badge(struct view *view, const struct challenge *challenge, const struct run_record *record);
void result_view_problems(struct view *view, const struct run *run);

/* How it was done: "with the time as stated", "with 1.5 times the time", "without a clock", and the pauses. */
void record_manner(const struct run_record *record, struct str *out);

/* "6:12", "1:02:05": hours only where there are some; parts of a second count as a whole one. */
void time_text(int64_t milliseconds, char text[16]);

#endif
