#include "demo/run.h"

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

bool demo_run_draws(const struct demo_run *run)
{
    return run->draws && (run->demo->drawn ? run->demo->drawn(run) : !run->fixed);
}

static bool can_turn(const struct demo_run *run, size_t parameter)
{
    if (parameter == run->parameter_count)
        return demo_run_draws(run);
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

void demo_run_keep_focus(struct demo_run *run)
{
    if (!can_turn(run, run->focus))
        move_focus(run, 1);
}

static int run_model(struct demo_run *run)
{
    struct settings settings = {.seed = run->seed};
    struct sample sample;
    struct arena arena;
    const struct sample *taken = run->given;
    arena_init(&arena);
    findings_clear(&run->findings);
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
    err_clear(&run->err);
    int code = run->demo->run ? run->demo->run(run, &run->err) : run_model(run);
    if (code) {
        findings_clear(&run->findings);
        return; /* step and cell wait for values that can be run */
    }
    keep_below(&run->step, run->demo->steps ? run->demo->steps(run) : 0);
    keep_below(&run->cell, run->demo->cells ? run->demo->cells(run) : 0);
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
        demo_run_keep_focus(run);
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
    run->seen_ms = event->elapsed_ms;
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
    run->seen_ms = event->elapsed_ms;
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
    if (step_count(run) && !live_has(live, ACTION_LEFT)) {
        live_add(live, ACTION_LEFT, step);
        live_add(live, ACTION_RIGHT, step);
    }
    if (can_turn(run, run->focus)) { /* else the page has no parameter */
        live_add(live, ACTION_FOCUS_NEXT, NULL);
        live_add(live, ACTION_FOCUS_PREVIOUS, "");
        live_add(live, ACTION_INCREASE, "change");
        live_add(live, ACTION_DECREASE, "change");
    }
    if (demo_run_draws(run))
        live_add(live, ACTION_RESEED, NULL);
    if (cell_count(run)) {
        live_add(live, ACTION_UP, cell);
        live_add(live, ACTION_DOWN, cell);
        live_add(live, ACTION_FIRST, "");
        live_add(live, ACTION_LAST, "");
    }
    live_add(live, ACTION_RESET, NULL);
}
