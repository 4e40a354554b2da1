/* What browsing records: suspended, buried, flagged, forgotten, and all of that taken back. */
#include "activity/browse/browse.h"
#include "base/vec.h"
#include "store/statistics.h"

#include <stdint.h>
#include <string.h>

static bool is_in(const struct browse_row *row, enum browse_state state)
{
    return row->states & 1u << state;
}

/* The kind of row that `action` writes for an item, and what is said about it. */
static enum answer_kind kind_of(enum action action, const struct browse_row *row, const char **said)
{
    static const char again[] = "It is asked again. u undoes that.";
    switch (action) {
    case ACTION_SUSPEND:
        *said = is_in(row, BROWSE_SUSPENDED) ? again : "Suspended: it is asked no more. u undoes that.";
        return is_in(row, BROWSE_SUSPENDED) ? ANSWER_RESUME : ANSWER_SUSPEND;
    case ACTION_BURY:
        *said = is_in(row, BROWSE_BURIED) ? again : "Buried: it is not asked before tomorrow. u undoes that.";
        return is_in(row, BROWSE_BURIED) ? ANSWER_RESUME : ANSWER_BURY;
    case ACTION_FLAG:
        *said = is_in(row, BROWSE_FLAGGED) ? "The flag is taken away. u undoes that." : "Flagged. u undoes that.";
        return ANSWER_FLAG;
    default:
        *said = "Forgotten: it starts anew. u undoes that.";
        return ANSWER_FORGET;
    }
}

static void update(struct browse *browse, size_t row, const struct event *event)
{
    if (browse_list_update(&browse->list, row, browse->environment, event->now_ms, &browse->err))
        browse->said = NULL;
}

static void record(struct browse *browse, enum action action, const struct event *event)
{
    struct browse_row *row = browse_row(browse);
    int64_t sequence = 0;
    struct answer answer = {
        .kind = kind_of(action, row, &browse->said),
        .item = (char *)(uintptr_t)row->item->id, /* the store only reads it */
        .at = event->now_ms,
        .utc_offset_minutes = event->utc_offset_minutes,
        .flag = action == ACTION_FLAG && !is_in(row, BROWSE_FLAGGED),
    };
    if (store_record(browse->environment->store, &answer, NULL, &sequence, &browse->err)) {
        browse->said = NULL;
        return;
    }
    *vec_add(&browse->changes) = (struct browse_change){sequence, row->item, answer.kind};
    update(browse, (size_t)(row - browse->list.items), event);
}

static bool last_of_item(const struct browse *browse, const struct item *item, struct browse_change *change)
{
    struct answer last;
    if (store_last_change(browse->environment->store, item->id, &last, NULL))
        return false;
    *change = (struct browse_change){last.sequence, item, last.kind};
    answer_release(&last);
    return change->kind >= ANSWER_SUSPEND && change->kind <= ANSWER_FORGET;
}

bool browse_last_change(const struct browse *browse, struct browse_change *change)
{
    const struct browse_row *row = browse_row(browse);
    if (row && last_of_item(browse, row->item, change))
        return true;
    if (browse->changes.count)
        *change = browse->changes.items[browse->changes.count - 1];
    return browse->changes.count > 0;
}

static void leave_out(struct browse *browse, int64_t sequence)
{
    size_t kept = 0;
    for (size_t i = 0; i < browse->changes.count; i++)
        if (browse->changes.items[i].sequence != sequence)
            browse->changes.items[kept++] = browse->changes.items[i];
    browse->changes.count = kept;
}

static void undo(struct browse *browse, const struct event *event)
{
    struct browse_change change;
    if (!browse_last_change(browse, &change))
        return;
    int code = store_undo(browse->environment->store, change.sequence, event->now_ms, event->utc_offset_minutes, &browse->err);
    if (!code || code == ERR_NOT_FOUND)
        leave_out(browse, change.sequence);
    if (code)
        return;
    for (size_t i = 0; i < browse->list.count; i++)
        if (strcmp(browse->list.items[i].item->id, change.item->id) == 0)
            update(browse, i, event);
    bool shown = browse_list_find(&browse->list, change.item->id, &browse->cursor);
    browse->said = shown ? "Taken back." : "Taken back; the item is not among those that are shown.";
}

void browse_record(struct browse *browse, enum action action, const struct event *event)
{
    if (action == ACTION_UNDO)
        undo(browse, event);
    else
        record(browse, action, event);
}
