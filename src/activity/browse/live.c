/* What can be done while browsing. */
#include "activity/browse/browse.h"
#include "activity/item_view.h"
#include "activity/reload.h"
#include "view/menu.h"

static void live_undo(const struct browse *browse, struct live_actions *live)
{
    struct browse_change change;
    static const char *const labels[ANSWER_KIND_COUNT] = {[ANSWER_SUSPEND] = "undo 'suspend'",
                                                          [ANSWER_RESUME] = "undo 'ask again'",
                                                          [ANSWER_BURY] = "undo 'bury'",
                                                          [ANSWER_FLAG] = "undo 'flag'",
                                                          [ANSWER_FORGET] = "undo 'forget'"};
    if (browse_last_change(browse, &change))
        live_add(live, ACTION_UNDO, labels[change.kind]);
}

static void live_on_item(const struct browse *browse, const struct browse_row *row, struct live_actions *live)
{
    const struct item *item = row->item;
    bool leech = row->states & 1u << BROWSE_LEECH;
    if (leech)
        live_add(live, ACTION_BASICS, NULL);
    if (item->kind != ITEM_NOTE)
        live_add(live, ACTION_SUSPEND, row->states & 1u << BROWSE_SUSPENDED ? "resume" : NULL);
    live_add(live, ACTION_FLAG, row->states & 1u << BROWSE_FLAGGED ? "no flag" : NULL);
    live_undo(browse, live);
    item_live_demo(live, item);
    if (item->kind != ITEM_NOTE) {
        if (!(row->states & 1u << BROWSE_SUSPENDED)) /* what is asked no more has no tomorrow */
            live_add(live, ACTION_BURY, row->states & 1u << BROWSE_BURIED ? "dig out" : NULL);
        live_add(live, ACTION_FORGET, NULL);
    }
    if (item_is_own(browse->environment, item))
        live_add(live, ACTION_EDIT, NULL);
    if (!leech)
        live_add(live, ACTION_BASICS, "");
}

static void live_in_list(const struct browse *browse, struct live_actions *live)
{
    menu_live(live, browse->list.shown_count, "look");
    live_add(live, ACTION_FIND, NULL);
    live_add(live, ACTION_FOCUS_NEXT, "filter");
    live_add(live, ACTION_INCREASE, "filter");
    live_add(live, ACTION_DECREASE, "filter");
    live_add(live, ACTION_FOCUS_PREVIOUS, "");
}

static void live_pages(struct live_actions *live)
{
    live_add(live, ACTION_LEFT, "page");
    live_add(live, ACTION_RIGHT, "page");
    live_add(live, ACTION_PAGE_UP, "");
    live_add(live, ACTION_PAGE_DOWN, "");
}

static void live_on_preview(const struct browse *browse, struct live_actions *live)
{
    if (browse->cursor + 1 < browse->list.shown_count)
        live_add(live, ACTION_RIGHT, NULL);
    if (browse->cursor)
        live_add(live, ACTION_LEFT, NULL);
    live_add(live, ACTION_BACK, "list");
    live_add(live, ACTION_CONFIRM, "");
    live_add(live, ACTION_FIND, "");
}

void browse_live(const void *state, struct live_actions *live)
{
    const struct browse *browse = state;
    const struct browse_row *row = browse_row(browse);
    if (browse->writing) {
        live_add(live, ACTION_CONFIRM, "done");
        live_add(live, ACTION_BACK, "find no more");
        return;
    }
    if (browse->opened && row)
        live_on_preview(browse, live);
    else
        live_in_list(browse, live);
    if (row)
        live_on_item(browse, row, live);
    else
        live_undo(browse, live);
    if (!browse->opened && browse->list.shown_count > BROWSE_PAGE)
        live_pages(live);
}
