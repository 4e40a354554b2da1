/* The lineup of a review: every kind of item, through the schedule's queue. */
#include "activity/exam.h"
#include "activity/sitting/sitting.h"
#include "base/mem.h"
#include "base/vec.h"
#include "store/statistics.h"

#include <stdlib.h>

struct prerequisites {
    struct queue_topic *topics;
    size_t *numbers; /* of all topics, one after the other */
};

static void list_prerequisites(const struct course *course, struct prerequisites *prerequisites)
{
    size_t count = 0, used = 0;
    for (size_t i = 0; i < course->topic_count; i++)
        count += course->topics[i].prerequisite_count;
    prerequisites->topics = mem_new(course->topic_count, sizeof *prerequisites->topics);
    prerequisites->numbers = mem_new(count + 1, sizeof *prerequisites->numbers);
    for (size_t i = 0; i < course->topic_count; i++) {
        const struct topic *topic = &course->topics[i];
        prerequisites->topics[i] = (struct queue_topic){prerequisites->numbers + used, topic->prerequisite_count};
        for (size_t j = 0; j < topic->prerequisite_count; j++)
            prerequisites->numbers[used++] = (size_t)(topic->prerequisites[j] - course->topics);
    }
}

static void release_prerequisites(struct prerequisites *prerequisites)
{
    free(prerequisites->topics);
    free(prerequisites->numbers);
}

/* Items that show the same experiment answer each other. */
static uint64_t group_of(const struct item *item)
{
    return item->experiment ? schedule_seed(item->experiment->id) : 0;
}

static struct queue_candidate *list_candidates(const struct course *course, const struct deck *deck)
{
    struct queue_candidate *candidates = mem_new(deck->count + 1, sizeof *candidates);
    for (size_t i = 0; i < deck->count; i++)
        candidates[i] = (struct queue_candidate){
            .memory = deck->items[i].memory,
            .topic = (size_t)(deck->items[i].item->topic - course->topics),
            .group = group_of(deck->items[i].item),
        };
    return candidates;
}

static int introduced_today(struct environment *environment, int64_t now_ms, size_t *introduced, struct err *err)
{
    struct day_totals days = {0};
    int64_t today = schedule_day(store_parameters(environment->store), now_ms);
    int code = store_day_totals(environment->store, today, &days, err);
    *introduced = 0;
    for (size_t i = 0; !code && i < days.count; i++)
        *introduced += days.items[i].day == today ? days.items[i].introduced : 0;
    vec_release(&days);
    return code;
}

int sitting_new_limit(struct environment *environment, int64_t now_ms, size_t *limit, struct err *err)
{
    struct exam_today today;
    size_t introduced;
    int code = exam_today(environment, now_ms, &today, err);
    code = code ? code : introduced_today(environment, now_ms, &introduced, err);
    if (code)
        return code;
    size_t measure = today.planned ? today.fresh : QUEUE_NEW_A_DAY;
    *limit = measure > introduced ? measure - introduced : 0;
    return 0;
}

/* So many items at most, what is due before what is new. */
static void limit_all(struct queue_options *options, const struct deck *deck, size_t limit)
{
    if (!limit)
        return;
    size_t due = deck->due < limit ? deck->due : limit;
    options->review_limit = limit;
    options->new_limit = options->new_limit < limit - due ? options->new_limit : limit - due;
}

/* All that matches, and the queue over it. */
static int prepare(struct sitting *sitting, const struct event *event, struct deck *deck, struct queue *queue, struct err *err)
{
    const struct course *course = sitting->environment->course;
    struct queue_options options;
    struct prerequisites prerequisites;
    queue_defaults(&options);
    int code = sitting_new_limit(sitting->environment, event->now_ms, &options.new_limit, err);
    code = code ? code : deck_build_all(deck, sitting->environment, &sitting->arguments, event->now_ms, err);
    if (code)
        return code;
    options.new_limit += sitting->more_new;
    limit_all(&options, deck, sitting->arguments.limit);
    if (sitting->arguments.topic)
        options.mastery = 0; /* the learner has asked for this topic */
    struct queue_candidate *candidates = list_candidates(course, deck);
    list_prerequisites(course, &prerequisites);
    queue_build(queue, candidates, deck->count, prerequisites.topics, course->topic_count, &options,
                store_parameters(sitting->environment->store), event->now_ms, &sitting->environment->rng);
    free(candidates);
    release_prerequisites(&prerequisites);
    return 0;
}

int sitting_review(struct sitting *sitting, const struct event *event, struct err *err)
{
    struct deck deck;
    struct queue queue;
    int code = prepare(sitting, event, &deck, &queue, err);
    if (code)
        return code;
    lineup_release(&sitting->lineup);
    lineup_start_queue(&sitting->lineup, &deck, &queue, event->now_ms);
    return 0;
}

int sitting_review_left(struct sitting *sitting, const struct event *event, struct err *err)
{
    struct deck deck;
    struct queue queue;
    size_t fresh = 0;
    int code = prepare(sitting, event, &deck, &queue, err);
    if (code)
        return code;
    size_t left = queue_left(&queue, &fresh);
    deck_release(&sitting->next);
    sitting->next = (struct deck){.due = left - fresh - queue.steps.count, .fresh = queue.fresh, .later = deck.later};
    deck_release(&deck);
    queue_release(&queue);
    return 0;
}
