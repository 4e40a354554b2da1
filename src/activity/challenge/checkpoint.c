#include "activity/challenge/checkpoint.h"

#include "activity/challenge/challenge.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char key[] = "challenge-run";

/* One group of words a problem; flat, because the store's JSON is. */
static void write_problems(const struct run *run, struct str *out)
{
    for (size_t i = 0; i < run_length(run->challenge); i++) {
        const struct problem *problem = &run->problems[i];
        str_addf(out, "%s%s %d %" PRId64 " ", i ? ";" : "", problem->response.question->item.id, (int)problem->result,
                 problem->spent_ms);
        response_write(out, &problem->response);
    }
}

static char *write_run(const struct run *run)
{
    struct str json, problems;
    str_init(&json);
    str_init(&problems);
    write_problems(run, &problems);
    char *seed = str_print("%" PRIu64, run->seed);
    json_object_begin(&json);
    json_object_text(&json, "challenge", run->challenge->id);
    json_object_text(&json, "seed", seed);
    json_object_text(&json, "factor", time_factor_name(run->factor));
    json_object_integer(&json, "current", (int64_t)run->current);
    json_object_integer(&json, "covered", run->covered);
    json_object_integer(&json, "pauses", (int64_t)run->pauses);
    json_object_text(&json, "problems", problems.text);
    json_object_end(&json);
    free(seed);
    str_release(&problems);
    return str_take(&json);
}

int checkpoint_write(struct environment *environment, const struct run *run, struct err *err)
{
    char *json = run ? write_run(run) : NULL;
    int code = store_put(environment->store, key, json, err);
    free(json);
    return code;
}

/* Reads one problem's words into `problem`; false if they are not of its question. */
static bool read_problem(struct problem *problem, const char *words)
{
    char id[65];
    int result, used = 0;
    int64_t spent;
    if (sscanf(words, "%64s %d %" SCNd64 " %n", id, &result, &spent, &used) != 3 || !used)
        return false;
    if (strcmp(id, problem->response.question->item.id) != 0 || result < PROBLEM_OPEN || result > PROBLEM_LATE || spent < 0 ||
        !response_read(&problem->response, words + used))
        return false;
    problem->result = (enum problem_result)result;
    problem->spent_ms = spent;
    problem->response.revealed = problem->result != PROBLEM_OPEN;
    return true;
}

static bool read_problems(struct run *run, char *text)
{
    size_t count = run_length(run->challenge);
    for (size_t i = 0; i < count; i++) {
        char *end = text ? strchr(text, ';') : NULL;
        if (end)
            *end = '\0';
        if (!text || !read_problem(&run->problems[i], text))
            return false;
        text = end ? end + 1 : NULL;
    }
    return !text;
}

/* The value of `name` as a number, -1 if it is none. */
static int64_t read_number(struct environment *environment, const char *json, const char *name)
{
    char *text = store_json_value(environment->store, json, name);
    int64_t value = -1;
    if (text && sscanf(text, "%" SCNd64, &value) != 1)
        value = -1;
    free(text);
    return value;
}

static bool read_head(struct environment *environment, struct run *run, const char *json)
{
    char *challenge = store_json_value(environment->store, json, "challenge");
    char *factor = store_json_value(environment->store, json, "factor");
    char *seed_text = store_json_value(environment->store, json, "seed");
    uint64_t seed = seed_text ? strtoull(seed_text, NULL, 10) : 0;
    const struct challenge *found = challenge ? course_challenge(environment->course, challenge) : NULL;
    if (found)
        run_start(run, found, time_factor_parse(factor), seed, 0);
    free(challenge);
    free(factor);
    free(seed_text);
    return found;
}

static bool read_run(struct environment *environment, struct run *run, const char *json)
{
    if (!read_head(environment, run, json))
        return false;
    int64_t current = read_number(environment, json, "current");
    int64_t pauses = read_number(environment, json, "pauses");
    char *problems = store_json_value(environment->store, json, "problems");
    bool fits = read_problems(run, problems) && current >= 0 && (size_t)current < run_length(run->challenge) && pauses >= 0;
    free(problems);
    if (!fits)
        return false;
    run->current = (size_t)current;
    run->pauses = (size_t)pauses;
    /* Leaving in the middle of a problem is a pause too, whether it was announced or not. */
    run->covered = run_is_open(run);
    if (run->covered && read_number(environment, json, "covered") != 1)
        run->pauses++;
    return true;
}

int checkpoint_read(struct environment *environment, struct run *run, struct err *err)
{
    *run = (struct run){0};
    char *json = NULL;
    int code = store_get(environment->store, key, &json, err);
    if (!code && json && !read_run(environment, run, json)) {
        run_release(run);
        code = err_set(err, ERR_INVALID, "the course has changed since this run was left, so it cannot be gone on with");
    }
    free(json);
    return code;
}

const struct challenge *challenge_unfinished(struct environment *environment)
{
    struct run run;
    checkpoint_read(environment, &run, NULL);
    const struct challenge *challenge = run.challenge;
    run_release(&run);
    return challenge;
}
