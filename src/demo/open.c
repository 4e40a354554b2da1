/* How a demo is opened, and what it starts with. */
#include "demo/run.h"

#include "course/suggest.h"
#include "experiment/parameters.h"

#include <stdlib.h>
#include <string.h>

static bool generated(const struct experiment *experiment)
{
    return experiment && experiment->rank && experiment->generator != GENERATOR_VALUES &&
           experiment->generator != GENERATOR_CONSTANT;
}

int demo_run_open(struct demo_run *run, const struct demo *demo, const struct experiment *experiment, const struct sample *given,
                  struct err *err)
{
    *run = (struct demo_run){.demo = demo, .experiment = experiment, .given = given, .seen_ms = -1};
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
    run->fixed = given || (experiment && experiment->rank && !generated(experiment));
    run->draws = (demo->model && demo->model->draws) || (!given && generated(run->experiment));
    demo_run_reset(run);
    demo_run_again(run);
    demo_run_keep_focus(run);
    return 0;
}

void demo_run_close(struct demo_run *run)
{
    if (run->own && run->demo->close)
        run->demo->close(run);
    findings_release(&run->findings);
    *run = (struct demo_run){.demo = NULL};
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

/* Goes to the step that was asked for; one that the demo does not have is not rounded to the last. */
static int go_to_step(struct demo_run *run, size_t step, struct err *err)
{
    const struct demo *demo = run->demo;
    size_t count = run->err.code || !demo->steps ? 0 : demo->steps(run);
    const char *name = demo->step_name ? demo->step_name : "step", *shown = run->experiment ? run->experiment->id : demo->name;
    if (run->err.code)
        return 0; /* it is shown instead of any step */
    if (!count)
        return err_set(err, ERR_USAGE, "demo '%s' has no steps to go to", shown);
    if (step > count)
        return err_set(err, ERR_USAGE, "there is no %s %zu: demo '%s' has %zu", name, step, shown, count);
    run->step = step - 1;
    return 0;
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
    demo_run_again(run);
    if (start->step)
        code = go_to_step(run, start->step, err);
    demo_run_keep_focus(run);
    return code;
}
