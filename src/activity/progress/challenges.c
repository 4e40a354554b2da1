/* Badges, and all runs of each challenge. */
#include "activity/progress/parts.h"
#include "activity/progress/progress.h"
#include "view/menu.h"

static const char *runs_words(struct view *view, const struct challenge_history *history)
{
    if (!history->runs)
        return "not tried yet";
    return arena_print(&view->arena, "%zu of %zu in %zu run%s", history->best.score, history->best.total, history->runs,
                       progress_plural(history->runs));
}

static void view_list(const struct progress *progress, struct view *view)
{
    const struct course *course = progress->course;
    struct choice *entries = menu_new(view, course->challenge_count);
    for (size_t i = 0; i < course->challenge_count; i++) {
        const struct challenge_history *history = &progress->statistics.challenges[i];
        entries[i] = menu_entry(view, course->challenges[i].title, history->won ? "★ won" : history->runs ? "☆ not won" : "",
                                runs_words(view, history), -1);
    }
    menu_add(view, entries, course->challenge_count, progress->cursor);
}

static void view_one(const struct progress *progress, struct view *view)
{
    const struct challenge *challenge = &progress->course->challenges[progress->cursor];
    const struct challenge_history *history = &progress->statistics.challenges[progress->cursor];
    view_heading(view, challenge->title);
    if (history->won) {
        result_view_badge(view, challenge, &history->best);
    } else {
        const struct span spans[] = {{"☆ ", STYLE_DIM}, {challenge->badge, STYLE_STRONG}, {" is not won yet.", STYLE_NORMAL}};
        view_spans(view, spans, sizeof spans / sizeof *spans);
    }
    view_text(view, STYLE_DIM, "%s", challenge->criterion);
    view_space(view);
    result_view_runs(view, &progress->statistics.runs[progress->cursor], history);
}

static void challenges_view(const struct progress *progress, struct view *view)
{
    if (!progress->course->challenge_count)
        view_text(view, STYLE_NORMAL, "This course has no challenges.");
    else if (progress->opened)
        view_one(progress, view);
    else
        view_list(progress, view);
}

static size_t challenges_count(const struct progress *progress)
{
    return progress->course->challenge_count;
}

static void challenges_act(struct progress *progress, enum action action, const struct event *event, struct reply *reply)
{
    (void)event;
    (void)reply;
    if (action == ACTION_CONFIRM && challenges_count(progress))
        progress->opened = !progress->opened;
}

static void challenges_live(const struct progress *progress, struct live_actions *live)
{
    if (!progress->opened)
        return;
    live_add(live, ACTION_BACK, "challenges");
    live_add(live, ACTION_CONFIRM, "");
}

const struct progress_page progress_challenges = {.title = "challenges and badges",
                                                  .view = challenges_view,
                                                  .count = challenges_count,
                                                  .label = "runs",
                                                  .live = challenges_live,
                                                  .act = challenges_act};
