#include "activity/progress/progress.h"

#include "activity/progress/parts.h"
#include "activity/table.h"
#include "base/mem.h"
#include "view/menu.h"

#include <stdio.h>
#include <stdlib.h>

static const struct progress_page *const pages[] = {
    &progress_overview, &progress_calendar,  &progress_forecast,   &progress_mastery,     &progress_amounts,
    &progress_mistakes, &progress_questions, &progress_challenges, &progress_calibration,
};

enum { PAGE_COUNT = sizeof pages / sizeof *pages };

static const struct progress_page *page_now(const struct progress *progress)
{
    return pages[progress->page];
}

static size_t entries(const struct progress *progress)
{
    return page_now(progress)->count ? page_now(progress)->count(progress) : 0;
}

static void progress_close(void *state)
{
    struct progress *progress = state;
    statistics_release(&progress->statistics);
    free(progress);
}

static int progress_open(struct environment *environment, const struct arguments *arguments, const struct event *event,
                         void **state, struct err *err)
{
    (void)arguments;
    *state = NULL;
    struct progress *progress = mem_new(1, sizeof *progress);
    progress->environment = environment;
    progress->course = environment->course;
    int code = statistics_collect(&progress->statistics, environment, event->now_ms, err);
    if (code)
        progress_close(progress);
    else
        *state = progress;
    return code;
}

static void turn(struct progress *progress, size_t pages_on)
{
    progress->page = (progress->page + pages_on) % PAGE_COUNT;
    progress->cursor = 0;
    progress->opened = false;
}

static void progress_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct progress *progress = state;
    size_t count = entries(progress);
    err_clear(&progress->err);
    if (action == ACTION_LEFT)
        turn(progress, PAGE_COUNT - 1);
    else if (action == ACTION_RIGHT || (action == ACTION_CONFIRM && !count))
        turn(progress, 1);
    else if (action == ACTION_BACK && progress->opened) {
        progress->opened = false;
        reply->flags |= REPLY_HANDLED;
    } else if (!(count && !progress->opened && menu_move(&progress->cursor, count, action)) && page_now(progress)->act)
        page_now(progress)->act(progress, action, event, reply);
}

/* What was done above changes the figures; if they cannot be had, the old ones stay. */
static void progress_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct progress *progress = state;
    struct statistics statistics;
    (void)reply;
    if (event->type != EVENT_RETURNED || statistics_collect(&statistics, progress->environment, event->now_ms, &progress->err))
        return;
    statistics_release(&progress->statistics);
    progress->statistics = statistics;
    progress->course = progress->environment->course;
    size_t count = entries(progress);
    progress->cursor = progress->cursor < count ? progress->cursor : 0;
    progress->opened = progress->opened && count;
}

static void progress_view(const void *state, struct view *view)
{
    const struct progress *progress = state;
    view_title(view, "Progress%s%s", progress->page ? " · " : "", progress->page ? page_now(progress)->title : "");
    view_status(view, "page %zu of %d", progress->page + 1, PAGE_COUNT);
    if (progress->err.text[0])
        view_text(view, STYLE_WARNING, "%s", progress->err.text);
    page_now(progress)->view(progress, view);
}

static void progress_live(const void *state, struct live_actions *live)
{
    const struct progress *progress = state;
    const struct progress_page *page = page_now(progress);
    size_t count = entries(progress);
    if (count && !progress->opened)
        menu_live(live, count, page->label);
    live_add(live, ACTION_LEFT, "page");
    live_add(live, ACTION_RIGHT, "page");
    if (page->live)
        page->live(progress, live);
    if (!count)
        live_add(live, ACTION_CONFIRM, "");
}

static unsigned progress_page_number(const void *state)
{
    const struct progress *progress = state;
    return (unsigned)progress->page * 2 + progress->opened;
}

static void progress_words(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    struct day_count *days = NULL;
    size_t count = 0;
    (void)now_ms;
    *share = -1;
    *words = '\0';
    if (!store_days(environment->store, 0, &days, &count, NULL) && count)
        snprintf(words, size, "%zu day%s of learning", count, progress_plural(count));
    free(days);
}

const struct activity activity_progress = {
    .name = "progress",
    .title = "Progress",
    .summary = "what you know, what fades",
    .help =
        "What the log of your answers adds up to, page by page.\n\n"
        "- **Retention**: of what was asked again on a later day, how much you still knew. *Young* items come back within three "
        "weeks, *mature* ones later.\n"
        "- **Streak**: days in a row with enough answers. You choose how many are enough, and one day missed in a week does no "
        "harm.\n"
        "- **Mastery**: how likely you are to know an item of the topic now; what was never asked, or is still in its first steps, "
        "counts as not known.\n"
        "- **Discrimination**: near 1, those days on which you know this are the days on which you know the rest; below 0, better "
        "look at the question.\n"
        "- **Brier score**: 0 is perfect foresight, 0.25 is what a coin gets.\n\n"
        "A card counts as *learned* once you graded it, a question by the answer you gave last, a note once you read it to its "
        "end. A day begins at four in the morning. `bntutor progress --json` writes the same figures for other programs.",
    .open = progress_open,
    .close = progress_close,
    .on_action = progress_on_action,
    .on_event = progress_on_event,
    .view = progress_view,
    .live = progress_live,
    .page = progress_page_number,
    .progress = progress_words,
};
