#include "activity/save.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/vec.h"
#include "demo/anatomy.h"
#include "view/menu.h"

#include <stdlib.h>

struct experiments {
    const struct experiment **items;
    size_t count, capacity;
};

struct demo {
    struct environment *environment;
    struct experiments experiments; /* to choose from, in teaching order; empty if one was asked for */
    size_t cursor;
    bool open; /* an experiment is shown, otherwise the list */
    struct anatomy anatomy;
    struct err unsaved; /* why the visit is not in the log */
};

/* Runs the experiment anew; a batch that has become smaller may end before the selected cell. */
static void run(struct anatomy *anatomy)
{
    outcome_release(&anatomy->outcome);
    err_clear(&anatomy->err);
    if (experiment_run(anatomy->experiment, &anatomy->settings, &anatomy->outcome, &anatomy->err))
        return;
    if (anatomy->cell >= anatomy->outcome.count)
        anatomy->cell = anatomy->outcome.count - 1;
    if ((size_t)anatomy->step >= anatomy_steps(anatomy))
        anatomy->step = STEP_SCALE;
}

/* A visit is no answer: where it cannot be saved the demo goes on, and says so. */
static void record_visit(struct demo *demo, const struct event *event)
{
    err_clear(&demo->unsaved);
    struct answer answer = save_start(ANSWER_DEMO, demo->anatomy.experiment->id, event, event->elapsed_ms);
    answer.seed = demo->anatomy.settings.seed;
    if (!store_read_only(demo->environment->store))
        store_record(demo->environment->store, &answer, NULL, NULL, &demo->unsaved);
}

static void show(struct demo *demo, const struct experiment *experiment, const struct event *event)
{
    outcome_release(&demo->anatomy.outcome);
    demo->anatomy = (struct anatomy){.experiment = experiment, .settings = settings_of(experiment), .step = STEP_NORMALIZE};
    demo->open = true;
    run(&demo->anatomy);
    record_visit(demo, event);
}

static void find_experiments(struct demo *demo, const struct topic *only)
{
    const struct course *course = demo->environment->course;
    for (size_t t = 0; t < course->topic_count; t++)
        for (size_t i = 0; i < course->topics[t].experiment_count && (!only || only == &course->topics[t]); i++)
            *vec_add(&demo->experiments) = &course->topics[t].experiments[i];
}

static void demo_close(void *state)
{
    struct demo *demo = state;
    outcome_release(&demo->anatomy.outcome);
    vec_release(&demo->experiments);
    free(demo);
}

static int demo_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                     struct err *err)
{
    *state = NULL;
    struct demo *demo = mem_new(1, sizeof *demo);
    demo->environment = environment;
    if (arguments->experiment)
        show(demo, arguments->experiment, event);
    else
        find_experiments(demo, arguments->topic);
    if (!demo->open && !demo->experiments.count) {
        demo_close(demo);
        return err_set(err, ERR_NOT_FOUND, "there is no experiment here");
    }
    *state = demo;
    return 0;
}

static void act_on_list(struct demo *demo, enum action action, const struct event *event)
{
    if (action == ACTION_CONFIRM)
        show(demo, demo->experiments.items[demo->cursor], event);
    else
        menu_move(&demo->cursor, demo->experiments.count, action);
}

static void move_focus(struct anatomy *anatomy, int by)
{
    do
        anatomy->focus = (anatomy->focus + (by < 0 ? ANATOMY_COUNT - 1 : 1)) % ANATOMY_COUNT;
    while (!anatomy_parameter_applies(anatomy->experiment, anatomy->focus));
}

/* Changes what is looked at; false if `action` is not about that. */
static bool look(struct anatomy *anatomy, enum action action)
{
    size_t count = anatomy->outcome.count, steps = anatomy_steps(anatomy);
    switch (action) {
    case ACTION_LEFT:
        anatomy->step = (enum anatomy_step)((anatomy->step + steps - 1) % steps);
        return true;
    case ACTION_RIGHT:
        anatomy->step = (enum anatomy_step)((anatomy->step + 1) % steps);
        return true;
    case ACTION_FOCUS_NEXT:
    case ACTION_FOCUS_PREVIOUS:
        move_focus(anatomy, action == ACTION_FOCUS_NEXT ? 1 : -1);
        return true;
    default:
        return menu_move(&anatomy->cell, count, action);
    }
}

