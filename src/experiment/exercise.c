#include "experiment/exercise.h"

#include "base/rng.h"
#include "experiment/draw.h"
#include "experiment/placeholders.h"
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

static int add_option(struct trial *trial, struct option *options, size_t *count, double value, const char *why, const char *name)
{
    const char *text = placeholders_number(value, trial->exercise->digits, &trial->made->arena);
    if (is_taken(options, *count, text))
        return 0;
    options[*count] = (struct option){.text = text, .misconception = name, .right = !name};
    return fill(trial, why, &options[(*count)++].why);
}

/* The right option, then those of mistakes in random order until there are enough. */
static int make_options(struct trial *trial)
{
    const struct exercise *exercise = trial->exercise;
    struct arena *arena = &trial->made->arena;
    struct option *options = arena_new(arena, EXERCISE_OPTIONS, sizeof *options);
    size_t order[EXERCISE_MISTAKES_MAX], count = 0;
    double value;
    int code = expression_number(exercise->answer, &trial->scope, arena, &value, trial->err);
    if (code)
        return code;
    if (!isfinite(value))
        return err_set(trial->err, ERR_INVALID, "'%s' is no finite number", exercise->answer);
    code = add_option(trial, options, &count, value, exercise->why, NULL);
    rng_permute(trial->rng, order, exercise->mistake_count);
    for (size_t i = 0; code == 0 && i < exercise->mistake_count; i++) {
        const struct mistake *mistake = &exercise->mistakes[order[i]];
        code = expression_number(mistake->value, &trial->scope, arena, &value, trial->err);
        if (code == 0 && count < EXERCISE_OPTIONS && isfinite(value))
            code = add_option(trial, options, &count, value, mistake->why, mistake->name);
    }
    trial->made->question.options = options;
    trial->made->question.option_count = count;
    trial->fit = count == EXERCISE_OPTIONS;
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
