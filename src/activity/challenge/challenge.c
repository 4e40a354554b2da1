#include "activity/challenge/challenge.h"

#include "activity/challenge/view.h"
#include "activity/item_view.h"
#include "activity/table.h"
#include "base/mem.h"
#include "view/menu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void confirm_covered(struct challenge_state *state, const struct event *event)
{
    if (state->selected == COVERED_GIVE_UP)
        challenge_give_up(state);
    else
        challenge_uncover(state, event);
}

static void confirm(struct challenge_state *state, const struct event *event)
{
    switch (state->screen) {
    case CHALLENGE_SETS:
        state->challenge = &state->environment->course->challenges[state->selected];
        state->screen = CHALLENGE_START;
        break;
    case CHALLENGE_START:
        challenge_begin(state, event);
        break;
    case CHALLENGE_COVERED:
        confirm_covered(state, event);
        break;
    case CHALLENGE_PROBLEM:
        challenge_next(state, event);
        break;
    case CHALLENGE_RESULT:
        state->screen = CHALLENGE_START;
        break;
    }
}

static size_t entry_count(const struct challenge_state *state)
{
    return state->screen == CHALLENGE_SETS ? state->environment->course->challenge_count : COVERED_CHOICES;
}

static bool can_go_to_sets(const struct challenge_state *state)
{
    return state->screen == CHALLENGE_START && !state->only && state->environment->course->challenge_count > 1;
}

static void back(struct challenge_state *state, struct reply *reply)
{
    const struct course *course = state->environment->course;
    if (!save_may_leave(&state->save)) {
        reply->flags |= REPLY_HANDLED;
    } else if (can_go_to_sets(state)) {
        state->screen = CHALLENGE_SETS;
        state->selected = (size_t)(state->challenge - course->challenges);
        state->challenge = NULL;
        reply->flags |= REPLY_HANDLED;
    } else if (state->screen == CHALLENGE_PROBLEM) {
        challenge_keep(state);
    }
}

/* The open problem takes what concerns its answer; the clock and the demo are nobody's answer. */
static bool answers(const struct challenge_state *state, enum action action)
{
    return state->screen == CHALLENGE_PROBLEM && run_is_open(&state->run) && action != ACTION_PAUSE &&
           action != ACTION_REFUTE;
}

/* While the problem is open a demo says what becomes of the time meanwhile. */
static void watch(struct challenge_state *state, const struct event *event, struct reply *reply)
{
    const struct response *response = &run_problem(&state->run)->response;
    const struct claim claim = response_claim(response);
    bool open = run_is_open(&state->run);
    item_push_refutation(response_experiment(response), &claim, reply);
    if (!open)
        return;
    run_watch(&state->run, event->elapsed_ms);
    if (run_left_ms(&state->run) >= 0)
        reply->arguments.remark = state->run.watching ? "Clock paused: it goes on when you return." : "The clock runs on while you watch.";
}

static void act(struct challenge_state *state, enum action action, const struct event *event, struct reply *reply)
{
    if (answers(state, action)) {
        challenge_respond(state, action, event);
        return;
    }
    switch (action) {
    case ACTION_CONFIRM:
        confirm(state, event);
        break;
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_FIRST:
    case ACTION_LAST:
        menu_move(&state->selected, entry_count(state), action);
        break;
    case ACTION_PAUSE:
        challenge_cover(state, event, false);
        break;
    case ACTION_TIME_FACTOR:
        challenge_turn_factor(state);
        break;
    case ACTION_DEMO:
    case ACTION_REFUTE:
        watch(state, event, reply);
        break;
    default:
        break;
    }
}

static void challenge_on_action(void *opaque, enum action action, const struct event *event, struct reply *reply)
{
    struct challenge_state *state = opaque;
    bool late = challenge_count_time(state, event);
    if (action == ACTION_BACK)
        back(state, reply);
    else if (save_asks(&state->save))
        save_agree(&state->save);
    else if (action == ACTION_RETRY)
        challenge_retry(state);
    else if (!late)
        act(state, action, event, reply);
    reply->flags |= action == ACTION_BACK ? 0 : REPLY_HANDLED;
}

static void challenge_on_event(void *opaque, const struct event *event, struct reply *reply)
{
    struct challenge_state *state = opaque;
    if (event->type == EVENT_RETURNED)
        run_return(&state->run, event->elapsed_ms);
    if (event->type == EVENT_SUSPENDED)
        challenge_cover(state, event, true);
    else if (!challenge_count_time(state, event) && state->screen == CHALLENGE_PROBLEM && run_is_open(&state->run))
        challenge_keep(state);
    if (event->type == EVENT_HANGUP)
        challenge_retry(state);
    reply->flags |= REPLY_HANDLED;
}

static int64_t challenge_deadline(const void *opaque)
{
    const struct challenge_state *state = opaque;
    return state->screen == CHALLENGE_PROBLEM ? run_next_second(&state->run) : -1;
}

