/* Misconceptions by how often they showed, with the way to what refutes them. */
#include "activity/item_view.h"
#include "activity/misconception.h"
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"
#include "activity/table.h"
#include "base/clock.h"
#include "view/menu.h"

static const struct misconception_count *count_at(const struct progress *progress)
{
    return &progress->statistics.misconceptions.items[progress->cursor];
}

static struct refutation refutation_at(const struct progress *progress)
{
    return misconception_find(progress->course, count_at(progress)->name);
}

/* "eps-outside-the-root" in words. */
static const char *in_words(struct view *view, const char *name)
{
    char *words = arena_string(&view->arena, name);
    for (char *c = words; *c; c++)
        *c = *c == '-' ? ' ' : *c;
    return words;
}

static void view_list(const struct progress *progress, struct view *view)
{
    const struct misconception_counts *counts = &progress->statistics.misconceptions;
    struct choice *entries = menu_new(view, counts->count);
    for (size_t i = 0; i < counts->count; i++) {
        const struct misconception_count *count = &counts->items[i];
        char date[11];
        clock_date_text(count->last_at, count->last_utc_offset_minutes, date);
        entries[i] = menu_entry(view, in_words(view, count->name), arena_print(&view->arena, "last on %s", date),
                                arena_print(&view->arena, "%zu time%s", count->count, progress_plural(count->count)), -1);
    }
    menu_add(view, entries, counts->count, progress->cursor);
}

static void mistakes_view(const struct progress *progress, struct view *view)
{
    if (!progress->statistics.misconceptions.count) {
        view_text(view, STYLE_NORMAL, "No wrong answer has shown a misconception yet.");
        return;
    }
    view_text(view, STYLE_DIM, "What wrong answers showed, the most frequent first");
    view_space(view);
    view_list(progress, view);
}

static size_t mistakes_count(const struct progress *progress)
{
    return progress->statistics.misconceptions.count;
}

static void mistakes_live(const struct progress *progress, struct live_actions *live)
{
    if (mistakes_count(progress))
        item_live_experiment(live, refutation_at(progress).experiment);
}

static void mistakes_act(struct progress *progress, enum action action, const struct event *event, struct reply *reply)
{
    (void)event;
    if (!mistakes_count(progress))
        return;
    struct refutation refutation = refutation_at(progress);
    if (action == ACTION_DEMO && refutation.experiment)
        item_push_refutation(refutation.experiment, &refutation.claim, reply);
    if (action != ACTION_CONFIRM)
        return;
    if (!refutation.item) {
        err_set(&progress->err, ERR_NOT_FOUND, "the course does not speak of it any more");
        return;
    }
    reply->flags |= REPLY_HANDLED | REPLY_PUSH;
    reply->push = &activity_browse;
    reply->arguments = (struct arguments){.item = refutation.item, .level = -1};
}

const struct progress_page progress_mistakes = {.title = "misconceptions",
                                                .view = mistakes_view,
                                                .count = mistakes_count,
                                                .label = "look",
                                                .live = mistakes_live,
                                                .act = mistakes_act};
