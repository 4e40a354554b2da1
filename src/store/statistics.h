/*
 * Figures about what was answered, from summaries that each answer keeps up to date; none reads the whole log.
 *
 * Undone rows count nowhere.  Local days are days since 1970 that begin at the parameters' hour, by each row's own time zone.
 * Arrays are owned by the caller, who gives them back with vec_release() unless a function of their own is named.
 */
#ifndef STORE_STATISTICS_H
#define STORE_STATISTICS_H

#include "store/store.h"

enum { MATURE_DAYS = 21 }; /* an item with an interval of so many days is mature, before that it is young */

/* One local day with anything done on it. */
struct day_total {
    int64_t day;
    size_t answers, right; /* of cards, questions, explanations, predictions */
    int64_t took_ms;       /* by all that was done, reading and demos included; challenge runs count by their problems */
    size_t introduced;     /* items graded for the first time, or again after they were forgotten */
    /* The first grade on a later day of an item that was out of its learning steps: true retention is passed / all. */
    size_t young, young_passed;
    size_t mature, mature_passed;
};
struct day_totals {
    struct day_total *items;
    size_t count, capacity;
};

/* The days from `since_day` on, ascending; for heat map, time spent, and true retention over any span. */
int store_day_totals(struct store *store, int64_t since_day, struct day_totals *days, struct err *err);

/* Items not suspended that fall due on a local day; those due earlier count on the first day. */
struct due_day {
    int64_t day;
    size_t young, mature; /* by the interval that ends there; items in their steps are young */
};
struct due_days {
    struct due_day *items;
    size_t count, capacity;
};

/* The days from that of `now` on with anything due, `days` of them at most looked at, ascending, in the parameters' time zone. */
int store_due_forecast(struct store *store, int64_t now, int days, struct due_days *forecast, struct err *err);

/* Items that are due at `now` or later on its local day, not suspended, not buried; and the next time at which one falls due. */
struct due_now {
    size_t due;       /* out of their steps: by the local day */
    size_t steps;     /* within their steps, due by now */
    int64_t next_due; /* ms; of those not counted above; 0 = none */
};
int store_due_now(struct store *store, int64_t now, struct due_now *due, struct err *err);

/* Items by what is known of them now. */
struct maturity_count {
    size_t learning, young, mature, suspended;
};
int store_maturity(struct store *store, struct maturity_count *count, struct err *err);

/* Wrong answers by the misconception that they show, the most frequent first; released by misconceptions_release(). */
struct misconception_count {
    char *name;
    size_t count;
    int64_t last_at;
    int last_utc_offset_minutes;
};
struct misconception_counts {
    struct misconception_count *items;
    size_t count, capacity;
};
int store_misconceptions(struct store *store, struct misconception_counts *counts, struct err *err);
void misconceptions_release(struct misconception_counts *counts);

/*
 * Of answers for which a percentage was said beforehand, how many came true.  The Brier score over all is
 * sum(answers p^2 - 2 p right + right) / sum(answers), p = percent / 100.
 */
enum calibration_source {
    CALIBRATION_CONFIDENCE, /* the learner's, about being right */
    CALIBRATION_RECALL      /* the schedule's, about a grade better than Again on a later day */
};
enum { CALIBRATION_SOURCES = 2, CALIBRATION_PERCENTS = 101 };
struct calibration {
    size_t answers[CALIBRATION_PERCENTS];
    size_t right[CALIBRATION_PERCENTS];
};
int store_calibration(struct store *store, enum calibration_source source, struct calibration *calibration, struct err *err);

/* One question, over all its answers in the log. */
enum { DISTRACTORS_MAX = 8 };
struct item_statistics {
    size_t answers, right; /* facility = right / answers */
    double discrimination; /* correlation, -1..1, of being right here with the share that was right among the other answers of the
                              same day; NaN below 3 answers or where either does not vary */
    size_t chosen[DISTRACTORS_MAX]; /* by the number `chosen` in the detail */
};
int store_item_statistics(struct store *store, const char *item, struct item_statistics *statistics, struct err *err);

/* Items with at least LEECH_LAPSES lapses (store/state.h), the worst first; released by item_memories_release(). */
int store_leeches(struct store *store, struct item_memories *leeches, struct err *err);

#endif