/* Changes what is run. */
static void turn(struct anatomy *anatomy, enum action action)
{
    struct settings *settings = &anatomy->settings;
    switch (action) {
    case ACTION_INCREASE:
    case ACTION_DECREASE:
        anatomy_parameter_turn(anatomy->experiment, settings, anatomy->focus, action == ACTION_INCREASE ? 1 : -1);
        break;
    case ACTION_MODE:
        settings->mode = settings->mode == MODE_TRAINING ? MODE_INFERENCE : MODE_TRAINING;
        break;
    case ACTION_RESEED:
        settings->seed++;
        break;
    case ACTION_RESET:
        *settings = settings_of(anatomy->experiment);
        break;
    default:
        return;
    }
    run(anatomy);
}

static void demo_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct demo *demo = state;
    if (action == ACTION_BACK && demo->open && demo->experiments.count) {
        demo->open = false;
        reply->flags |= REPLY_HANDLED;
    } else if (action != ACTION_BACK && !demo->open) {
        act_on_list(demo, action, event);
    } else if (action != ACTION_BACK && !look(&demo->anatomy, action)) {
        turn(&demo->anatomy, action);
    }
}

/* The experiments under the titles of their topics. */
static void view_list(const struct demo *demo, struct view *view)
{
    const struct experiments *experiments = &demo->experiments;
    struct choice *entries = menu_new(view, 2 * experiments->count);
    size_t count = 0, selected = 0;
    for (size_t i = 0; i < experiments->count; i++) {
        const struct experiment *experiment = experiments->items[i];
        if (i == 0 || experiment->topic != experiments->items[i - 1]->topic) {
            entries[count] = menu_entry(view, experiment->topic->title, NULL, NULL, -1);
            entries[count++].heading = true;
        }
        if (i == demo->cursor)
            selected = count;
        entries[count++] = menu_entry(view, experiment->title, NULL, NULL, -1);
    }
    view_title(view, "Demo");
    view_status(view, "%zu experiment%s", experiments->count, experiments->count == 1 ? "" : "s");
    menu_add(view, entries, count, selected);
}

static void demo_show(const void *state, struct view *view)
{
    const struct demo *demo = state;
    if (!demo->open) {
        view_list(demo, view);
        return;
    }
    if (demo->unsaved.code)
        view_text(view, STYLE_WARNING, "this visit is not saved: %s", demo->unsaved.text);
    anatomy_view(&demo->anatomy, view);
}

static void live_anatomy(const struct anatomy *anatomy, struct live_actions *live)
{
    bool ran = anatomy->outcome.count > 0;
    if (ran) {
        live_add(live, ACTION_LEFT, "step");
        live_add(live, ACTION_RIGHT, "step");
    }
    live_add(live, ACTION_FOCUS_NEXT, NULL);
    live_add(live, ACTION_FOCUS_PREVIOUS, "");
    live_add(live, ACTION_INCREASE, "change");
    live_add(live, ACTION_DECREASE, "change");
    live_add(live, ACTION_MODE, anatomy->settings.mode == MODE_TRAINING ? "inference" : "training");
    if (anatomy_parameter_applies(anatomy->experiment, ANATOMY_SEED))
        live_add(live, ACTION_RESEED, NULL);
    if (ran) {
        live_add(live, ACTION_UP, "value");
        live_add(live, ACTION_DOWN, "value");
        live_add(live, ACTION_FIRST, "");
        live_add(live, ACTION_LAST, "");
    }
    live_add(live, ACTION_RESET, NULL);
}

static void demo_live(const void *state, struct live_actions *live)
{
    const struct demo *demo = state;
    if (demo->open)
        live_anatomy(&demo->anatomy, live);
    else
        menu_live(live, demo->experiments.count, NULL);
    if (demo->open && demo->experiments.count)
        live_add(live, ACTION_BACK, NULL); /* to the list */
}

static unsigned demo_page(const void *state)
{
    const struct demo *demo = state;
    return demo->open;
}

const struct activity activity_demo = {
    .name = "demo",
    .title = "Demo",
    .summary = "the kernel, live",
    .help =
        "Every number on the screen comes from libbatchnorm, at the moment you press a key.\n\n"
        "Left and right go through the lines of the transform; the selected one spells out the arithmetic for one value, up and "
        "down choose which. Tab goes through the parameters, plus and minus turn the marked one. γ is a factor on the declared "
        "scales, β is added to the declared shifts. *Fed before* counts the training batches that came before the one "
        "that is shown, so that the running statistics have a past.",
    .open = demo_open,
    .close = demo_close,
    .on_action = demo_on_action,
    .view = demo_show,
    .live = demo_live,
    .page = demo_page,
};
