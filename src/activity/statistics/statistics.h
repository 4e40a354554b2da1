/*
 * What was learned so far, added up from the log; shown by the progress activity and written by `bntutor progress --json`.
 *
 * `struct statistics` owns its arrays; topics and challenges belong to the course.
 */
#ifndef ACTIVITY_STATISTICS_STATISTICS_H
#define ACTIVITY_STATISTICS_STATISTICS_H

#include "activity/challenge/result.h"
#include "base/str.h"
#include "schedule/calibration.h"
#include "store/statistics.h"
#include "store/streak.h"

struct tally {
    size_t total, done;
};

/* The items of a topic, or of a level. */
struct standing {
    struct tally cards;     /* done: graded at least once, which is what "learned" means on the home screen too */
    struct tally questions; /* done: the answer given last was right */
    size_t answered;        /* questions answered at all */
    struct tally notes;     /* done: read to their end */
    struct tally prompts;   /* done: explained */
    struct tally predictions; /* done: made */
    struct tally exercises;   /* done: practised */
};

/* A topic as the schedule sees it. */
struct mastery {
    double share; /* 0..1, by queue_mastery() */
    bool open;    /* its prerequisites are mastered so far that new items of it come by themselves */
};

/* Items out of their learning steps, asked on a later day; done: they were remembered. */
struct retention {
    struct tally young, mature;
};

/* A question that was answered. */
struct question_figures {
    const struct item *item;
    size_t order; /* in the course */
    struct item_statistics figures;
};

enum {
    RETENTION_DAYS = 30, /* what "lately" means */
    FORECAST_DAYS = 28,
    QUESTIONS_MAX = 100 /* so many of the hardest are looked at one by one */
};

struct statistics {
    struct standing *topics; /* course->topic_count */
    struct mastery *mastery; /* course->topic_count */
    struct standing levels[LEVEL_COUNT];
    struct standing all;
    struct challenge_history *challenges; /* course->challenge_count */
    struct run_records *runs;             /* the same; of each, the newest last */
    size_t challenge_count;
    struct day_count *days;               /* local ones with at least one answer, ascending */
    size_t day_count;
    struct day_totals totals; /* of all days with anything done */
    size_t answers, right;    /* of all days */
    size_t demos;             /* visits */
    int64_t today;            /* days since 1970, local */
    struct streak streak;
    size_t badges; /* won */
    int64_t took_today_ms, took_week_ms, took_ms; /* today, in the last seven days, ever */
    struct retention lately, ever;
    double desired;                /* retention that the schedule aims at */
    struct maturity_count maturity;
    size_t unasked;                /* items that are asked, and never were */
    struct due_days forecast;      /* FORECAST_DAYS days from today on */
    struct misconception_counts misconceptions;
    struct {
        struct question_figures *items; /* the hardest first */
        size_t count, capacity;
    } questions;
    struct calibration calibration[CALIBRATION_SOURCES];
};

/* Adds everything up as of `now_ms`.  After an error `statistics` is empty and may be released. */
int statistics_collect(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err);
void statistics_release(struct statistics *statistics);

/* What statistics_collect() needs the course's items for: standings, mastery, questions. */
int statistics_collect_items(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err);

/* What answers add up to whatever they were about: days, time, retention, forecast, misconceptions, calibration. */
int statistics_collect_answers(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err);

/*
 * What was said of the chances beforehand against what came true, in `bin_count` bins of even width; the caller sets them to zero.
 * For schedule/calibration.h.
 */
void statistics_bins(const struct calibration *calibration, struct calibration_bin *bins, size_t bin_count);

/*
 * Adds all of it to `out` as one JSON object, with a newline after it.  The names stay what they are once released; those of the
 * members are in bntutor(1).
 */
int progress_json(struct environment *environment, int64_t now_ms, struct str *out, struct err *err);

#endif
