#include "experiment/exercise.h"

#include "base/rng.h"
#include "experiment/draw.h"
#include "experiment/placeholders.h"
#include "experiment/restate.h"
#include "experiment/results.h"
#include "experiment/setup.h"

#include <math.h>
#include <string.h>

/* One try at a question. */
struct trial {
    const struct exercise *exercise;
    struct rng *rng;
    struct made_question *made;
    struct scope scope;
    struct option *options; /* of the question, while they are made */
    struct err *err;
    bool fit;
};

static int run_experiment(struct trial *trial)
{
    struct arena *arena = &trial->made->arena;
    struct experiment *experiment;
    struct settings settings;
    struct outcome outcome;
    if (!trial->exercise->setup)
        return 0;
    int code = setup_make(trial->exercise, &trial->scope, arena, &experiment, &settings, trial->err);
    if (code)
        return code;
    code = experiment_run(experiment, &settings, &outcome, trial->err);
    if (code == 0)
        results_name(experiment, &outcome, &settings, arena, &trial->scope);
    outcome_release(&outcome);
    trial->made->question.item.experiment = experiment;
    return code;
}

static int fill(struct trial *trial, const char *text, const char **filled)
{
    return placeholders_fill(text, &trial->scope, &trial->made->arena, filled, trial->err);
}

static bool is_taken(const struct option *options, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(options[i].text, text) == 0)
            return true;
    return false;
}

/* An option that reads like another one is left out. */
static int add_option(struct trial *trial, const char *text, const char *why, const char *name, const char *expression)
{
    struct question *question = &trial->made->question;
    struct option *option = &trial->options[question->option_count];
    if (question->option_count == EXERCISE_OPTIONS || is_taken(trial->options, question->option_count, text))
        return 0;
    *option = (struct option){.text = text, .misconception = name, .right = !name};
    if (expression && trial->exercise->setup)
        option->computed.expression = restate(trial->exercise, expression, &trial->scope, &trial->made->arena);
    question->option_count++;
    return fill(trial, why, &option->why);
}

static int add_number(struct trial *trial, const char *expression, const char *why, const char *name)
{
    struct arena *arena = &trial->made->arena;
    double value;
    int code = expression_number(expression, &trial->scope, arena, &value, trial->err);
    if (code || (name && !isfinite(value)))
        return code;
    if (!isfinite(value))
        return err_set(trial->err, ERR_INVALID, "'%s' is no finite number", expression);
    return add_option(trial, placeholders_number(value, trial->exercise->digits, arena), why, name, expression);
}

static int add_case(struct trial *trial, const struct mistake *mistake, bool right)
{
    const char *text;
    int code = fill(trial, mistake->text, &text);
    return code ? code : add_option(trial, text, right ? mistake->right : mistake->why, right ? NULL : mistake->name, NULL);
}

/* The first case that holds. */
static int find_case(struct trial *trial, const struct mistake **found)
{
    const struct exercise *exercise = trial->exercise;
    for (size_t i = 0; i < exercise->mistake_count; i++) {
        double holds = 1;
        int code = 0;
        *found = &exercise->mistakes[i];
        if ((*found)->when)
            code = expression_number((*found)->when, &trial->scope, &trial->made->arena, &holds, trial->err);
        if (code || holds != 0)
            return code;
    }
    return err_set(trial->err, ERR_INVALID, "none of the cases holds");
}

/* The right option, then those of mistakes in random order until there are enough. */
static int make_options(struct trial *trial)
{
    const struct exercise *exercise = trial->exercise;
    const struct mistake *holds = NULL;
    size_t order[EXERCISE_MISTAKES_MAX];
    trial->options = arena_new(&trial->made->arena, EXERCISE_OPTIONS, sizeof *trial->options);
    trial->made->question.options = trial->options;
    int code = exercise->answer ? add_number(trial, exercise->answer, exercise->why, NULL) : find_case(trial, &holds);
    if (code == 0 && holds)
        code = add_case(trial, holds, true);
    rng_permute(trial->rng, order, exercise->mistake_count);
    for (size_t i = 0; code == 0 && i < exercise->mistake_count; i++) {
        const struct mistake *mistake = &exercise->mistakes[order[i]];
        if (exercise->answer)
            code = add_number(trial, mistake->value, mistake->why, mistake->name);
        else if (mistake != holds)
            code = add_case(trial, mistake, false);
    }
    trial->fit = trial->made->question.option_count == EXERCISE_OPTIONS;
    return code;
}

static int make_texts(struct trial *trial)
{
    const struct exercise *exercise = trial->exercise;
    struct question *question = &trial->made->question;
    const char **hints = arena_new(&trial->made->arena, exercise->hints.count, sizeof *hints);
    int code = fill(trial, exercise->stem, &question->stem);
    code = code ? code : fill(trial, exercise->explanation, &question->explanation);
    for (size_t i = 0; code == 0 && i < exercise->hints.count; i++)
        code = fill(trial, exercise->hints.items[i], &hints[i]);
    question->hints = (struct strings){hints, exercise->hints.count};
    return code;
}

/* `trial->fit` tells whether these numbers made a question. */
static int try_once(struct trial *trial)
{
    struct arena *arena = &trial->made->arena;
    arena_clear(arena);
    trial->made->question = (struct question){
        .item = trial->exercise->item, .category = trial->exercise->category, .title = trial->exercise->title, .attempts = 1};
    trial->made->question.item.kind = ITEM_QUESTION;
    int code = draw_all(trial->exercise, trial->rng, arena, &trial->scope, trial->err);
    code = code ? code : draw_is_fit(trial->exercise, &trial->scope, arena, &trial->fit, trial->err);
    if (code || !trial->fit)
        return code;
    code = run_experiment(trial);
    code = code ? code : make_options(trial);
    return code || !trial->fit ? code : make_texts(trial);
}

int exercise_make(const struct exercise *exercise, uint64_t seed, struct made_question *made, struct err *err)
{
    struct rng rng;
    rng_init(&rng, seed);
    *made = (struct made_question){.exercise = exercise, .seed = seed};
    arena_init(&made->arena);
    struct trial trial = {.exercise = exercise, .rng = &rng, .made = made, .err = err};
    int code = 0;
    for (size_t i = 0; i < EXERCISE_TRIES && code == 0 && !trial.fit; i++) {
        scope_release(&trial.scope);
        code = try_once(&trial);
    }
    scope_release(&trial.scope);
    if (code == 0 && !trial.fit)
        code = err_set(err, ERR_INVALID, "none of %d draws is fit: 'where' does not hold, or options coincide", EXERCISE_TRIES);
    if (code)
        made_question_release(made);
    return code;
}

void made_question_release(struct made_question *made)
{
    arena_release(&made->arena);
    *made = (struct made_question){.exercise = NULL};
}
