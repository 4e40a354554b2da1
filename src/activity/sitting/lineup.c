#include "activity/sitting/lineup.h"

#include "base/vec.h"

#include <string.h>

static void show(struct lineup *lineup)
{
    lineup->over = lineup->place >= lineup->list.count;
    if (!lineup->over)
        lineup->entry = lineup->list.items[lineup->place];
}

void lineup_start(struct lineup *lineup, const struct deck *deck, bool returns)
{
    *lineup = (struct lineup){.deck = *deck, .returns = returns};
    for (size_t i = 0; i < deck->count; i++)
        *vec_add(&lineup->list) = i;
    show(lineup);
}

void lineup_start_queue(struct lineup *lineup, const struct deck *deck, const struct queue *queue, int64_t now_ms)
{
    *lineup = (struct lineup){.deck = *deck, .queue = *queue, .scheduled = true};
    lineup->over = !queue_next(&lineup->queue, now_ms, &lineup->entry);
}

void lineup_release(struct lineup *lineup)
{
    deck_release(&lineup->deck);
    vec_release(&lineup->list);
    vec_release(&lineup->log);
    queue_release(&lineup->queue);
}

struct deck_entry *lineup_entry(const struct lineup *lineup)
{
    return &lineup->deck.items[lineup->entry];
}

size_t lineup_done(const struct lineup *lineup)
{
    if (lineup->scheduled)
        return lineup_all(lineup) - queue_left(&lineup->queue, NULL);
    return lineup->deck.count - (lineup->list.count - lineup->place);
}

/* With a queue: what was asked at least once, and what is left; an item within its steps is both. */
size_t lineup_all(const struct lineup *lineup)
{
    return lineup->scheduled ? queue_all(&lineup->queue) : lineup->deck.count;
}

static bool was_asked(const struct lineup *lineup, size_t entry)
{
    for (size_t i = 0; i < lineup->log.count; i++)
        if (lineup->log.items[i].entry == entry)
            return true;
    return false;
}

size_t lineup_returning(const struct lineup *lineup)
{
    size_t count = 0;
    for (size_t i = 0; lineup->scheduled && i < lineup->queue.steps.count; i++)
        count += lineup->queue.steps.items[i].candidate != lineup->entry;
    for (size_t i = lineup->place + 1; !lineup->scheduled && i < lineup->list.count; i++)
        count += was_asked(lineup, lineup->list.items[i]);
    return count;
}

static void insert(struct lineup *lineup, size_t at, size_t entry)
{
    *vec_add(&lineup->list) = entry;
    size_t *list = lineup->list.items;
    memmove(list + at + 1, list + at, (lineup->list.count - 1 - at) * sizeof *list);
    list[at] = entry;
}

static void take_out(struct lineup *lineup, size_t at)
{
    size_t *list = lineup->list.items;
    lineup->list.count--;
    memmove(list + at, list + at + 1, (lineup->list.count - at) * sizeof *list);
}

void lineup_record(struct lineup *lineup, const struct graded *graded, const struct memory *after)
{
    *vec_add(&lineup->log) = *graded;
    struct graded *last = &lineup->log.items[lineup->log.count - 1];
    last->entry = lineup->entry;
    last->before = lineup_entry(lineup)->memory;
    last->returns_at = 0;
    lineup_entry(lineup)->memory = *after;
}

void lineup_regrade(struct lineup *lineup, enum grade grade, const struct memory *after)
{
    lineup->log.items[lineup->log.count - 1].grade = grade;
    lineup_entry(lineup)->memory = *after;
}

void lineup_advance(struct lineup *lineup, int64_t now_ms)
{
    struct graded *last = &lineup->log.items[lineup->log.count - 1];
    if (lineup->scheduled) {
        queue_answered(&lineup->queue, lineup->entry, &lineup_entry(lineup)->memory);
        lineup->over = !queue_next(&lineup->queue, now_ms, &lineup->entry);
        return;
    }
    lineup->place++;
    if (lineup->returns && last->grade == GRADE_AGAIN) {
        size_t at = lineup->place + LINEUP_RETURN_AFTER;
        last->returns_at = at < lineup->list.count ? at : lineup->list.count;
        insert(lineup, last->returns_at, last->entry);
    }
    show(lineup);
}

const struct graded *lineup_last(const struct lineup *lineup)
{
    return lineup->log.count ? &lineup->log.items[lineup->log.count - 1] : NULL;
}

void lineup_undo(struct lineup *lineup)
{
    const struct graded *last = lineup_last(lineup);
    if (!last)
        return;
    lineup->deck.items[last->entry].memory = last->before;
    if (lineup->scheduled) {
        queue_put_back(&lineup->queue, last->entry, &last->before);
        lineup->entry = last->entry;
        lineup->over = false;
    } else {
        if (last->returns_at)
            take_out(lineup, last->returns_at);
        lineup->place--;
        show(lineup);
    }
    lineup->log.count--;
}

size_t lineup_count(const struct lineup *lineup, enum grade grade)
{
    size_t count = 0;
    for (size_t i = 0; i < lineup->log.count; i++)
        count += lineup->log.items[i].grade == grade;
    return count;
}
