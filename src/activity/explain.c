#include "activity/deck.h"
#include "activity/explain_view.h"
#include "activity/item_view.h"
#include "activity/save.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/vec.h"
#include "view/menu.h"

#include <stdio.h>
#include <stdlib.h>

enum stage { STAGE_CHOOSE, STAGE_WRITE, STAGE_TICK, STAGE_RESULT };

struct explain {
    struct environment *environment;
    struct arguments arguments;
    struct save save;
    enum stage stage;
    struct deck prompts; /* due, then new, then those that come later */
    size_t cursor;
    struct explanation now;
    int64_t shown_ms, looked_ms; /* steady time of the prompt, wall time of the list */
    bool warned;                 /* that the text cannot be kept */
    struct err err;              /* why something could not be kept or looked up; empty text = nothing */
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
    return code;
}

static void draft_key(const struct explain *explain, char key[128])
{
    snprintf(key, 128, "draft/%s", explain->now.prompt->item.id);
}

/* Keeps an unfinished text for the next time, or forgets it when there is none. */
static int keep_draft(struct explain *explain, struct err *err)
{
    char key[128];
    draft_key(explain, key);
    bool any = editor_has_words(&explain->now.editor) && explain->stage != STAGE_RESULT;
    return store_put(explain->environment->store, key, any ? explain->now.editor.text.text : NULL, err);
}

static bool has_draft(const struct explain *explain)
{
    return (explain->stage == STAGE_WRITE || explain->stage == STAGE_TICK) && editor_has_words(&explain->now.editor);
}

static void explain_close(void *state)
{
    struct explain *explain = state;
    if (has_draft(explain))
        keep_draft(explain, NULL);
    save_release(&explain->save);
    editor_release(&explain->now.editor);
    deck_release(&explain->prompts);
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
    editor_init(&explain->now.editor);
    int code = load_prompts(explain, event, err);
    if (code)
        explain_close(explain);
    else
        *state = explain;
    return code;
}

static void start(struct explain *explain, const struct event *event)
{
    char key[128], *draft = NULL;
    explain->now.prompt = item_prompt(explain->prompts.items[explain->cursor].item);
    draft_key(explain, key);
    store_get(explain->environment->store, key, &draft, &explain->err);
    explanation_start(&explain->now, explain->now.prompt, draft ? draft : "");
    free(draft);
    explain->stage = STAGE_WRITE;
    explain->shown_ms = event->elapsed_ms;
}

static void hand_in(struct explain *explain)
{
    explanation_match(&explain->now);
    explain->stage = STAGE_TICK;
}

static void show_result(struct explain *explain)
{
    explain->stage = STAGE_RESULT;
    keep_draft(explain, NULL);
}

static void agree_on_ticks(struct explain *explain, const struct event *event)
{
    const struct explanation *now = &explain->now;
    struct answer answer = save_start(ANSWER_EXPLAIN, now->prompt->item.id, event, explain->shown_ms);
    struct memory memory = explain->prompts.items[explain->cursor].memory;
    answer.grade = explanation_grade(now);
    answer.right = explanation_score(now) == now->concepts;
    answer.hints = (int)now->hints;
    answer.detail = explanation_detail(now);
    if (save_answer(&explain->save, &answer, &memory, NULL))
        show_result(explain);
    free(answer.detail);
}

static void back_to_list(struct explain *explain, const struct event *event)
{
    explain->stage = STAGE_CHOOSE;
    explain->warned = false;
    load_prompts(explain, event, &explain->err);
    if (explain->cursor >= explain->prompts.count)
        explain->cursor = 0;
}

static void leave_writing(struct explain *explain, const struct event *event)
{
    if (keep_draft(explain, &explain->err) && editor_has_words(&explain->now.editor) && !explain->warned) {
        explain->warned = true;
        return;
    }
    back_to_list(explain, event);
}

static void act_on_text(struct explain *explain, enum action action, const struct event *event)
{
    if (action == ACTION_TEXT)
        editor_event(&explain->now.editor, event);
    else if (action == ACTION_SUBMIT)
        hand_in(explain);
    else if (action == ACTION_HINT && explain->now.hints < explain->now.prompt->hints.count)
        explain->now.hints++;
    else if (action == ACTION_BACK)
        leave_writing(explain, event);
}

