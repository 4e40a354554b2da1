/* Runs and badges. */
#include "activity/progress/progress.h"

static void view_challenge(struct view *view, const struct challenge *challenge, const struct challenge_history *history)
{
    view_heading(view, challenge->title);
    if (history->won) {
        result_view_badge(view, challenge, &history->best);
    } else {
        const struct span spans[] = {{"☆ ", STYLE_DIM}, {challenge->badge, STYLE_STRONG}, {" is not won yet.", STYLE_NORMAL}};
        view_spans(view, spans, sizeof spans / sizeof *spans);
    }
    view_text(view, STYLE_DIM, "%s", challenge->criterion);
    result_view_history(view, history);
    view_space(view);
}

static void challenges_view(const struct progress *progress, struct view *view)
{
    const struct course *course = progress->course;
    if (!course->challenge_count)
        view_text(view, STYLE_NORMAL, "This course has no challenges.");
    for (size_t i = 0; i < course->challenge_count; i++)
        view_challenge(view, &course->challenges[i], &progress->statistics.challenges[i]);
}

const struct progress_page progress_challenges = {.title = "challenges and badges", .view = challenges_view};
