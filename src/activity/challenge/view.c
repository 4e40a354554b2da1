#include "activity/challenge/view.h"

#include "activity/item_view.h"
#include "base/str.h"
#include "view/menu.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

enum { SECOND_MS = 1000, ROUND_MS = 30 * SECOND_MS, LOW_SECONDS = 20, LOW_PERCENT = 20 };

/* The time of a run with `factor`, -1 if no problem has a limit; where problems are drawn, that of an average run. */
static int64_t total_ms(const struct challenge *challenge, enum time_factor factor)
{
    int64_t total = -1;
    for (size_t i = 0; i < challenge->question_count; i++) {
        int64_t limit = question_limit_ms(challenge->questions[i], factor);
        if (limit >= 0)
            total = (total < 0 ? 0 : total) + limit;
    }
    if (total < 0 || challenge->draw == 0)
        return total;
    return total * challenge->draw / (int64_t)challenge->question_count / ROUND_MS * ROUND_MS;
}

/* "5 problems", "8 of 153 problems" */
static const char *problems(struct view *view, const struct challenge *challenge)
{
    size_t count = run_length(challenge);
    const char *pool = challenge->draw > 0 ? arena_print(&view->arena, " of %zu", challenge->question_count) : "";
    return arena_print(&view->arena, "%zu%s problem%s", count, pool, count == 1 && challenge->draw == 0 ? "" : "s");
}

static struct choice set_entry(const struct challenge_state *state, const struct challenge *challenge, struct view *view)
{
    const struct challenge_history *history = challenge_history_of(state, challenge);
    const struct run_record *best = &history->best;
    int64_t total = total_ms(challenge, state->factor);
    char time[16];
    time_text(total, time);
    const char *detail = arena_print(&view->arena, "%s, %s", problems(view, challenge), total < 0 ? "no clock" : time);
    if (!history->runs)
        return menu_entry(view, challenge->title, detail, NULL, -1);
    const char *words = history->won ? "badge won" : arena_print(&view->arena, "best %zu of %zu", best->score, best->total);
    return menu_entry(view, challenge->title, detail, words, (double)best->score / (double)best->total);
}

static void view_sets(const struct challenge_state *state, struct view *view)
{
    const struct course *course = state->environment->course;
    struct choice *entries = menu_new(view, course->challenge_count);
    for (size_t i = 0; i < course->challenge_count; i++)
        entries[i] = set_entry(state, &course->challenges[i], view);
    menu_add(view, entries, course->challenge_count, state->selected);
}