static void act_on_ticks(struct explain *explain, enum action action, const struct event *event)
{
    struct explanation *now = &explain->now;
    size_t count = now->concepts;
    if (explain->save.pending) {
        if (action == ACTION_RETRY && save_retry(&explain->save, NULL, NULL))
            show_result(explain);
        else if (action == ACTION_BACK && save_may_leave(&explain->save))
            back_to_list(explain, event);
    } else if (action == ACTION_BACK) {
        explain->stage = STAGE_WRITE;
    } else if (action == ACTION_NEXT || (action == ACTION_CONFIRM && now->cursor == count)) {
        agree_on_ticks(explain, event);
    } else if (action == ACTION_CONFIRM) {
        now->ticked[now->cursor] = !now->ticked[now->cursor];
    } else {
        menu_move(&now->cursor, count + 1, action);
    }
}

static void act_on_list(struct explain *explain, enum action action, const struct event *event)
{
    if (action == ACTION_CONFIRM && explain->prompts.count)
        start(explain, event);
    else
        menu_move(&explain->cursor, explain->prompts.count, action);
}

static void explain_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct explain *explain = state;
    err_clear(&explain->err);
    if (action != ACTION_BACK || explain->stage != STAGE_CHOOSE)
        reply->flags |= REPLY_HANDLED;
    if (save_asks(&explain->save)) {
        if (action == ACTION_CONFIRM)
            save_agree(&explain->save);
    } else if (explain->stage == STAGE_CHOOSE) {
        act_on_list(explain, action, event);
    } else if (explain->stage == STAGE_WRITE) {
        act_on_text(explain, action, event);
    } else if (explain->stage == STAGE_TICK) {
        act_on_ticks(explain, action, event);
    } else if (action == ACTION_DEMO) {
        item_push_demo(&explain->now.prompt->item, reply);
    } else {
        back_to_list(explain, event);
    }
}

static void explain_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct explain *explain = state;
    (void)reply;
    if (event->type != EVENT_HANGUP)
        return;
    save_retry(&explain->save, NULL, NULL);
    if (has_draft(explain))
        keep_draft(explain, NULL);
}

static void view_error(const struct explain *explain, struct view *view)
{
    if (!explain->err.text[0])
        return;
    view_text(view, STYLE_WARNING, "not kept: %s", explain->err.text);
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
    if (explain->stage == STAGE_CHOOSE)
        explain_view_list(view, &explain->prompts, explain->cursor, store_parameters(explain->environment->store),
                          explain->looked_ms);
    else if (explain->stage == STAGE_WRITE)
        explain_view_writing(view, &explain->now);
    else if (explain->stage == STAGE_TICK)
        explain_view_ticks(view, &explain->now);
    else
        explain_view_result(view, &explain->now);
}

static void live_ticks(const struct explanation *now, struct live_actions *live)
{
    size_t count = now->concepts;
    menu_live(live, count + 1, now->cursor == count ? "agree" : now->ticked[now->cursor] ? "untick" : "tick");
    live_add(live, ACTION_NEXT, now->cursor == count ? "" : "agree");
    live_add(live, ACTION_BACK, "write on");
}

static void explain_live(const void *state, struct live_actions *live)
{
    const struct explain *explain = state;
    const struct explanation *now = &explain->now;
    if (save_live(&explain->save, live))
        return;
    if (explain->stage == STAGE_CHOOSE) {
        menu_live(live, explain->prompts.count, "explain");
    } else if (explain->stage == STAGE_WRITE) {
        live_add(live, ACTION_SUBMIT, NULL);
        item_live_hint(live, &now->prompt->hints, now->hints);
        live_add(live, ACTION_BACK, "prompts");
    } else if (explain->stage == STAGE_TICK) {
        live_ticks(now, live);
    } else {
        live_add(live, ACTION_CONFIRM, "prompts");
        item_live_demo(live, &now->prompt->item);
        live_add(live, ACTION_BACK, "");
    }
}

static bool explain_writing(const void *state)
{
    const struct explain *explain = state;
    return explain->stage == STAGE_WRITE && !save_asks(&explain->save);
}

static unsigned explain_page(const void *state)
{
    const struct explain *explain = state;
    return explain->stage;
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
