/*
 * A learner who is simulated: opens the activities day after day, answers as the memory model says, mistypes, travels, is ill.
 *
 * A `struct year` owns its folder, store and course until year_release(); it runs through the activities themselves, with a clock
 * that is moved by hand.
 */
#ifndef YEAR_H
#define YEAR_H

#include "activity/sitting/sitting.h"
#include "activity/table.h"
#include "schedule/learner.h"
#include "store/statistics.h"

#define MINUTE_MS INT64_C(60000)
#define HOUR_MS INT64_C(3600000)
#define DAY_MS INT64_C(86400000)

/* Who asked, for each row of the log. */
enum source { SOURCE_OTHER, SOURCE_SITTING };

struct year {
    char path[128];
    struct course *course;
    struct environment environment;
    struct learner learner;
    struct rng rng;
    int64_t first_day;  /* local, days since 1970 */
    int64_t now;        /* what the clock of the machine shows */
    int64_t elapsed;    /* steady */
    int utc_offset;     /* minutes */
    size_t answered, undone, overridden;
    double predicted;   /* recall, summed over what was asked on a later day */
    size_t asked, recalled;
    struct {
        unsigned char *items; /* enum source of row i + 1 */
        size_t count, capacity;
    } sources;
};

/* Begins in the shipped course with nothing known. */
void year_init(struct year *year, uint64_t seed);
void year_release(struct year *year);

/* Starts the program at what the clock shows, as another process would; and ends it. */
void year_start_program(struct year *year);
void year_end_program(struct year *year);

struct event year_event(const struct year *year, enum event_type type);

/* Does `action` on an activity, which must be live there, and lets some seconds pass; text for ACTION_TEXT only. */
struct reply year_act(struct year *year, const struct activity *activity, void *state, enum action action, unsigned index,
                      const char *text);

void *year_open(struct year *year, const struct activity *activity, const struct arguments *arguments);

/* Answers the response that is open in the top of `state`, rightly or wrongly, whatever kind of question it is. */
void year_respond(struct year *year, const struct activity *activity, void *state, const struct response *response, bool rightly);

/* Sits down and answers at most `most` items; the sitting can be over before. */
void year_sit(struct year *year, const struct activity *activity, const struct arguments *arguments, size_t most);

/* The other ways to learn, once each. */
void year_practise(struct year *year, size_t exercises);
void year_take_challenge(struct year *year, const struct challenge *challenge);
void year_explain(struct year *year);

/* True once in `often`. */
bool year_chance(struct year *year, uint64_t often);

/* Fails the test unless store and screens agree with what the raw rows of the log add up to.  `cut` is a local day that a journey
 * left out, or INT64_MIN. */
void year_recount(struct year *year, int64_t cut, bool whole);

#endif
