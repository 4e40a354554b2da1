#include "activity/deck.h"
#include "activity/explain/view.h"
#include "activity/item_view.h"
#include "activity/sitting/task.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/vec.h"
#include "view/menu.h"

#include <stdlib.h>

struct explain {
    struct environment *environment;
    struct arguments arguments;
    struct save save;
    struct deck prompts; /* due, then new, then those that come later */
    bool *begun;         /* for each of them, whether an unfinished text is kept */
    size_t cursor;
    struct task task;  /* kind NULL = the list is shown */
    int64_t looked_ms; /* wall time of the list */
    bool warned;       /* that the text cannot be kept */
    struct err err;    /* why something could not be kept or looked up; empty text = nothing */
};

static int load_prompts(struct explain *explain, const struct event *event, struct err *err)
{
    struct deck later;
    deck_release(&explain->prompts);
    explain->looked_ms = event->now_ms;
    int code = deck_build(&explain->prompts, explain->environment, ITEM_PROMPT, &explain->arguments, 0, false, event->now_ms, err);
    if (code)
        return code;
    code = deck_build(&later, explain->environment, ITEM_PROMPT, &explain->arguments, 0, true, event->now_ms, err);
    for (size_t i = 0; i < later.count; i++)
        *vec_add(&explain->prompts) = later.items[i];
    deck_release(&later);
    free(explain->begun);
    explain->begun = mem_new(explain->prompts.count, sizeof *explain->begun);
    for (size_t i = 0; i < explain->prompts.count; i++)
        explain->begun[i] = task_prompt_begun(explain->environment, explain->prompts.items[i].item);
    return code;
}

static void explain_close(void *state)
{
    struct explain *explain = state;
    task_release(&explain->task);
    save_release(&explain->save);
    deck_release(&explain->prompts);
    free(explain->begun);
    free(explain);
}

static int explain_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                        struct err *err)
{
    *state = NULL;
    struct explain *explain = mem_new(1, sizeof *explain);
    explain->environment = environment;
    explain->arguments = *arguments;
    save_init(&explain->save, environment);
    int code = load_prompts(explain, event, err);
    if (code)
        explain_close(explain);
    else
        *state = explain;
    return code;
}

static void back_to_list(struct explain *explain, const struct event *event)
{
    task_release(&explain->task);
    explain->warned = false;
    load_prompts(explain, event, &explain->err);
    if (explain->cursor >= explain->prompts.count)
        explain->cursor = 0;
}

/* An unfinished text is kept for the next time; one that cannot be kept is not left unnoticed. */
static void leave_writing(struct explain *explain, const struct event *event)
{
    bool any = editor_has_words(&explain->task.explanation.editor);
    if (explain->task.kind->keep(&explain->task, &explain->err) && any && !explain->warned) {
        explain->warned = true;
        return;
    }
    back_to_list(explain, event);
}

static void record(struct explain *explain, const struct event *event)
{
    struct answer answer = task_answer(&explain->task, event);
    struct memory memory = explain->task.memory;
    if (save_answer(&explain->save, &answer, &memory, NULL))
        task_done(&explain->task);
    free(answer.detail);
}

static void back(struct explain *explain, const struct event *event)
{
    if (explain->task.done)
        back_to_list(explain, event);
    else if (explain->save.pending && save_may_leave(&explain->save))
        back_to_list(explain, event);
    else if (!explain->save.pending && !explain->task.kind->back(&explain->task))
        leave_writing(explain, event);
}

static void act_on_prompt(struct explain *explain, enum action action, const struct event *event, struct reply *reply)
{
    if (action == ACTION_BACK) {
        back(explain, event);
    } else if (explain->save.pending) {
        if (action == ACTION_RETRY && save_retry(&explain->save, NULL, NULL))
            task_done(&explain->task);
    } else if (!explain->task.done) {
        if (task_act(&explain->task, action, event))
            record(explain, event);
    } else if (action == ACTION_DEMO) {
        item_push_demo(explain->task.item, reply);
    } else {
        back_to_list(explain, event);
    }
}

static void act_on_list(struct explain *explain, enum action action, const struct event *event)
{
    const struct deck_entry *entry = &explain->prompts.items[explain->cursor];
    if (action == ACTION_CONFIRM && explain->prompts.count)
        task_start(&explain->task, explain->environment, entry->item, &entry->memory, event, &explain->err);
    else
        menu_move(&explain->cursor, explain->prompts.count, action);
}

static void explain_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct explain *explain = state;
    err_clear(&explain->err);
    if (action != ACTION_BACK || explain->task.kind)
        reply->flags |= REPLY_HANDLED;
    if (save_asks(&explain->save)) {
        if (action == ACTION_CONFIRM)
            save_agree(&explain->save);
    } else if (explain->task.kind) {
        act_on_prompt(explain, action, event, reply);
    } else {
        act_on_list(explain, action, event);
    }
}

static void explain_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct explain *explain = state;
    (void)reply;
    if (event->type != EVENT_HANGUP)
        return;
    save_retry(&explain->save, NULL, NULL);
    if (explain->task.kind && !explain->task.done)
        explain->task.kind->keep(&explain->task, NULL);
}

static void view_error(const struct explain *explain, struct view *view)
{
    if (!explain->err.text[0])
        return;
    view_text(view, STYLE_WARNING, "Not kept: %s", explain->err.text);
    if (explain->warned)
        view_text(view, STYLE_NORMAL, "Go back once more to leave without your text.");
    view_space(view);
}

static void explain_view(const void *state, struct view *view)
{
    const struct explain *explain = state;
    view_title(view, "Explain");
    save_view(&explain->save, view);
    if (save_asks(&explain->save))
        return;
    view_error(explain, view);
    if (!explain->task.kind) {
        explain_view_list(view, &explain->prompts, explain->begun, explain->cursor, store_parameters(explain->environment->store),
                          explain->looked_ms);
        return;
    }
    item_view_head(view, explain->task.item, NULL);
    task_view(&explain->task, view);
}

static void explain_live(const void *state, struct live_actions *live)
{
    const struct explain *explain = state;
    if (save_live(&explain->save, live))
        return;
    if (!explain->task.kind) {
        menu_live(live, explain->prompts.count, "explain");
    } else if (explain->task.done) {
        live_add(live, ACTION_CONFIRM, "prompts");
        item_live_demo(live, explain->task.item);
        live_add(live, ACTION_BACK, "");
    } else {
        task_live(&explain->task, live);
        if (task_writing(&explain->task))
            live_add(live, ACTION_BACK, "prompts");
    }
}

static bool explain_writing(const void *state)
{
    const struct explain *explain = state;
    return task_writing(&explain->task) && !save_asks(&explain->save);
}

static unsigned explain_page(const void *state)
{
    const struct explain *explain = state;
    return !explain->task.kind ? 0 : explain->task.done ? 3 : 1 + explain->task.ticking;
}

static void explain_progress(struct environment *environment, int64_t now_ms, char *words, size_t size, double *share)
{
    (void)now_ms;
    deck_progress(environment, ITEM_PROMPT, "explained", words, size, share);
}

const struct activity activity_explain = {
    .name = "explain",
    .title = "Explain",
    .summary = "in your own words",
    .help = "Explain something as if to a colleague, then hand it in. What your words show of the concepts is ticked; you have "
            "the last word on the ticks.\n\nAn unfinished text is kept until you come back to it.",
    .open = explain_open,
    .close = explain_close,
    .on_action = explain_on_action,
    .on_event = explain_on_event,
    .view = explain_view,
    .live = explain_live,
    .writing = explain_writing,
    .page = explain_page,
    .progress = explain_progress,
};
