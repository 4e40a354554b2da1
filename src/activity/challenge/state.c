#include "activity/challenge/state.h"

#include "activity/challenge/checkpoint.h"
#include "base/mem.h"
#include "store/json.h"

#include <stdlib.h>

static const char factor_key[] = "challenge-time";

static bool can_keep(const struct challenge_state *state)
{
    return !store_read_only(state->environment->store);
}

void challenge_keep(struct challenge_state *state)
{
    err_clear(&state->trouble);
    if (can_keep(state))
        checkpoint_write(state->environment, &state->run, &state->trouble);
}

static void forget_kept(struct challenge_state *state)
{
    err_clear(&state->trouble);
    if (can_keep(state))
        checkpoint_write(state->environment, NULL, &state->trouble);
}

struct challenge_history *challenge_history_of(const struct challenge_state *state, const struct challenge *challenge)
{
    return &state->histories[challenge - state->environment->course->challenges];
}

static void to_first_screen(struct challenge_state *state)
{
    const struct course *course = state->environment->course;
    state->selected = 0;
    state->challenge = state->only ? state->only : course->challenge_count == 1 ? course->challenges : NULL;
    state->screen = state->challenge ? CHALLENGE_START : CHALLENGE_SETS;
}

static void read_factor(struct challenge_state *state)
{
    char *text = NULL;
    store_get(state->environment->store, factor_key, &text, NULL);
    state->factor = time_factor_parse(text);
    free(text);
}

static int read_histories(struct challenge_state *state, struct err *err)
{
    const struct course *course = state->environment->course;
    state->histories = mem_new(course->challenge_count, sizeof *state->histories);
    int code = 0;
    for (size_t i = 0; !code && i < course->challenge_count; i++)
        code = history_read(state->environment, &course->challenges[i], &state->histories[i], err);
    return code;
}

/* Looks for a run that was left; one that does not fit the course any more is told and dropped. */
static int find_unfinished(struct challenge_state *state, struct err *err)
{
    struct err problem = {0};
    int code = checkpoint_read(state->environment, &state->run, &problem);
    if (code == ERR_INVALID) {
        forget_kept(state);
        state->trouble = problem;
        code = 0;
    }
    state->found = state->run.challenge;
    if (state->found) {
        state->screen = CHALLENGE_COVERED;
        state->challenge = state->run.challenge;
    }
    return code ? err_set(err, code, "%s", problem.text) : 0;
}

int challenge_state_init(struct challenge_state *state, struct environment *environment, const struct challenge *only,
                         struct err *err)
{
    *state = (struct challenge_state){.environment = environment, .only = only};
    save_init(&state->save, environment);
    if (environment->course->challenge_count == 0)
        return err_set(err, ERR_NOT_FOUND, "this course has no challenges");
    to_first_screen(state);
    read_factor(state);
    int code = read_histories(state, err);
    return code ? code : find_unfinished(state, err);
}

void challenge_state_release(struct challenge_state *state)
{
    save_release(&state->save);
    run_release(&state->run);
    free(state->histories);
}

/* Whether the log has a row of this run already: it may have been written just before a crash. */
static bool is_logged(const struct challenge_state *state, enum answer_kind kind, const char *item, uint64_t seed)
{
    struct answers answers;
    bool found = false;
    if (store_answers(state->environment->store, item, (int)kind, 0, &answers, NULL))
        return false;
    for (size_t i = 0; i < answers.count; i++)
        found = found || answers.items[i].seed == seed;
    answers_release(&answers);
    return found;
}

static char *problem_detail(const struct run *run, const struct problem *problem)
{
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_text(&json, "challenge", run->challenge->id);
    json_object_text(&json, "result", problem_result_name(problem->result));
    response_add_detail(&json, &problem->response);
    json_object_text(&json, "factor", time_factor_name(run->factor));
    json_object_end(&json);
    return str_take(&json);
}

