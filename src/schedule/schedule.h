/*
 * When to ask again: FSRS-6, as pure functions.
 *
 * The memory of one item is a fold of schedule_review() over the item's grades in the order they were given; nothing else is
 * remembered.  Times are milliseconds since 1970 (UTC); days are local days that begin at `day_start_hour`.
 * Formulas: open-spaced-repetition, FSRS-6 with 21 weights (ts-fsrs 5.4.1, fsrs-rs 6.6.1).
 */
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum grade { GRADE_NONE = 0, GRADE_AGAIN = 1, GRADE_HARD = 2, GRADE_GOOD = 3, GRADE_EASY = 4 };

enum phase { PHASE_NEW, PHASE_LEARNING, PHASE_REVIEW, PHASE_RELEARNING };

enum { SCHEDULE_WEIGHTS = 21, SCHEDULE_STEPS_MAX = 8 };

struct schedule_parameters {
    double weights[SCHEDULE_WEIGHTS];
    double desired_retention;               /* 0.7..0.99: probability of recall at which an item falls due */
    int maximum_interval;                   /* days */
    int day_start_hour;                     /* local hour at which a new day begins, 0..23 */
    int utc_offset_minutes;                 /* of the local time zone */
    bool fuzz;                              /* spread intervals a little, the same way each time for the same item and repetition */
    bool same_day;                          /* short-term memory: several reviews on one day change stability */
    int learning_steps[SCHEDULE_STEPS_MAX]; /* minutes; ends at the first 0 */
    int relearning_steps[SCHEDULE_STEPS_MAX]; /* minutes; ends at the first 0 */
    int64_t exam_day;                         /* the local day (days since 1970) of an exam; 0 = none */
    int exam_window; /* days before it in which everything that would come later comes once more, >= 1; they share the load */
};

/* What is believed about one item. All zero = PHASE_NEW, never seen. */
struct memory {
    enum phase phase;
    double stability;    /* days until retrievability falls to 0.9 */
    double difficulty;   /* 1..10 */
    int step;            /* index into the (re)learning steps */
    int repetitions;     /* grades given */
    int lapses;          /* Again while in PHASE_REVIEW */
    int interval;        /* days of the last interval; 0 within steps */
    int64_t due;         /* ms; within steps to the minute, otherwise the start of a local day */
    int64_t last_review; /* ms */
};

/* Defaults: published weights, retention 0.9, 36500 days, steps 1 and 10 minutes, relearning 10, day starts at 4, no fuzz. */
void schedule_defaults(struct schedule_parameters *parameters);

/* The memory after grading an item at `now`.  `seed` feeds the fuzz (a hash of the item's id); a clock set back is no time. */
struct memory schedule_review(const struct schedule_parameters *parameters, const struct memory *memory, enum grade grade,
                              int64_t now, uint64_t seed);

/* Probability of recall at `now`, 0..1, by whole local days as the model counts them; 0 for a new item. */
double schedule_retrievability(const struct schedule_parameters *parameters, const struct memory *memory, int64_t now);

/*
 * The local day on which a memory that is out of its steps would fall due if its last grade had been given under `parameters`; it
 * is what schedule_review() gives but for the order of the grade buttons.
 */
int64_t schedule_due_day(const struct schedule_parameters *parameters, const struct memory *memory, uint64_t seed);

/*
 * True if a memory has fallen due: within its steps by the minute, afterwards by the local day.  False for a new one.  What was
 * reviewed more than two days from now, by a clock that ran ahead, is due: nobody is to wait for years to come.
 * Out of its steps nothing is due on the local day of its last review: one that was put off to a tomorrow farther east waits for the
 * tomorrow here.
 */
bool schedule_is_due(const struct schedule_parameters *parameters, const struct memory *memory, int64_t now);

/* The local day (days since 1970) that `time` belongs to. */
int64_t schedule_day(const struct schedule_parameters *parameters, int64_t time);

/* The moment at which the local day `day` begins. */
int64_t schedule_day_start(const struct schedule_parameters *parameters, int64_t day);

/*
 * How long the item was put off by its last grade, in ms, for a grade button: the minutes of a step, else whole days (not the time
 * until `due`, which is shorter because a day begins in the morning).
 */
int64_t schedule_span(const struct memory *memory);

/* A time span in the words of a button: "1 min", "10 min", "3 d", "4 mo", "2.1 y".  Writes at most `size` bytes. */
void schedule_interval_text(int64_t milliseconds, char *text, size_t size);

/* A stable 64-bit hash of an item's id, for `seed`. */
uint64_t schedule_seed(const char *item);

#endif
