/*
 * What was learned so far, added up from the log; shown by the progress activity and written by `bntutor progress --json`.
 *
 * `struct statistics` owns its arrays; topics and challenges belong to the course.
 */
#ifndef ACTIVITY_STATISTICS_H
#define ACTIVITY_STATISTICS_H

#include "activity/challenge_result.h"
#include "base/str.h"

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

/* One local day, counted as store_days() does. */
struct statistics {
    struct standing *topics; /* course->topic_count */
    struct standing levels[LEVEL_COUNT];
    struct standing all;
    struct challenge_history *challenges; /* course->challenge_count */
    struct day_count *days;               /* with at least one answer, ascending */
    size_t day_count;
    size_t answers, right; /* of all days */
    size_t demos;          /* visits */
    int64_t today;         /* days since 1970, local */
    size_t streak, longest_streak;
    size_t badges; /* won */
};

/* Adds everything up as of `now_ms`.  After an error `statistics` is empty and may be released. */
int statistics_collect(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err);
void statistics_release(struct statistics *statistics);

/*
 * Adds all of it to `out` as one JSON object, with a newline after it.  The names stay what they are once released:
 *
 *     version     1
 *     course      title
 *     day         local date of now_ms
 *     totals      answers, right, days, demos, badges, cards_learned, cards, questions_right, questions_answered, questions,
 *                 notes_read, notes, prompts_explained, prompts
 *     streak      days, longest
 *     topics[]    id, title, then as in totals from cards_learned on
 *     levels[]    level, then the same
 *     challenges[] id, title, badge, criterion, won, runs, and where there are runs: best, last
 *                 {score, total, time_ms, factor, pauses, day}
 *     days[]      day, answers, right
 */
int progress_json(struct environment *environment, int64_t now_ms, struct str *out, struct err *err);

#endif