/* Puts the answer to the problem that was just decided into the log, if it is not there. */
static void record_problem(struct challenge_state *state, const struct event *event)
{
    const struct problem *problem = run_problem(&state->run);
    const struct response *response = &problem->response;
    const char *item = response->question->item.id;
    if (is_logged(state, ANSWER_CHOICE, item, response->seed))
        return;
    struct answer answer = save_start(ANSWER_CHOICE, item, event, event->elapsed_ms);
    answer.grade = response_grade(response);
    answer.right = problem->result == PROBLEM_RIGHT;
    answer.took_ms = problem->spent_ms;
    answer.hints = (int)response->hints;
    answer.attempts = (int)run_attempts_made(problem);
    answer.seed = response->seed;
    answer.detail = problem_detail(&state->run, problem);
    save_answer(&state->save, &answer, NULL, NULL);
    free(answer.detail);
}

/* The problem at hand was decided.  That is kept first, so that a crash before the row is written can be made good. */
static void settle(struct challenge_state *state, const struct event *event)
{
    challenge_keep(state);
    record_problem(state, event);
}

void challenge_begin(struct challenge_state *state, const struct event *event)
{
    run_release(&state->run);
    run_start(&state->run, state->challenge, state->factor, rng_next(&state->environment->rng), event->elapsed_ms);
    state->screen = CHALLENGE_PROBLEM;
    challenge_keep(state);
}

bool challenge_count_time(struct challenge_state *state, const struct event *event)
{
    if (state->screen != CHALLENGE_PROBLEM || !run_count_time(&state->run, event->elapsed_ms))
        return false;
    settle(state, event);
    return true;
}

void challenge_cover(struct challenge_state *state, const struct event *event, bool slept)
{
    if (state->screen != CHALLENGE_PROBLEM || !run_is_open(&state->run))
        return;
    run_cover(&state->run, event->elapsed_ms, slept);
    if (!run_is_open(&state->run)) {
        settle(state, event);
        return;
    }
    state->screen = CHALLENGE_COVERED;
    state->selected = COVERED_GO_ON;
    challenge_keep(state);
}

void challenge_uncover(struct challenge_state *state, const struct event *event)
{
    state->found = false;
    state->screen = CHALLENGE_PROBLEM;
    run_uncover(&state->run, event->elapsed_ms);
    if (run_is_open(&state->run))
        challenge_keep(state);
    else
        record_problem(state, event);
}

void challenge_give_up(struct challenge_state *state)
{
    run_release(&state->run);
    state->found = false;
    forget_kept(state);
    to_first_screen(state);
}

void challenge_respond(struct challenge_state *state, enum action action, const struct event *event)
{
    const struct response *response = &run_problem(&state->run)->response;
    size_t misses = response->misses, hints = response->hints;
    if (run_act(&state->run, action, event))
        settle(state, event);
    else if (response->misses > misses || response->hints > hints)
        challenge_keep(state);
}

/* Ends the run in the log; until that succeeds the run stays as it was kept, at its last problem. */
static void finish(struct challenge_state *state, const struct event *event)
{
    const struct run *run = &state->run;
    state->record = result_of_run(run, event);
    state->screen = CHALLENGE_RESULT;
    struct answer answer = save_start(ANSWER_RUN, run->challenge->id, event, event->elapsed_ms);
    answer.right = state->record.score == state->record.total;
    answer.took_ms = state->record.time_ms;
    answer.hints = (int)run_hints(run);
    answer.seed = run->seed;
    answer.detail = result_detail(run);
    bool logged = is_logged(state, ANSWER_RUN, run->challenge->id, run->seed);
    if (!logged)
        history_add(challenge_history_of(state, run->challenge), &state->record);
    if (logged || save_answer(&state->save, &answer, NULL, NULL))
        forget_kept(state);
    free(answer.detail);
}

void challenge_next(struct challenge_state *state, const struct event *event)
{
    run_next(&state->run, event->elapsed_ms);
    if (run_is_over(&state->run))
        finish(state, event);
    else
        challenge_keep(state);
}

void challenge_retry(struct challenge_state *state)
{
    if (state->save.pending && save_retry(&state->save, NULL, NULL) && state->screen == CHALLENGE_RESULT)
        forget_kept(state);
}

void challenge_turn_factor(struct challenge_state *state)
{
    state->factor = (state->factor + 1) % TIME_FACTOR_COUNT;
    err_clear(&state->trouble);
    if (can_keep(state))
        store_put(state->environment->store, factor_key, time_factor_name(state->factor), &state->trouble);
}
