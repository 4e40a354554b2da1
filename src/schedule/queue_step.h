/*
 * Learning steps, as the making of a queue and the session over it see them.
 */
#ifndef SCHEDULE_QUEUE_STEP_H
#define SCHEDULE_QUEUE_STEP_H

#include "base/vec.h"
#include "schedule/queue.h"

static inline bool queue_within_steps(const struct memory *memory)
{
    return memory->phase == PHASE_LEARNING || memory->phase == PHASE_RELEARNING;
}

static inline void queue_add_step(struct queue *queue, const struct queue_step *step)
{
    *vec_add(&queue->steps) = *step;
}

#endif
