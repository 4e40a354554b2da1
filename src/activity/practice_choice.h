/*
 * Which exercise comes next: the one whose mistakes were made most, otherwise the one that was not seen for longest.
 *
 * `struct practice_choice` owns its lists until practice_choice_release(); exercises and names belong to the course.
 */
#ifndef ACTIVITY_PRACTICE_CHOICE_H
#define ACTIVITY_PRACTICE_CHOICE_H

#include "activity/activity.h"

/* How often a mistake was made, less what was answered rightly since. */
struct weakness {
    const char *name;
    double weight;
};

struct candidate {
    const struct exercise *exercise;
    size_t seen; /* when it was answered last, counted in answers; 0 = never */
};

struct practice_choice {
    struct {
        struct candidate *items; /* in teaching order */
        size_t count, capacity;
    } candidates;
    struct {
        struct weakness *items; /* by name */
        size_t count, capacity;
    } weaknesses;
    size_t answers;                  /* counted so far */
    const struct exercise *shown[2]; /* the last ones of this session: not again at once */
};

/* The exercises that match topic and level of `arguments`, with what the log says about them.  After an error it is empty. */
int practice_choice_init(struct practice_choice *choice, struct environment *environment, const struct arguments *arguments,
                         struct err *err);
void practice_choice_release(struct practice_choice *choice);

/*
 * The exercise to show now, NULL if there is none.  `reason` is the mistake for which it was chosen, with a weight of at least
 * PRACTICE_WEAK, or NULL.
 */
#define PRACTICE_WEAK 0.5
const struct exercise *practice_choose(struct practice_choice *choice, const struct weakness **reason);

/* Counts an answer: the mistake that was made, or NULL for the right one. */
void practice_count(struct practice_choice *choice, const struct exercise *exercise, const char *mistake);

#endif
