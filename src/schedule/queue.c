#include "schedule/queue.h"

#include "base/mem.h"
#include "base/vec.h"
#include "schedule/fsrs.h"
#include "schedule/queue_step.h"

#include <math.h>
#include <stdlib.h>

static const double MASTERY = 0.6;

/* A due candidate, or a new one, while it is put in order. */
struct rank {
    size_t candidate;
    size_t topic, round; /* new: how many siblings of its topic come before it */
    uint64_t group;
    double overdue; /* due: days since the last review, in stabilities */
    uint64_t lot;
};

struct ranks {
    struct rank *items;
    size_t count, capacity;
};

/* While candidates are sorted out. */
struct sorting {
    const struct schedule_parameters *parameters;
    int64_t now, today;
    bool *open; /* of each topic */
    size_t topic_count;
    struct ranks due, fresh;
};

void queue_defaults(struct queue_options *options)
{
    *options = (struct queue_options){.new_limit = QUEUE_NEW_A_DAY, .review_limit = SIZE_MAX, .mastery = MASTERY};
}

static double days_since_review(const struct schedule_parameters *parameters, const struct memory *memory, int64_t today)
{
    return fmax(0, (double)(today - schedule_day(parameters, memory->last_review)));
}

void queue_mastery(const struct queue_candidate *candidates, size_t count, size_t topic_count,
                   const struct schedule_parameters *parameters, int64_t now, double *mastery)
{
    struct fsrs fsrs;
    fsrs_init(&fsrs, parameters);
    int64_t today = schedule_day(parameters, now);
    size_t *members = mem_new(topic_count + 1, sizeof *members);
    for (size_t i = 0; i < topic_count; i++)
        mastery[i] = 0;
    for (size_t i = 0; i < count; i++) {
        const struct memory *memory = &candidates[i].memory;
        if (candidates[i].topic >= topic_count)
            continue;
        members[candidates[i].topic]++;
        if (memory->phase == PHASE_REVIEW)
            mastery[candidates[i].topic] +=
                fsrs_retrievability(&fsrs, days_since_review(parameters, memory, today), memory->stability);
    }
    for (size_t i = 0; i < topic_count; i++)
        mastery[i] = members[i] ? mastery[i] / (double)members[i] : 1;
    free(members);
}

static bool is_open(const struct queue_topic *topic, const double *mastery, size_t topic_count, double wanted)
{
    for (size_t i = 0; i < topic->prerequisite_count; i++)
        if (topic->prerequisites[i] < topic_count && mastery[topic->prerequisites[i]] < wanted)
            return false;
    return true;
}

/* Whether each topic is open; the caller frees it. */
static bool *find_open(const struct queue_candidate *candidates, size_t count, const struct queue_topic *topics, size_t topic_count,
                       double wanted, const struct schedule_parameters *parameters, int64_t now)
{
    bool *open = mem_new(topic_count + 1, sizeof *open);
    double *mastery = mem_new(topic_count + 1, sizeof *mastery);
    queue_mastery(candidates, count, topic_count, parameters, now, mastery);
    for (size_t i = 0; i < topic_count; i++)
        open[i] = !topics || is_open(&topics[i], mastery, topic_count, wanted);
    free(mastery);
    return open;
}

static int by_overdue(const void *left, const void *right)
{
    const struct rank *a = left, *b = right;
    if (a->overdue != b->overdue)
        return a->overdue > b->overdue ? -1 : 1;
    return a->lot < b->lot ? -1 : a->lot > b->lot;
}

static int by_number(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int by_group(const void *left, const void *right)
{
    const struct rank *a = left, *b = right;
    if (a->topic != b->topic)
        return by_number(a->topic, b->topic);
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return by_number(a->candidate, b->candidate);
}

static int by_teaching(const void *left, const void *right)
{
    const struct rank *a = left, *b = right;
    if (a->topic != b->topic)
        return by_number(a->topic, b->topic);
    if (a->round != b->round)
        return by_number(a->round, b->round);
    return by_number(a->candidate, b->candidate);
}

static void sort(struct ranks *ranks, int (*order)(const void *, const void *))
{
    if (ranks->count)
        qsort(ranks->items, ranks->count, sizeof *ranks->items, order);
}

static void order_new(struct ranks *fresh)
{
    sort(fresh, by_group);
    for (size_t i = 1; i < fresh->count; i++) {
        struct rank *one = &fresh->items[i];
        const struct rank *before = one - 1;
        if (one->group && one->group == before->group && one->topic == before->topic)
            one->round = before->round + 1;
    }
    sort(fresh, by_teaching);
}

/* Puts a candidate where it belongs: steps, due, new, or nowhere today. */
static void sort_in(struct queue *queue, struct sorting *sorting, size_t number, const struct queue_candidate *candidate,
                    struct rng *rng)
{
    const struct memory *memory = &candidate->memory;
    struct rank rank = {.candidate = number, .topic = candidate->topic, .group = candidate->group};
    if (queue_within_steps(memory)) {
        bool ahead = memory->due > sorting->now && schedule_is_due(sorting->parameters, memory, sorting->now);
        queue_add_step(queue, &(struct queue_step){number, ahead ? sorting->now : memory->due, candidate->group, false, false});
    } else if (memory->phase == PHASE_NEW) {
        if (candidate->topic >= sorting->topic_count || sorting->open[candidate->topic])
            *vec_add(&sorting->fresh) = rank;
        else
            queue->locked++;
    } else if (schedule_is_due(sorting->parameters, memory, sorting->now)) {
        rank.overdue = days_since_review(sorting->parameters, memory, sorting->today) / fmax(memory->stability, 0.001);
        rank.lot = rng_next(rng);
        *vec_add(&sorting->due) = rank;
    }
}

/* The two lists as one, the shorter spread evenly over the longer. */
static void interleave(struct queue *queue, const struct rank *due, size_t due_count, const struct rank *fresh, size_t fresh_count)
{
    size_t d = 0, f = 0;
    while (d < due_count || f < fresh_count) {
        double due_share = ((double)d + 0.5) / (double)due_count, fresh_share = ((double)f + 0.5) / (double)fresh_count;
        bool is_new = d == due_count || (f < fresh_count && fresh_share < due_share);
        const struct rank *rank = is_new ? &fresh[f++] : &due[d++];
        *vec_add(queue) = (struct queue_entry){.candidate = rank->candidate, .group = rank->group, .is_new = is_new};
    }
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

void queue_build(struct queue *queue, const struct queue_candidate *candidates, size_t count, const struct queue_topic *topics,
                 size_t topic_count, const struct queue_options *options, const struct schedule_parameters *parameters, int64_t now,
                 struct rng *rng)
{
    *queue = (struct queue){.last = SIZE_MAX};
    struct sorting sorting = {
        .parameters = parameters, .now = now, .today = schedule_day(parameters, now), .topic_count = topic_count};
    sorting.open = find_open(candidates, count, topics, topic_count, options->mastery, parameters, now);
    for (size_t i = 0; i < count; i++)
        sort_in(queue, &sorting, i, &candidates[i], rng);
    struct ranks *due = &sorting.due, *fresh = &sorting.fresh;
    sort(due, by_overdue);
    order_new(fresh);
    queue->due = due->count;
    queue->fresh = fresh->count;
    interleave(queue, due->items, smaller(due->count, options->review_limit), fresh->items,
               smaller(fresh->count, options->new_limit));
    vec_release(due);
    vec_release(fresh);
    free(sorting.open);
}
