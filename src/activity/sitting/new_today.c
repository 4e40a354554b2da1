/* How many new items a review would bring today: without making it, since the home screen asks this of a course of any size. */
#include "activity/sitting/sitting.h"

#include "base/vec.h"
#include "store/known.h"

struct candidates {
    struct queue_candidate *items;
    size_t count, capacity;
};

/* What may be asked of a topic, if `candidates` is not NULL, and how many new items are among it. */
static int look_at(struct environment *environment, const struct topic *topic, int64_t now_ms, struct candidates *candidates,
                   size_t *fresh, struct err *err)
{
    int code = 0;
    *fresh = 0;
    for (int kind = ITEM_CARD; kind < ITEM_KIND_COUNT; kind++) {
        const struct item *item;
        struct known_item known;
        for (size_t i = 0; !code && (item = topic_item(topic, (enum item_kind)kind, i)); i++) {
            code = store_known(environment->store, item->id, &known, err);
            if (code || !item_state_is_open(&known.state, now_ms))
                continue;
            *fresh += known.memory.phase == PHASE_NEW;
            if (candidates)
                *vec_add(candidates) = (struct queue_candidate){.memory = known.memory};
        }
    }
    return code;
}

/* Whether new items of the topic come, as queue_build() decides it. */
static int is_open(struct environment *environment, const struct topic *topic, int64_t now_ms, bool *open, struct err *err)
{
    struct queue_options options;
    int code = 0;
    queue_defaults(&options);
    *open = true;
    for (size_t i = 0; !code && *open && i < topic->prerequisite_count; i++) {
        struct candidates candidates = {0};
        size_t fresh;
        double mastery = 0;
        code = look_at(environment, topic->prerequisites[i], now_ms, &candidates, &fresh, err);
        queue_mastery(candidates.items, candidates.count, 1, store_parameters(environment->store), now_ms, &mastery);
        *open = mastery >= options.mastery;
        vec_release(&candidates);
    }
    return code;
}

int sitting_new_today(struct environment *environment, const struct event *event, size_t *fresh, struct err *err)
{
    const struct course *course = environment->course;
    size_t limit, found;
    *fresh = 0;
    int code = sitting_new_limit(environment, event->now_ms, &limit, err);
    if (!code)
        code = store_known_begin(environment->store, course_size(course), err);
    for (size_t i = 0; !code && *fresh < limit && i < course->topic_count; i++) {
        bool open = true;
        code = look_at(environment, &course->topics[i], event->now_ms, NULL, &found, err);
        if (!code && found)
            code = is_open(environment, &course->topics[i], event->now_ms, &open, err);
        if (!code && open)
            *fresh += found;
    }
    if (code)
        *fresh = 0;
    else if (*fresh > limit)
        *fresh = limit;
    return code;
}
