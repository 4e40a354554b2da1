#include "schedule/simulate.h"

#include "base/mem.h"
#include "schedule/fsrs.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS_A_DAY = 8 }; /* nobody asks an item more often on one day */

static const int64_t NOON = 12 * 60 * 60 * INT64_C(1000);

/* An item as it goes through the days. */
struct pupil {
    struct memory memory;
    uint64_t seed;
    int64_t due, reviewed; /* days */
    double overdue;        /* days since it was reviewed, in stabilities */
};

struct play {
    const struct simulation *simulation;
    struct fsrs fsrs;
    struct rng rng;
    struct pupil *pupils;
    struct pupil **due; /* of the day */
    size_t next_new;
    int64_t day;
    double seconds_left;
    double kept;            /* of them for reviews */
    size_t learned;         /* new items of the day */
    struct plan_day *today; /* or NULL */
};

static double recall_on(const struct play *play, const struct pupil *pupil, int64_t day)
{
    if (pupil->memory.phase == PHASE_NEW)
        return 0;
    return fsrs_retrievability(&play->fsrs, fmax(0, (double)(day - pupil->reviewed)), pupil->memory.stability);
}

/*
 * Takes what an item takes off the day.  One that does not fit any more is begun with the chance that gives the day as much of it as
 * fits, on average: so no day is longer than it may be, and none is shorter for the items being whole.
 */
static bool spend(struct play *play, double seconds)
{
    double left = play->seconds_left;
    bool begun = seconds <= left || rng_uniform(&play->rng) * seconds < left;
    play->seconds_left = fmax(0, left - seconds);
    if (play->today)
        play->today->minutes += fmin(seconds, left) / 60;
    return begun;
}

/* One grade, and those of the steps that follow it on the day; false if there is no time for it. */
static bool ask(struct play *play, struct pupil *pupil, enum grade grade, double seconds)
{
    const struct simulation *simulation = play->simulation;
    int64_t now = schedule_day_start(simulation->parameters, play->day) + NOON;
    struct memory memory = schedule_review(simulation->parameters, &pupil->memory, grade, now, pupil->seed);
    for (int i = 0; i < STEPS_A_DAY && memory.phase != PHASE_REVIEW; i++) {
        seconds += simulation->learner->review_seconds;
        grade = i < STEPS_A_DAY - 1 ? learner_step_grade(simulation->learner, &play->rng) : GRADE_EASY;
        memory = schedule_review(simulation->parameters, &memory, grade, now, pupil->seed);
    }
    if (!spend(play, seconds))
        return false;
    pupil->memory = memory;
    pupil->reviewed = play->day;
    pupil->due = schedule_day(simulation->parameters, memory.due);
    return true;
}

static int by_overdue(const void *left, const void *right)
{
    const struct pupil *a = *(struct pupil *const *)left, *b = *(struct pupil *const *)right;
    if (a->overdue != b->overdue)
        return a->overdue > b->overdue ? -1 : 1;
    return a->seed < b->seed ? -1 : a->seed > b->seed;
}

static void learn_new(struct play *play)
{
    const struct simulation *simulation = play->simulation;
    for (; play->learned < simulation->fresh_a_day && play->seconds_left > play->kept; play->next_new++) {
        while (play->next_new < simulation->count && play->pupils[play->next_new].memory.phase != PHASE_NEW)
            play->next_new++;
        if (play->next_new >= simulation->count)
            return;
        if (!ask(play, &play->pupils[play->next_new], learner_first_grade(simulation->learner, &play->rng),
                 simulation->learner->new_seconds))
            return;
        play->learned++;
        if (play->today)
            play->today->fresh++;
    }
}

static size_t find_due(struct play *play)
{
    size_t count = 0;
    for (size_t i = 0; i < play->simulation->count; i++) {
        struct pupil *pupil = &play->pupils[i];
        if (pupil->memory.phase == PHASE_NEW || pupil->due > play->day || pupil->reviewed >= play->day)
            continue;
        pupil->overdue = (double)(play->day - pupil->reviewed) / fmax(pupil->memory.stability, 0.001);
        play->due[count++] = pupil;
    }
    if (count)
        qsort(play->due, count, sizeof *play->due, by_overdue);
    return count;
}

static void review_due(struct play *play)
{
    const struct learner *learner = play->simulation->learner;
    size_t count = find_due(play);
    for (size_t i = 0; i < count && play->seconds_left > 0; i++) {
        struct pupil *pupil = play->due[i];
        bool step = pupil->memory.phase != PHASE_REVIEW;
        enum grade grade = step ? learner_step_grade(learner, &play->rng)
                                : learner_review_grade(learner, recall_on(play, pupil, play->day), &play->rng);
        if (ask(play, pupil, grade, learner->review_seconds) && play->today)
            play->today->reviews++;
    }
}

static void begin(struct play *play)
{
    const struct simulation *simulation = play->simulation;
    fsrs_init(&play->fsrs, simulation->parameters);
    rng_init(&play->rng, simulation->seed);
    play->pupils = mem_new(simulation->count + 1, sizeof *play->pupils);
    play->due = mem_new(simulation->count + 1, sizeof *play->due);
    for (size_t i = 0; i < simulation->count; i++) {
        struct pupil *pupil = &play->pupils[i];
        pupil->memory = simulation->items[i].memory;
        pupil->seed = simulation->items[i].seed;
        pupil->reviewed = schedule_day(simulation->parameters, pupil->memory.last_review);
        if (pupil->memory.phase == PHASE_REVIEW)
            pupil->due = schedule_due_day(simulation->parameters, &pupil->memory, pupil->seed);
    }
}

double simulate(const struct simulation *simulation, struct plan_day *days)
{
    struct play play = {.simulation = simulation};
    double recall = 0;
    begin(&play);
    for (play.day = simulation->from; play.day < simulation->to; play.day++) {
        play.seconds_left = simulation->seconds;
        play.today = days ? &days[play.day - simulation->from] : NULL;
        play.learned = 0;
        play.kept = isinf(simulation->seconds) ? 0 : simulation->seconds * simulation->review_share;
        learn_new(&play);
        review_due(&play);
        play.kept = 0; /* nothing is due any more, or no time is left */
        learn_new(&play);
    }
    for (size_t i = 0; i < simulation->count; i++)
        recall += recall_on(&play, &play.pupils[i], simulation->to);
    free(play.pupils);
    free(play.due);
    return recall;
}
