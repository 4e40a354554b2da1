#include "demo/run.h"

#include "course/suggest.h"
#include "experiment/parameters.h"
#include "view/menu.h"

#include <stdlib.h>
#include <string.h>

/* What the run was declared with. */
void demo_run_reset(struct demo_run *run)
{
    const struct model *model = run->demo->model;
    if (model)
        model_defaults(model, run->values);
    run->seed = 1;
    if (!run->experiment)
        return;
    struct settings settings = settings_of(run->experiment);
    run->seed = settings.seed;
    if (model)
        memcpy(run->values, settings.values, sizeof run->values);
    else
        kernel_values(&settings, run->values);
}

static bool generated(const struct experiment *experiment)
{
    return experiment && experiment->rank && experiment->generator != GENERATOR_VALUES &&
           experiment->generator != GENERATOR_CONSTANT;
}

static bool can_turn(const struct demo_run *run, size_t parameter)
{
    if (parameter == run->parameter_count)
        return run->draws;
    return !run->demo->applies || run->demo->applies(run, parameter);
}

static void move_focus(struct demo_run *run, int by)
{
    size_t count = run->parameter_count + 1;
    for (size_t i = 0; i < count; i++) {
        run->focus = (run->focus + (by < 0 ? count - 1 : 1)) % count;
        if (can_turn(run, run->focus))
            return;
    }
}

/* A parameter that another step does not have cannot keep the focus. */
static void keep_focus(struct demo_run *run)
{
    if (!can_turn(run, run->focus))
        move_focus(run, 1);
}

int demo_run_open(struct demo_run *run, const struct demo *demo, const struct experiment *experiment, const struct sample *given,
                  struct err *err)
{
    *run = (struct demo_run){.demo = demo, .experiment = experiment, .given = given};
    run->parameters = demo->model ? demo->model->parameters : kernel_parameters;
    run->parameter_count = demo->model ? demo->model->parameter_count : KERNEL_PARAMETERS;
    findings_init(&run->findings);
    if (given && !demo_takes_sample(demo))
        return demo_refuse_sample(demo, err);
    int code = demo->open ? demo->open(run, err) : 0;
    if (code) {
        demo_run_close(run);
        return code;
    }
    if (run->experiment && run->experiment->page)
        run->step = run->experiment->page - 1;
    run->draws = (demo->model && demo->model->draws) || (!given && generated(run->experiment));
    demo_run_reset(run);
    demo_run_again(run);
    keep_focus(run);
    return 0;
}

void demo_run_close(struct demo_run *run)
{
    if (run->own && run->demo->close)
        run->demo->close(run);
    findings_release(&run->findings);
    *run = (struct demo_run){.demo = NULL};
}

static int run_model(struct demo_run *run)
{
    struct settings settings = {.seed = run->seed};
    struct sample sample;
    struct arena arena;
    const struct sample *taken = run->given;
    arena_init(&arena);
    if (!taken && run->experiment && run->experiment->rank) {
        settings.batch = run->experiment->shape[0];
        taken = experiment_sample(run->experiment, &settings, &arena, &sample) ? &sample : NULL;
    }
    int code = run->demo->model->run(run->values, run->seed, taken, &run->findings, &run->err);
    arena_release(&arena);
    return code;
}

static void keep_below(size_t *place, size_t count)
{
    if (*place >= count)
        *place = count ? count - 1 : 0;
}

void demo_run_again(struct demo_run *run)
{
    findings_clear(&run->findings);
    err_clear(&run->err);
    int code = run->demo->run ? run->demo->run(run, &run->err) : run_model(run);
    if (code) {
        findings_clear(&run->findings);
        return; /* step and cell wait for values that can be run */
    }
    keep_below(&run->step, run->demo->steps ? run->demo->steps(run) : 0);
    keep_below(&run->cell, run->demo->cells ? run->demo->cells(run) : 0);
}

int demo_run_set(struct demo_run *run, const char *key, const char *text, struct err *err)
{
    int index = parameter_find(run->parameters, run->parameter_count, key);
    if (index >= 0)
        return parameter_read(&run->parameters[index], text, &run->values[index], err);
    struct suggestion suggestion = {.word = key};
    struct str keys;
    str_init(&keys);
    for (size_t i = 0; i < run->parameter_count; i++) {
        suggestion_offer(&suggestion, run->parameters[i].key);
        str_addf(&keys, "%s%s", i ? ", " : "", run->parameters[i].key);
    }
    if (suggestion.best)
        err_set(err, ERR_INVALID, "demo '%s' has no parameter '%s' (did you mean '%s'?)", run->demo->name, key, suggestion.best);
    else
        err_set(err, ERR_INVALID, "demo '%s' has no parameter '%s'; it has %s", run->demo->name, key, keys.text);
    str_release(&keys);
    return ERR_INVALID;
}

