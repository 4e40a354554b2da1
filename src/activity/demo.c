#include "activity/demo_list.h"
#include "activity/invitation.h"
#include "activity/save.h"
#include "activity/table.h"
#include "base/mem.h"
#include "demo/run.h"
#include "view/menu.h"

#include <stdlib.h>

struct demos {
    struct environment *environment;
    struct demo_list list; /* to choose from; empty if one was asked for */
    bool open;                      /* a demo is shown, otherwise the list */
    bool asked;                     /* opened from a question: it is being guessed already */
    size_t invited;                 /* predictions that are offered before anything is shown; 0 = it is shown */
    const struct experiment *shown; /* the one of the course that is shown, or NULL */
    struct demo_run run;
    struct err err;     /* why a demo could not be opened */
    const char *remark; /* said first, or NULL */
    struct err unsaved; /* why the visit is not in the log */
};

/* The name of what is shown in the log. */
static const char *visited(const struct demos *demos)
{
    const struct demo_run *run = &demos->run;
    return run->experiment ? run->experiment->id : run->demo->name;
}

/* A visit is no answer: where it cannot be saved the demo goes on, and says so. */
static void record_visit(struct demos *demos, const struct event *event)
{
    const struct demo_run *run = &demos->run;
    err_clear(&demos->unsaved);
    struct answer answer = save_start(ANSWER_DEMO, visited(demos), event, event->elapsed_ms);
    answer.seed = run->seed;
    if (!store_read_only(demos->environment->store))
        store_record(demos->environment->store, &answer, NULL, NULL, &demos->unsaved);
}

/* Which predictions are about what is shown, an experiment or a demo; with `others` the rest of the experiment's demo too. */
static struct arguments predictions_of(const struct demos *demos, bool others)
{
    const struct experiment *experiment = demos->shown;
    return (struct arguments){.level = -1, .experiment = experiment, .demo = experiment && !others ? NULL : demos->run.demo};
}

/* A demo that was chosen from the list is not in a hurry: what is about to be seen can be guessed first. */
static size_t invitations(const struct demos *demos)
{
    struct arguments arguments = predictions_of(demos, false);
    return demos->list.count ? invitation_waiting(demos->environment, &arguments, visited(demos)) : 0;
}

static int show(struct demos *demos, const struct demo *demo, const struct experiment *experiment, const struct demo_start *start,
                const struct event *event, struct err *err)
{
    if (!demo)
        return err_set(err, ERR_NOT_FOUND, "no demo shows experiment '%s'", experiment->id);
    int code = demo_run_open(&demos->run, demo, experiment, start ? start->sample : NULL, err);
    if (code)
        return code;
    if (start)
        code = demo_run_start(&demos->run, start, err);
    if (code) {
        demo_run_close(&demos->run);
        return code;
    }
    demos->open = true;
    demos->shown = experiment;
    demos->invited = invitations(demos);
    record_visit(demos, event);
    return 0;
}

static void demo_close(void *state)
{
    struct demos *demos = state;
    if (demos->open)
        demo_run_close(&demos->run);
    demo_list_release(&demos->list);
    free(demos);
}

static int demo_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                     struct err *err)
{
    *state = NULL;
    struct demos *demos = mem_new(1, sizeof *demos);
    demos->environment = environment;
    demos->remark = arguments->remark;
    int code = 0;
    demos->asked = arguments->experiment && !arguments->start;
    if (arguments->experiment)
        code = show(demos, demo_of(arguments->experiment), arguments->experiment, arguments->start, event, err);
    else if (arguments->start)
        code = show(demos, arguments->start->demo, NULL, arguments->start, event, err);
    else
        demo_list_fill(&demos->list, environment->course, arguments->topic);
    if (demos->open)
        claim_open(&demos->run, &arguments->claim);
    if (!code && !demos->open && !demos->list.count)
        code = err_set(err, ERR_NOT_FOUND, "there is no experiment here");
    if (code)
        demo_close(demos);
    else
        *state = demos;
    return code;
}

static bool has_predictions(const struct demos *demos)
{
    struct arguments arguments = predictions_of(demos, true);
    return !demos->asked && invitation_possible(demos->environment, &arguments);
}

static void act_on_list(struct demos *demos, enum action action, const struct event *event)
{
    err_clear(&demos->err);
    if (action != ACTION_CONFIRM) {
        menu_move(&demos->list.cursor, demos->list.count, action);
        return;
    }
    const struct demo_entry *entry = &demos->list.items[demos->list.cursor];
    show(demos, entry->demo, entry->experiment, NULL, event, &demos->err);
}

