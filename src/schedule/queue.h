/*
 * The order of a review session over items of all kinds: learning steps when they fall due, then what is due, with new items of
 * topics whose prerequisites are mastered spread in between, and siblings kept apart.
 *
 * It knows no course and no store: candidates are told apart by their number.  A `struct queue` owns its arrays; nothing in it
 * points to what it was made of.  A session goes
 *
 *     queue_build(&queue, candidates, count, topics, topic_count, &options, &parameters, now, &rng);
 *     while (queue_next(&queue, now, &candidate)) {
 *         ... ask it, record the answer, which gives its new memory ...
 *         queue_answered(&queue, candidate, &memory);
 *     }
 *     queue_release(&queue);
 */
#ifndef SCHEDULE_QUEUE_H
#define SCHEDULE_QUEUE_H

#include "base/rng.h"
#include "schedule/schedule.h"

enum {
    QUEUE_NEW_A_DAY = 20,    /* what is sensible where the learner said nothing */
    QUEUE_APART = 4,         /* so many others come between siblings, if there are so many */
    QUEUE_AHEAD_MINUTES = 20 /* a step that is due so soon is asked early when nothing else is left */
};

/* One item that may be asked; those that are suspended or buried are left out by the caller. */
struct queue_candidate {
    struct memory memory; /* all zero = new */
    size_t topic;         /* its number among the topics; new items come in the order of topics and, within one, of candidates */
    uint64_t group;       /* siblings have the same (a hash of their experiment, say); 0 = none */
};

/* What must be mastered before new items of a topic come. */
struct queue_topic {
    const size_t *prerequisites; /* numbers of topics */
    size_t prerequisite_count;
};

struct queue_options {
    size_t new_limit;    /* new items that may still come today */
    size_t review_limit; /* due items that may still come today; steps always come */
    double mastery;      /* of each prerequisite, 0..1; 0 opens every topic */
};

struct queue_step {
    size_t candidate;
    int64_t due; /* ms; INT64_MIN = at once */
    uint64_t group;
    bool is_new; /* an answer to it was taken back */
    bool listed; /* it stands among the entries as well, and was asked there */
};

struct queue_entry {
    size_t candidate;
    uint64_t group;
    bool is_new;
    bool asked; /* or dropped */
};

struct queue {
    struct queue_entry *items; /* what is due or new, in the order in which it comes */
    size_t count, capacity;
    size_t next; /* all before were asked */
    struct {
        struct queue_step *items; /* within learning steps, in no order */
        size_t count, capacity;
    } steps;
    uint64_t recent[QUEUE_APART]; /* groups asked last, newest first */
    size_t last;                  /* candidate asked last, SIZE_MAX before the first */
    size_t due, fresh;            /* before the limits: items that are due (steps not counted), new ones whose topic is open */
    size_t locked;                /* new ones whose topic is not open yet */
};

/* No limit on reviews, QUEUE_NEW_A_DAY new items, prerequisites mastered to 0.6. */
void queue_defaults(struct queue_options *options);

/*
 * How well each topic is mastered at `now`, 0..1: the mean over its candidates of the probability of recall, where new items and
 * those that have not left their first learning steps count 0; 1 for a topic without candidates.  Fills mastery[topic_count].
 */
void queue_mastery(const struct queue_candidate *candidates, size_t count, size_t topic_count,
                   const struct schedule_parameters *parameters, int64_t now, double *mastery);

/*
 * Chooses and orders what is to be asked.  Due items: those furthest past their time, as a share of their stability, come first;
 * equals in random order.  New items: topic after topic, within a topic first one of each group of siblings, then the second
 * of each.  A topic is open if each of its prerequisites (`topics` NULL = none have any) is mastered to options->mastery.
 */
void queue_build(struct queue *queue, const struct queue_candidate *candidates, size_t count, const struct queue_topic *topics,
                 size_t topic_count, const struct queue_options *options, const struct schedule_parameters *parameters, int64_t now,
                 struct rng *rng);
void queue_release(struct queue *queue);

/*
 * The candidate to ask at `now`: a step that is due, else the next one in order that is no sibling of one asked just before, else a
 * step that is due within QUEUE_AHEAD_MINUTES.  The same until it is answered.  False: nothing is left now.
 */
bool queue_next(const struct queue *queue, int64_t now, size_t *candidate);

/* `candidate` was answered, which gave `memory`: it comes again in this session if that is within steps. */
void queue_answered(struct queue *queue, size_t candidate, const struct memory *memory);

/* The answer to `candidate` was taken back, it has `memory` again: it comes at once. */
void queue_put_back(struct queue *queue, size_t candidate, const struct memory *memory);

/* `candidate` is not to come any more in this session: it was buried or suspended. */
void queue_drop(struct queue *queue, size_t candidate);

/* How many are still to be asked, steps included, and how many of them are new. */
size_t queue_left(const struct queue *queue, size_t *fresh);

/* How many there are in this session at all: entries, and steps that are none of them. */
size_t queue_all(const struct queue *queue);

/* When the earliest step falls due, in ms; -1 if there is none. */
int64_t queue_next_step(const struct queue *queue);

#endif