/* One "key=value". */
static int assign(struct demo_run *run, const char *text, struct err *err)
{
    const char *sign = strchr(text, '=');
    if (!sign)
        return err_set(err, ERR_INVALID, "'%s' sets nothing: it must be a parameter, '=' and its value", text);
    char *key = str_print("%.*s", (int)(sign - text), text);
    int code = demo_run_set(run, key, sign + 1, err);
    free(key);
    return code;
}

int demo_run_start(struct demo_run *run, const struct demo_start *start, struct err *err)
{
    int code = 0;
    for (size_t i = 0; !code && i < start->set_count; i++)
        code = assign(run, start->set[i], err);
    if (code) {
        if (err)
            err->code = ERR_USAGE;
        return ERR_USAGE;
    }
    if (start->seeded)
        run->seed = start->seed;
    if (start->step)
        run->step = start->step - 1;
    demo_run_again(run);
    return 0;
}

const struct findings *demo_run_findings(const struct demo_run *run, struct findings *made)
{
    findings_init(made);
    if (run->err.code || !run->demo->tell)
        return &run->findings;
    run->demo->tell(run, made);
    return made;
}

/* One press of plus or minus; true if something changed. */
static bool turn(struct demo_run *run, int by)
{
    if (run->focus == run->parameter_count) {
        if (by < 0 && run->seed == 0)
            return false;
        run->seed += by < 0 ? (uint64_t)-1 : 1;
        return true;
    }
    double values[MODEL_PARAMETERS_MAX];
    memcpy(values, run->values, sizeof values);
    values[run->focus] = parameter_turn(&run->parameters[run->focus], values[run->focus], by);
    if (run->demo->allows && !run->demo->allows(run, values) && (by > 0 || run->demo->allows(run, run->values)))
        return false; /* out of what is too much there is a way back */
    run->values[run->focus] = values[run->focus];
    return true;
}

static size_t step_count(const struct demo_run *run)
{
    return run->err.code || !run->demo->steps ? 0 : run->demo->steps(run);
}

static size_t cell_count(const struct demo_run *run)
{
    return run->err.code || !run->demo->cells ? 0 : run->demo->cells(run);
}

static void move_step(struct demo_run *run, size_t steps, bool back)
{
    size_t first = run->demo->open_ended ? 0 : steps - 1, last = run->demo->open_ended ? steps - 1 : 0;
    if (back)
        run->step = run->step ? run->step - 1 : first;
    else
        run->step = run->step + 1 < steps ? run->step + 1 : last;
}

/* Moves what is looked at; false if `action` is not about that. */
static bool look(struct demo_run *run, enum action action)
{
    size_t steps = step_count(run), cells = cell_count(run);
    switch (action) {
    case ACTION_LEFT:
    case ACTION_RIGHT:
        if (steps)
            move_step(run, steps, action == ACTION_LEFT);
        keep_focus(run);
        return true;
    case ACTION_FOCUS_NEXT:
    case ACTION_FOCUS_PREVIOUS:
        move_focus(run, action == ACTION_FOCUS_NEXT ? 1 : -1);
        return true;
    default:
        return cells && menu_move(&run->cell, cells, action);
    }
}

void demo_run_act(struct demo_run *run, enum action action, const struct event *event)
{
    if (run->demo->on_action && run->demo->on_action(run, action, event))
        return;
    if (look(run, action))
        return;
    switch (action) {
    case ACTION_INCREASE:
    case ACTION_DECREASE:
        if (!turn(run, action == ACTION_INCREASE ? 1 : -1))
            return;
        break;
    case ACTION_RESEED:
        run->seed++;
        break;
    case ACTION_RESET:
        demo_run_reset(run);
        break;
    default:
        return;
    }
    demo_run_again(run);
}

void demo_run_tick(struct demo_run *run, const struct event *event)
{
    if (run->demo->tick)
        run->demo->tick(run, event);
}

void demo_run_finish(struct demo_run *run)
{
    if (run->demo->finish && !run->err.code)
        run->demo->finish(run);
}

int64_t demo_run_deadline(const struct demo_run *run)
{
    return run->demo->deadline ? run->demo->deadline(run) : -1;
}

void demo_run_live(const struct demo_run *run, struct live_actions *live)
{
    const struct demo *demo = run->demo;
    const char *step = demo->step_name ? demo->step_name : "step", *cell = demo->cell_name ? demo->cell_name : "value";
    if (demo->live)
        demo->live(run, live);
    if (step_count(run)) {
        live_add(live, ACTION_LEFT, step);
        live_add(live, ACTION_RIGHT, step);
    }
    live_add(live, ACTION_FOCUS_NEXT, NULL);
    live_add(live, ACTION_FOCUS_PREVIOUS, "");
    live_add(live, ACTION_INCREASE, "change");
    live_add(live, ACTION_DECREASE, "change");
    if (run->draws)
        live_add(live, ACTION_RESEED, NULL);
    if (cell_count(run)) {
        live_add(live, ACTION_UP, cell);
        live_add(live, ACTION_DOWN, cell);
        live_add(live, ACTION_FIRST, "");
        live_add(live, ACTION_LAST, "");
    }
    live_add(live, ACTION_RESET, NULL);
}
