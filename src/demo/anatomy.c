#include "demo/anatomy.h"

#include "base/mem.h"
#include "demo/run.h"
#include "experiment/parameters.h"

#include <stdlib.h>
#include <string.h>

enum { WORK_MAX = 1 << 20 }; /* values */

static struct anatomy *anatomy_of(const struct demo_run *run)
{
    return run->own;
}

const struct experiment *anatomy_experiment(const struct sample *sample, struct arena *arena)
{
    struct experiment *experiment = arena_new(arena, 1, sizeof *experiment);
    *experiment = (struct experiment){
        .id = "anatomy",
        .title = demo_anatomy.title,
        .about = demo_anatomy.summary,
        .rank = 2,
        .shape = {8, 2},
        .generator = GENERATOR_NORMAL,
        .seed = 7,
        .epsilon = framework_epsilon(FRAMEWORK_PYTORCH),
        .momentum = framework_momentum(FRAMEWORK_PYTORCH),
    };
    double *mean = arena_new(arena, 2, sizeof *mean), *std = arena_new(arena, 2, sizeof *std);
    mean[0] = 3, std[0] = 2;
    mean[1] = -120, std[1] = 10;
    experiment->mean = (struct numbers){mean, 2};
    experiment->std = (struct numbers){std, 2};
    if (!sample)
        return experiment;
    size_t count = 1;
    for (size_t i = 0; i < sample->rank; i++)
        count *= experiment->shape[i] = sample->shape[i];
    experiment->rank = sample->rank;
    experiment->layout = sample->channels_last ? LAYOUT_CHANNELS_LAST : LAYOUT_CHANNELS_FIRST;
    experiment->generator = GENERATOR_VALUES;
    experiment->values = (struct numbers){arena_new(arena, count, sizeof(double)), count};
    memcpy(experiment->values.items, sample->x, count * sizeof(double));
    if (!sample->dy)
        return experiment;
    experiment->dy = (struct numbers){arena_new(arena, count, sizeof(double)), count};
    memcpy(experiment->dy.items, sample->dy, count * sizeof(double));
    return experiment;
}

static int open_anatomy(struct demo_run *run, struct err *err)
{
    (void)err;
    struct anatomy *anatomy = mem_new(1, sizeof *anatomy);
    arena_init(&anatomy->arena);
    if (!run->experiment || run->given)
        run->experiment = anatomy_experiment(run->given, &anatomy->arena);
    anatomy->experiment = run->experiment;
    run->step = STEP_NORMALIZE;
    run->own = anatomy;
    return 0;
}

static void close_anatomy(struct demo_run *run)
{
    struct anatomy *anatomy = anatomy_of(run);
    outcome_release(&anatomy->outcome);
    arena_release(&anatomy->arena);
    free(anatomy);
}

static int run_kernel(struct demo_run *run, struct err *err)
{
    struct anatomy *anatomy = anatomy_of(run);
    const struct settings before = anatomy->settings;
    anatomy->settings.seed = run->seed;
    kernel_settings(run->values, &anatomy->settings);
    return experiment_run_again(anatomy->experiment, &anatomy->settings, &before, &anatomy->outcome, err);
}

static void tell(const struct demo_run *run, struct findings *findings)
{
    const struct outcome *outcome = &anatomy_of(run)->outcome;
    struct result result;
    for (size_t i = 0; outcome_result(outcome, i, &result); i++) {
        double *numbers = result.per_channel ? findings_list(findings, result.name, result.count)
                                             : findings_tensor(findings, result.name, outcome->dimensions, outcome->rank);
        for (size_t k = 0; k < result.count; k++)
            numbers[k] = result.tensor ? (double)result.tensor[k] : result.numbers[k];
    }
    findings->note = outcome->framework_note;
}

static size_t steps(const struct demo_run *run)
{
    return anatomy_steps(anatomy_of(run));
}

static size_t cells(const struct demo_run *run)
{
    return anatomy_of(run)->outcome.count;
}

/* Mode and framework stand in the head line, and t switches the mode. */
static bool applies(const struct demo_run *run, size_t parameter)
{
    if (parameter == KERNEL_LAYOUT)
        return anatomy_of(run)->experiment->rank > 2;
    return parameter < KERNEL_MODE;
}

/* All batches together stay small enough to be recomputed within a key press, and only PyTorch has a cumulative momentum. */
static bool allows(const struct demo_run *run, const double *values)
{
    const struct experiment *experiment = anatomy_of(run)->experiment;
    double work = values[KERNEL_BATCH] * (values[KERNEL_STEPS] + 1);
    for (size_t i = 1; i < experiment->rank; i++)
        work *= (double)experiment->shape[i];
    return work <= WORK_MAX && (values[KERNEL_MOMENTUM] >= 0 || values[KERNEL_FRAMEWORK] == FRAMEWORK_PYTORCH);
}

static bool on_action(struct demo_run *run, enum action action, const struct event *event)
{
    (void)event;
    if (action != ACTION_MODE)
        return false;
    run->values[KERNEL_MODE] = run->values[KERNEL_MODE] == MODE_TRAINING ? MODE_INFERENCE : MODE_TRAINING;
    demo_run_again(run);
    return true;
}

static void live(const struct demo_run *run, struct live_actions *live)
{
    live_add(live, ACTION_MODE, run->values[KERNEL_MODE] == MODE_TRAINING ? "inference" : "training");
}

/* "training · pytorch · 8×2" */
static void status(const struct demo_run *run, struct str *words)
{
    const struct anatomy *anatomy = anatomy_of(run);
    str_addf(words, "%s · %s", mode_name(anatomy->settings.mode), framework_name(anatomy->settings.framework));
    for (size_t i = 0; i < anatomy->outcome.rank; i++)
        str_addf(words, "%s%zu", i ? "×" : " · ", anatomy->outcome.dimensions[i]);
}

static void view(const struct demo_run *run, struct view *view)
{
    struct anatomy shown = *anatomy_of(run);
    shown.step = (enum anatomy_step)run->step;
    shown.cell = run->cell;
    anatomy_view(&shown, view);
}

const struct demo demo_anatomy = {
    .name = "anatomy",
    .title = "Anatomy of the transform",
    .summary = "Four lines bring each channel to mean β and deviation γ.",
    .help = "Left and right go through the lines of the transform; the selected one spells out the arithmetic for one value, up and "
            "down choose which. γ is a factor on the declared scales, β is added to the declared shifts. *Fed before* counts the "
            "training batches that came before the one that is shown, so that the running statistics have a past.",
    .steps = steps,
    .cells = cells,
    .view = view,
    .status = status,
    .applies = applies,
    .allows = allows,
    .run = run_kernel,
    .tell = tell,
    .dense = true,
    .open = open_anatomy,
    .close = close_anatomy,
    .on_action = on_action,
    .live = live,
};
