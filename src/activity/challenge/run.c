#include "activity/challenge/run.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SECOND_MS = 1000 };

static const struct {
    const char *name;
    int tenths; /* of the stated time; 0 = no limit */
} factors[TIME_FACTOR_COUNT] = {
    [TIME_SINGLE] = {"x1", 10},
    [TIME_HALF_MORE] = {"x1.5", 15},
    [TIME_DOUBLE] = {"x2", 20},
    [TIME_OFF] = {"off", 0},
};

const char *time_factor_name(enum time_factor factor)
{
    return factors[factor].name;
}

enum time_factor time_factor_parse(const char *name)
{
    for (size_t i = 0; name && i < TIME_FACTOR_COUNT; i++)
        if (strcmp(factors[i].name, name) == 0)
            return (enum time_factor)i;
    return TIME_SINGLE;
}

const char *problem_result_name(enum problem_result result)
{
    static const char *const names[] = {
        [PROBLEM_OPEN] = "open", [PROBLEM_RIGHT] = "right", [PROBLEM_WRONG] = "wrong", [PROBLEM_LATE] = "late"};
    return names[result];
}

size_t run_length(const struct challenge *challenge)
{
    return challenge->draw > 0 ? (size_t)challenge->draw : challenge->question_count;
}

/* The questions of a run, by their index: as they stand, or shuffled where only the first of them are taken. */
static void draw_order(const struct challenge *challenge, uint64_t seed, size_t *order)
{
    struct rng rng;
    rng_init(&rng, seed);
    rng_permute(&rng, order, challenge->question_count);
    for (size_t i = 0; i < challenge->question_count && challenge->draw == 0; i++)
        order[i] = i;
}

/* A letter only points: an attempt is lost by handing in, not by a slip of the finger. */
static void start_problem(struct problem *problem, const struct question *question, uint64_t seed)
{
    response_start(&problem->response, question, seed);
    problem->response.pointing = true;
}

void run_start(struct run *run, const struct challenge *challenge, enum time_factor factor, uint64_t seed, int64_t elapsed_ms)
{
    *run = (struct run){.challenge = challenge, .factor = factor, .seed = seed, .counted_to = elapsed_ms};
    size_t *order = mem_new(challenge->question_count, sizeof *order);
    draw_order(challenge, seed, order);
    run->problems = mem_new(run_length(challenge), sizeof *run->problems);
    for (size_t i = 0; i < run_length(challenge); i++)
        start_problem(&run->problems[i], challenge->questions[order[i]], seed + i);
    free(order);
}

void run_release(struct run *run)
{
    free(run->problems);
    *run = (struct run){0};
}

bool run_is_over(const struct run *run)
{
    return run->current >= run_length(run->challenge);
}

struct problem *run_problem(const struct run *run)
{
    return &run->problems[run->current];
}

bool run_is_open(const struct run *run)
{
    return !run_is_over(run) && run_problem(run)->result == PROBLEM_OPEN;
}

int64_t question_limit_ms(const struct question *question, enum time_factor factor)
{
    int64_t seconds = question->seconds;
    if (seconds <= 0 || factor == TIME_OFF)
        return -1;
    return seconds * SECOND_MS * factors[factor].tenths / 10;
}

int64_t run_limit_ms(const struct run *run, size_t index)
{
    return question_limit_ms(run->problems[index].response.question, run->factor);
}

int64_t run_left_ms(const struct run *run)
{
    int64_t limit = run_limit_ms(run, run->current);
    return limit < 0 ? -1 : limit - run_problem(run)->spent_ms;
}

size_t run_attempts_left(const struct run *run)
{
    if (!run_is_open(run))
        return 0;
    const struct problem *problem = run_problem(run);
    size_t allowed = (size_t)problem->response.question->attempts;
    size_t missed = problem->response.misses;
    return missed < allowed ? allowed - missed : 0;
}

size_t run_attempts_made(const struct problem *problem)
{
    size_t made = problem->response.misses + (problem->result == PROBLEM_RIGHT);
    return made ? made : 1;
}

static bool clock_runs(const struct run *run)
{
    return run_is_open(run) && !run->covered && !run->watching;
}

static void decide(struct problem *problem, enum problem_result result)
{
    problem->result = result;
    problem->response.revealed = true;
}

/* Adds `span` to the open problem's time; true if that is the end of it. */
static bool spend(struct run *run, int64_t span)
{
    struct problem *problem = run_problem(run);
    int64_t left = run_left_ms(run);
    bool out = left >= 0 && span >= left;
    problem->spent_ms += out ? left : span;
    if (out)
        decide(problem, PROBLEM_LATE);
    return out;
}

bool run_count_time(struct run *run, int64_t elapsed_ms)
{
    int64_t span = elapsed_ms - run->counted_to;
    run->counted_to = elapsed_ms;
    return clock_runs(run) && span > 0 && spend(run, span);
}

int64_t run_next_second(const struct run *run)
{
    if (!clock_runs(run) || run_left_ms(run) < 0)
        return -1;
    int64_t rest = run_left_ms(run) % SECOND_MS;
    return run->counted_to + (rest ? rest : SECOND_MS);
}

void run_cover(struct run *run, int64_t elapsed_ms, bool slept)
{
    if (!clock_runs(run))
        return;
    int64_t next = run_next_second(run);
    if (next < 0)
        next = run->counted_to + SECOND_MS;
    int64_t until = slept && elapsed_ms > next ? next : elapsed_ms;
    if (run_count_time(run, until))
        return;
    run->counted_to = elapsed_ms;
    run->covered = true;
    run->pauses++;
}

void run_uncover(struct run *run, int64_t elapsed_ms)
{
    run->covered = false;
    run->counted_to = elapsed_ms;
}

void run_watch(struct run *run, int64_t elapsed_ms)
{
    run_count_time(run, elapsed_ms);
    run->watching = run->challenge->watching == WATCHING_PAUSES;
}

void run_return(struct run *run, int64_t elapsed_ms)
{
    if (run->watching)
        run->counted_to = elapsed_ms;
    run->watching = false;
}

bool run_act(struct run *run, enum action action, const struct event *event)
{
    struct problem *problem = run_problem(run);
    if (!response_act(&problem->response, action, event))
        return false;
    if (problem->response.right)
        decide(problem, PROBLEM_RIGHT);
    else if (run_attempts_left(run) == 0)
        decide(problem, PROBLEM_WRONG);
    else
        response_try_again(&problem->response);
    return problem->result != PROBLEM_OPEN;
}

void run_next(struct run *run, int64_t elapsed_ms)
{
    run->current++;
    run->covered = false;
    run->counted_to = elapsed_ms;
}

size_t run_score(const struct run *run)
{
    size_t score = 0;
    for (size_t i = 0; i < run_length(run->challenge); i++)
        score += run->problems[i].result == PROBLEM_RIGHT;
    return score;
}

size_t run_hints(const struct run *run)
{
    size_t hints = 0;
    for (size_t i = 0; i < run_length(run->challenge); i++)
        hints += run->problems[i].response.hints;
    return hints;
}

int64_t run_spent_ms(const struct run *run)
{
    int64_t spent = 0;
    for (size_t i = 0; i < run_length(run->challenge); i++)
        spent += run->problems[i].spent_ms;
    return spent;
}
