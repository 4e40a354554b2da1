/* What comes next in a session, and what answers do to it. */
#include "schedule/queue.h"

#include "schedule/queue_step.h"

#include <string.h>

enum { LOOK_AHEAD = 64 }; /* entries searched for one that is no sibling */

static const int64_t MINUTE = 60 * INT64_C(1000);

void queue_release(struct queue *queue)
{
    vec_release(queue);
    vec_release(&queue->steps);
}

/* How many were asked since the last sibling, at most QUEUE_APART. */
static int distance(const struct queue *queue, uint64_t group)
{
    int apart = 0;
    while (apart < QUEUE_APART && (!group || queue->recent[apart] != group))
        apart++;
    return apart;
}

/* The next entry that is no sibling of a recent one, or the one whose sibling is longest ago; NULL if all were asked. */
static const struct queue_entry *next_entry(const struct queue *queue)
{
    const struct queue_entry *best = NULL;
    for (size_t i = queue->next; i < queue->count && i < queue->next + LOOK_AHEAD; i++) {
        const struct queue_entry *entry = &queue->items[i];
        if (!entry->asked && (!best || distance(queue, entry->group) > distance(queue, best->group)))
            best = entry;
    }
    return best;
}

/* The step that is due first, of equals the one added last; with `other` rather than the candidate asked last. */
static const struct queue_step *first_step(const struct queue *queue, int64_t until, bool other)
{
    const struct queue_step *first = NULL;
    for (size_t i = 0; i < queue->steps.count; i++) {
        const struct queue_step *step = &queue->steps.items[i];
        if (step->due <= until && !(other && step->candidate == queue->last) && (!first || step->due <= first->due))
            first = step;
    }
    return first;
}

bool queue_next(const struct queue *queue, int64_t now, size_t *candidate)
{
    const struct queue_step *step = first_step(queue, now, false);
    const struct queue_entry *entry = step ? NULL : next_entry(queue);
    if (!step && !entry)
        step = first_step(queue, now + QUEUE_AHEAD_MINUTES * MINUTE, true);
    if (!step && !entry)
        step = first_step(queue, now + QUEUE_AHEAD_MINUTES * MINUTE, false);
    if (!step && !entry)
        return false;
    *candidate = step ? step->candidate : entry->candidate;
    return true;
}

/* Takes `candidate` out wherever it stands, and says what a step of it would be. */
static struct queue_step take_out(struct queue *queue, size_t candidate)
{
    struct queue_step out = {.candidate = candidate};
    for (size_t i = queue->steps.count; i-- > 0;) {
        if (queue->steps.items[i].candidate != candidate)
            continue;
        out.group = queue->steps.items[i].group;
        memmove(&queue->steps.items[i], &queue->steps.items[i + 1], (--queue->steps.count - i) * sizeof *queue->steps.items);
    }
    for (size_t i = 0; i < queue->count; i++) {
        if (queue->items[i].candidate != candidate)
            continue;
        out.group = queue->items[i].group;
        out.listed = queue->items[i].asked = true;
        break;
    }
    while (queue->next < queue->count && queue->items[queue->next].asked)
        queue->next++;
    return out;
}

void queue_answered(struct queue *queue, size_t candidate, const struct memory *memory)
{
    struct queue_step step = take_out(queue, candidate);
    memmove(queue->recent + 1, queue->recent, sizeof queue->recent - sizeof *queue->recent);
    queue->recent[0] = step.group;
    queue->last = candidate;
    if (queue_within_steps(memory)) {
        step.due = memory->due;
        queue_add_step(queue, &step);
    }
}

void queue_put_back(struct queue *queue, size_t candidate, const struct memory *memory)
{
    struct queue_step step = take_out(queue, candidate);
    step.due = INT64_MIN;
    step.is_new = memory->phase == PHASE_NEW;
    queue_add_step(queue, &step);
}

void queue_drop(struct queue *queue, size_t candidate)
{
    take_out(queue, candidate);
}

size_t queue_left(const struct queue *queue, size_t *fresh)
{
    size_t left = queue->steps.count, new_ones = 0;
    for (size_t i = 0; i < queue->steps.count; i++)
        new_ones += queue->steps.items[i].is_new;
    for (size_t i = queue->next; i < queue->count; i++) {
        left += !queue->items[i].asked;
        new_ones += !queue->items[i].asked && queue->items[i].is_new;
    }
    if (fresh)
        *fresh = new_ones;
    return left;
}

size_t queue_all(const struct queue *queue)
{
    size_t all = queue->count;
    for (size_t i = 0; i < queue->steps.count; i++)
        all += !queue->steps.items[i].listed;
    return all;
}

int64_t queue_next_step(const struct queue *queue)
{
    const struct queue_step *step = first_step(queue, INT64_MAX, false);
    return step ? step->due : -1;
}