static void view_time_choice(struct view *view, const struct challenge *challenge, enum time_factor factor)
{
    static const char *const words[TIME_FACTOR_COUNT] = {"as stated", "1.5 times the stated time", "twice the stated time",
                                                         "no clock runs"};
    int64_t total = total_ms(challenge, factor);
    char time[16];
    time_text(total, time);
    struct span spans[] = {
        {problems(view, challenge), STYLE_STRONG},
        {total < 0 ? "" : arena_print(&view->arena, ", %s%s", challenge->draw > 0 ? "about " : "", time), STYLE_STRONG},
        {total < 0 || challenge->draw > 0 ? "" : " in all", STYLE_STRONG},
        {arena_print(&view->arena, "     time %s: %s", time_factor_name(factor), words[factor]), STYLE_NORMAL},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
}

static void view_start(const struct challenge_state *state, struct view *view)
{
    const struct challenge *challenge = state->challenge;
    const struct challenge_history *history = challenge_history_of(state, challenge);
    const struct span badge[] = {{"Badge: ", STYLE_DIM}, {challenge->badge, STYLE_STRONG}};
    view_spans(view, badge, sizeof badge / sizeof *badge);
    view_text(view, STYLE_NORMAL, "%s", challenge->criterion);
    view_space(view);
    view_time_choice(view, challenge, state->factor);
    if (total_ms(challenge, state->factor) >= 0)
        view_text(view, STYLE_DIM, "Each problem has its own time. The clock stands while you read an explanation%s.",
                  challenge->watching == WATCHING_PAUSES ? " or watch a demo" : "");
    view_space(view);
    if (history->won) {
        result_view_badge(view, challenge, &history->best);
        view_space(view);
    }
    result_view_history(view, history);
}

/* "1:12", "no clock": what is left of the problem at hand. */
static const char *left_words(struct view *view, const struct run *run)
{
    int64_t left = run_left_ms(run);
    char time[16];
    if (left < 0)
        return "no clock";
    time_text(left, time);
    return arena_print(&view->arena, "%s left", time);
}

static void view_covered(const struct challenge_state *state, struct view *view)
{
    const struct run *run = &state->run;
    bool open = run_is_open(run);
    if (state->found && state->only && state->only != run->challenge)
        view_text(view, STYLE_WARNING, "Another challenge waits: %s", run->challenge->title);
    else
        view_text(view, STYLE_STRONG, "%s", state->found ? "You left this run unfinished." : "Paused; the question is covered.");
    view_space(view);
    view_text(view, STYLE_NORMAL, "Problem %zu of %zu, %s. So far %zu right; %zu pause%s.", run->current + 1,
              run_length(run->challenge), open ? left_words(view, run) : "answered", run_score(run), run->pauses,
              run->pauses == 1 ? "" : "s");
    view_space(view);
    struct choice *entries = menu_new(view, COVERED_CHOICES);
    const char *what = open && run_left_ms(run) >= 0 ? "the question is uncovered and the clock goes on" : "with this problem";
    entries[COVERED_GO_ON] = menu_entry(view, "Go on", what, NULL, -1);
    entries[COVERED_GIVE_UP] = menu_entry(view, "Give this run up", "what you answered counts, the run does not", NULL, -1);
    menu_add(view, entries, COVERED_CHOICES, state->selected);
}

static const char *capitalized(struct view *view, const char *word)
{
    char *copy = arena_string(&view->arena, word);
    copy[0] = (char)toupper((unsigned char)copy[0]);
    return copy;
}

/* "Hyperparameter · advanced", and the attempts that are left while it is open. */
static void view_problem_head(struct view *view, const struct run *run)
{
    const struct question *question = run_problem(run)->response.question;
    size_t left = run_attempts_left(run);
    bool missed = left < (size_t)question->attempts;
    struct span spans[] = {
        {capitalized(view, category_name(question->category)), STYLE_DIM},
        {" · ", STYLE_DIM},
        {level_name(question->item.level), item_level_style(question->item.level)},
        {run_is_open(run) ? " · " : "", STYLE_DIM},
        {run_is_open(run) ? arena_print(&view->arena, "%zu attempt%s left", left, left == 1 ? "" : "s") : "",
         missed ? STYLE_WARNING : STYLE_DIM},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
}

/* The time left, as words that tell when it is low. */
static void view_clock(struct view *view, const struct run *run)
{
    int64_t limit = run_limit_ms(run, run->current), left = run_left_ms(run);
    if (limit < 0)
        return;
    int64_t seconds = (left + SECOND_MS - 1) / SECOND_MS;
    bool low = seconds <= LOW_SECONDS || left * 100 <= limit * LOW_PERCENT;
    const char *words = left_words(view, run);
    if (low && seconds < 60)
        words = arena_print(&view->arena, "%" PRId64 " second%s left", seconds, seconds == 1 ? "" : "s");
    else if (low)
        words = arena_print(&view->arena, "only %s", words);
    struct block *block = view_add(view, BLOCK_GAUGE);
    block->gauge.label = "";
    block->gauge.words = words;
    block->gauge.share = (double)left / (double)limit;
    block->gauge.style = low ? STYLE_WARNING : STYLE_NORMAL;
}

static void view_verdict_line(struct view *view, const struct problem *problem)
{
    char time[16];
    time_text(problem->spent_ms, time);
    switch (problem->result) {
    case PROBLEM_RIGHT:
        view_text(view, STYLE_RIGHT, "✓ Right, after %s", time);
        break;
    case PROBLEM_WRONG:
        view_text(view, STYLE_WRONG, "✗ Wrong, and no attempts are left");
        break;
    case PROBLEM_LATE:
        view_text(view, STYLE_WRONG, "✗ Time is up");
        break;
    case PROBLEM_OPEN:
        break;
    }
}

static void view_problem(const struct challenge_state *state, struct view *view)
{
    const struct run *run = &state->run;
    const struct problem *problem = run_problem(run);
    view_problem_head(view, run);
    if (run_is_open(run))
        view_clock(view, run);
    else
        view_verdict_line(view, problem);
    view_pin(view);
    view_space(view);
    response_view(view, &problem->response);
    if (run_is_open(run)) {
        response_view_miss(view, &problem->response);
        response_view_hints(view, &problem->response);
    } else {
        response_view_verdict(view, &problem->response);
    }
}

static void view_result(const struct challenge_state *state, struct view *view)
{
    const struct run_record *record = &state->record;
    bool all = record->score == record->total;
    struct str manner;
    char time[16];
    str_init(&manner);
    time_text(record->time_ms, time);
    record_manner(record, &manner);
    view_text(view, all ? STYLE_RIGHT : STYLE_STRONG, "%zu of %zu right in %s, %s", record->score, record->total, time,
              manner.text);
    str_release(&manner);
    view_space(view);
    if (all)
        result_view_badge(view, state->challenge, record);
    else
        view_text(view, STYLE_NORMAL, "The badge %s is for all problems right.", state->challenge->badge);
    view_space(view);
    result_view_problems(view, &state->run);
    view_space(view);
    result_view_history(view, challenge_history_of(state, state->challenge));
}

/* "problem 3 of 5  ✓ ✗ ▸ · ·" */
static void view_place(struct view *view, const struct run *run)
{
    struct str marks;
    str_init(&marks);
    for (size_t i = 0; i < run_length(run->challenge); i++) {
        enum problem_result result = run->problems[i].result;
        const char *mark = result == PROBLEM_RIGHT ? "✓" : result != PROBLEM_OPEN ? "✗" : i == run->current ? "▸" : "·";
        str_addf(&marks, " %s", mark);
    }
    if (run_is_over(run))
        view_status(view, "%zu of %zu  %s", run_score(run), run_length(run->challenge), marks.text);
    else
        view_status(view, "problem %zu of %zu  %s", run->current + 1, run_length(run->challenge), marks.text);
    str_release(&marks);
}

void challenge_view(const struct challenge_state *state, struct view *view)
{
    if (state->challenge)
        view_title(view, "Challenge · %s", state->challenge->title);
    else
        view_title(view, "Challenge");
    save_view(&state->save, view);
    if (save_asks(&state->save))
        return;
    if (state->trouble.code && !state->save.pending) {
        view_text(view, STYLE_WARNING, "%s", state->trouble.text);
        view_space(view);
    }
    if (state->screen >= CHALLENGE_COVERED)
        view_place(view, &state->run);
    static void (*const screens[])(const struct challenge_state *, struct view *) = {
        [CHALLENGE_SETS] = view_sets,       [CHALLENGE_START] = view_start,   [CHALLENGE_COVERED] = view_covered,
        [CHALLENGE_PROBLEM] = view_problem, [CHALLENGE_RESULT] = view_result,
    };
    screens[state->screen](state, view);
}
