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
    switch (action) {
    case ACTION_SUSPEND:
        *said = is_in(row, BROWSE_SUSPENDED) ? "It is asked again." : "Suspended: it is asked no more.";
        return is_in(row, BROWSE_SUSPENDED) ? ANSWER_RESUME : ANSWER_SUSPEND;
    case ACTION_BURY:
        *said = is_in(row, BROWSE_BURIED) ? "It is asked again." : "Buried: it is not asked before tomorrow.";
        return is_in(row, BROWSE_BURIED) ? ANSWER_RESUME : ANSWER_BURY;
    case ACTION_FLAG:
        *said = is_in(row, BROWSE_FLAGGED) ? "The flag is taken away." : "Flagged.";
        return ANSWER_FLAG;
    default:
        *said = "Forgotten: it starts anew.";
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
    *vec_add(&browse->changes) = sequence;
    update(browse, (size_t)(row - browse->list.items), event);
}

/* Takes the last change back; which item it was about does not matter, so all rows are looked up again. */
static void undo(struct browse *browse, const struct event *event)
{
    int64_t sequence = browse->changes.items[browse->changes.count - 1];
    if (store_undo(browse->environment->store, sequence, event->now_ms, event->utc_offset_minutes, &browse->err))
        return;
    browse->changes.count--;
    browse->said = "Taken back.";
    for (size_t i = 0; i < browse->list.count; i++)
        update(browse, i, event);
}

void browse_change(struct browse *browse, enum action action, const struct event *event)
{
    if (action != ACTION_UNDO)
        record(browse, action, event);
    else if (browse->changes.count)
        undo(browse, event);
}