/* Right behind the answer: stopping a clock that runs, and why an answer was wrong, must not fall off the end of the footer. */
static void live_early(struct live_actions *live, enum action action)
{
    live_add(live, action, NULL);
    const struct live_action last = live->items[live->count - 1];
    memmove(&live->items[2], &live->items[1], (live->count - 2) * sizeof *live->items);
    live->items[1] = last;
}

static void live_problem(const struct challenge_state *state, struct live_actions *live)
{
    const struct response *response = &run_problem(&state->run)->response;
    if (run_is_open(&state->run)) {
        response_live(live, response);
        if (response->given && response_experiment(response))
            live_early(live, ACTION_REFUTE);
        live_early(live, ACTION_PAUSE);
        return;
    }
    live_add(live, ACTION_CONFIRM, state->run.current + 1 < run_length(state->run.challenge) ? "next problem" : "the result");
    item_live_experiment(live, response_experiment(response));
}

static void challenge_live(const void *opaque, struct live_actions *live)
{
    static const char *const factor_labels[TIME_FACTOR_COUNT] = {"time x1", "time x1.5", "time x2", "time off"};
    const struct challenge_state *state = opaque;
    if (save_live(&state->save, live))
        return;
    switch (state->screen) {
    case CHALLENGE_SETS:
    case CHALLENGE_COVERED:
        menu_live(live, entry_count(state), state->screen == CHALLENGE_SETS ? NULL : "choose");
        break;
    case CHALLENGE_START:
        live_add(live, ACTION_CONFIRM, "start");
        live_add(live, ACTION_TIME_FACTOR, factor_labels[state->factor]);
        if (can_go_to_sets(state))
            live_add(live, ACTION_BACK, NULL);
        break;
    case CHALLENGE_PROBLEM:
        live_problem(state, live);
        break;
    case CHALLENGE_RESULT:
        live_add(live, ACTION_CONFIRM, "once more");
        break;
    }
}

static bool challenge_writing(const void *opaque)
{
    const struct challenge_state *state = opaque;
    return state->screen == CHALLENGE_PROBLEM && run_is_open(&state->run) && !save_asks(&state->save) && !state->save.pending &&
           response_writing(&run_problem(&state->run)->response);
}

static unsigned challenge_page(const void *opaque)
{
    const struct challenge_state *state = opaque;
    unsigned page = state->screen;
    if (state->screen == CHALLENGE_PROBLEM)
        page += CHALLENGE_RESULT + 1 + 2 * (unsigned)state->run.current + !run_is_open(&state->run);
    return page;
}

static int challenge_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **out,
                          struct err *err)
{
    (void)event;
    *out = NULL;
    struct challenge_state *state = mem_new(1, sizeof *state);
    int code = challenge_state_init(state, environment, arguments->challenge, err);
    if (code) {
        challenge_state_release(state);
        free(state);
        return code;
    }
    *out = state;
    return 0;
}

static void challenge_close(void *opaque)
{
    challenge_state_release(opaque);
    free(opaque);
}

static void challenge_show(const void *opaque, struct view *view)
{
    challenge_view(opaque, view);
}

/* "13 challenges", "2 of 13 badges" */
static void challenge_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    const struct course *course = environment->course;
    size_t won = 0;
    for (size_t i = 0; i < course->challenge_count; i++) {
        struct challenge_history history;
        won += !history_read(environment, &course->challenges[i], &history, NULL) && history.won;
    }
    const char *plural = course->challenge_count == 1 ? "" : "s";
    if (won)
        snprintf(words, size, "%zu of %zu badge%s", won, course->challenge_count, plural);
    else
        snprintf(words, size, "%zu challenge%s", course->challenge_count, plural);
    *share = course->challenge_count ? (double)won / (double)course->challenge_count : -1;
}

const struct activity activity_challenge = {
    .name = "challenge",
    .title = "Challenge",
    .summary = "against the clock",
    .help = "Problems with a time limit each. A wrong answer costs an attempt; when attempts or time are used up you see the "
            "answer and why. The clock only runs while an open problem is in sight: reading an explanation costs nothing. "
            "After a wrong answer with an attempt left, `w` shows what your answer comes to; whether the clock waits for that is a "
            "rule of the set, and the screen says it.\n\n"
            "*Time* can be the stated one, 1.5 times, twice, or none at all; choose before you start. The result says which, "
            "and the badge is the same.\n\n"
            "Leave whenever you want, even by closing the terminal: the run waits with the time that was left. "
            "What hides the question (`p`, Ctrl-Z, help on a screen of its own) pauses it, and the result says how often.",
    .open = challenge_open,
    .close = challenge_close,
    .on_action = challenge_on_action,
    .on_event = challenge_on_event,
    .deadline = challenge_deadline,
    .view = challenge_show,
    .live = challenge_live,
    .writing = challenge_writing,
    .page = challenge_page,
    .progress = challenge_progress,
};
