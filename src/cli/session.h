/*
 * What an activity needs to run: course, progress, clock, chance, and a front end.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "activity/activity.h"
#include "base/clock.h"
#include "cli/options.h"

/* Owns the course and the store between session_open() and session_close(). */
struct session {
    const struct options *options; /* global ones among them; must outlive the session */
    struct clock clock;
    struct course *course;
    struct environment environment;
    char *content, *own_courses; /* that the environment names */
};

/*
 * Loads the course and opens the progress where `options` and the environment say.  What is wrong in course files is told on
 * stderr; faults in the learner's own files keep nothing else from working.  After an error the session is empty and may be closed.
 */
int session_open(struct session *session, const struct options *options, struct err *err);
void session_close(struct session *session);

/*
 * Loads the course alone, for commands that need no progress; the caller frees it.  *own_mistakes (may be NULL) receives how many
 * mistakes there are in the learner's own files.
 */
int session_load_course(struct course **course, const struct options *options, size_t *own_mistakes, struct err *err);

/* Where progress lies, by the options and the environment; the caller frees it. */
char *session_database_path(const struct options *options);

/* The defaults, in the time zone that holds at `now`. */
struct schedule_parameters session_parameters(int64_t now);

/* Opens the progress alone, for commands that need no course; the caller closes it. */
int session_open_store(struct store **store, const struct options *options, int64_t now, struct err *err);

/* Opens `activity` in the front end that fits the terminal.  0, an error, or the number of the signal that ended it. */
int session_run(struct session *session, const struct activity *activity, const struct arguments *arguments, struct err *err);

/* The event with the present time that opens an activity. */
struct event session_event(const struct session *session);

#endif