static void demo_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct demos *demos = state;
    if (action == ACTION_BACK && demos->open && demos->list.count) {
        demo_run_close(&demos->run);
        demos->open = false;
        demos->invited = 0;
        reply->flags |= REPLY_HANDLED;
    } else if (action != ACTION_BACK && !demos->open) {
        act_on_list(demos, action, event);
    } else if (action == ACTION_PREDICT) {
        reply->flags |= REPLY_PUSH;
        reply->push = &activity_predict;
        reply->arguments = predictions_of(demos, !demos->invited); /* what waits to be seen is not kept waiting for others */
        demos->invited = 0;
    } else if (action != ACTION_BACK && demos->invited) {
        demos->invited = 0; /* whichever key it was, it asks to see */
    } else if (action != ACTION_BACK) {
        demo_run_act(&demos->run, action, event);
    }
}

static void demo_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct demos *demos = state;
    (void)reply;
    if (demos->open && (event->type == EVENT_TICK || event->type == EVENT_SUSPENDED))
        demo_run_tick(&demos->run, event);
}

static int64_t demo_deadline(const void *state)
{
    const struct demos *demos = state;
    return demos->open ? demo_run_deadline(&demos->run) : -1;
}

/* What moves in a demo comes to an end. */
static bool demo_moving(const void *state)
{
    return demo_deadline(state) >= 0;
}

static void demo_show(const void *state, struct view *view)
{
    const struct demos *demos = state;
    if (!demos->open) {
        view_title(view, "Demo");
        view_status(view, "%zu demo%s", demos->list.count, demos->list.count == 1 ? "" : "s");
        if (demos->err.code)
            view_text(view, STYLE_WARNING, "%s", demos->err.text);
        demo_list_view(&demos->list, view);
        return;
    }
    if (demos->unsaved.code)
        view_text(view, STYLE_WARNING, "This visit is not saved: %s", demos->unsaved.text);
    if (demos->remark)
        view_text(view, STYLE_WARNING, "%s", demos->remark);
    if (demos->invited) {
        demo_run_head(&demos->run, view);
        invitation_view(view, demos->invited);
    } else {
        demo_run_view(&demos->run, view);
    }
}

/* Guessing and seeing are what is offered; the keys of the demo work too, and show it. */
static void live_invited(const struct demos *demos, struct live_actions *live)
{
    live_add(live, ACTION_PREDICT, NULL);
    live_add(live, ACTION_CONFIRM, "show it");
    size_t offered = live->count;
    demo_run_live(&demos->run, live);
    for (size_t i = offered; i < live->count; i++)
        live->items[i].label = "";
}

static void demo_live(const void *state, struct live_actions *live)
{
    const struct demos *demos = state;
    if (demos->invited)
        live_invited(demos, live);
    else if (demos->open)
        demo_run_live(&demos->run, live);
    if (demos->open && !demos->invited && has_predictions(demos))
        live_add(live, ACTION_PREDICT, NULL);
    if (!demos->open)
        menu_live(live, demos->list.count, NULL);
    if (demos->open && demos->list.count)
        live_add(live, ACTION_BACK, NULL); /* to the list */
}

static const char *demo_help_now(const void *state)
{
    const struct demos *demos = state;
    return demos->open ? demos->run.demo->help : NULL;
}

static void demo_help_in_full(const void *state, struct view *view)
{
    const struct demos *demos = state;
    if (demos->open && !demos->invited)
        claim_view(&demos->run, view, true);
    if (view->count)
        view_space(view);
}

static unsigned demo_page(const void *state)
{
    const struct demos *demos = state;
    return demos->open + (demos->invited > 0);
}

const struct activity activity_demo = {
    .name = "demo",
    .title = "Demo",
    .summary = "the kernel, live",
    .help =
        "Every number on the screen comes from libbatchnorm, at the moment you press a key.\n\n"
        "Tab goes through the parameters, plus and minus turn the marked one, 0 brings the first values back. Left and right go "
        "through the steps, up and down through the values. r draws new data where any is drawn.\n\n"
        "Where w is live, predictions wait: say what will come out first, then watch. What was guessed wrong is remembered best. A "
        "demo that is opened for the first time offers them before it shows anything; `bntutor settings guess-first=off` "
        "turns that off.",
    .open = demo_open,
    .close = demo_close,
    .on_action = demo_on_action,
    .on_event = demo_on_event,
    .deadline = demo_deadline,
    .moving = demo_moving,
    .view = demo_show,
    .live = demo_live,
    .help_now = demo_help_now,
    .help_in_full = demo_help_in_full,
    .page = demo_page,
};
