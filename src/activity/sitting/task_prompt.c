/* A prompt: explained in one's own words, and the concepts ticked that were said. */
#include "activity/deck.h"
#include "activity/explain/view.h"
#include "activity/item_view.h"
#include "activity/sitting/task_grades.h"
#include "view/menu.h"

#include <stdio.h>
#include <stdlib.h>

enum { DRAFT_KEY_MAX = 128 };

static void draft_key(const struct item *item, char key[DRAFT_KEY_MAX])
{
    snprintf(key, DRAFT_KEY_MAX, "draft/%s", item->id);
}

bool task_prompt_begun(struct environment *environment, const struct item *item)
{
    char key[DRAFT_KEY_MAX], *draft = NULL;
    draft_key(item, key);
    bool begun = !store_get(environment->store, key, &draft, NULL) && draft;
    free(draft);
    return begun;
}

/* A draft that cannot be read is none: the text begins anew. */
static int prompt_start(struct task *task, struct err *err)
{
    char key[DRAFT_KEY_MAX], *draft = NULL;
    (void)err;
    draft_key(task->item, key);
    store_get(task->environment->store, key, &draft, NULL);
    editor_init(&task->explanation.editor);
    explanation_start(&task->explanation, item_prompt(task->item), draft ? draft : "");
    free(draft);
    return 0;
}

static void prompt_release(struct task *task)
{
    editor_release(&task->explanation.editor);
}

static int prompt_keep(const struct task *task, struct err *err)
{
    char key[DRAFT_KEY_MAX];
    draft_key(task->item, key);
    bool any = editor_has_words(&task->explanation.editor) && !task->done;
    return store_put(task->environment->store, key, any ? task->explanation.editor.text.text : NULL, err);
}

static void act_on_text(struct task *task, enum action action, const struct event *event)
{
    struct explanation *now = &task->explanation;
    if (action == ACTION_TEXT) {
        editor_event(&now->editor, event);
    } else if (action == ACTION_SUBMIT) {
        explanation_match(now);
        task->ticking = true;
    } else if (action == ACTION_HINT && now->hints < now->prompt->hints.count) {
        now->hints++;
    }
}

static bool act_on_ticks(struct task *task, enum action action)
{
    struct explanation *now = &task->explanation;
    bool at_end = now->cursor == now->concepts;
    if (action == ACTION_NEXT || (action == ACTION_CONFIRM && at_end))
        return true;
    if (action == ACTION_CONFIRM)
        now->ticked[now->cursor] = !now->ticked[now->cursor];
    else
        menu_move(&now->cursor, now->concepts + 1, action);
    return false;
}

static bool prompt_act(struct task *task, enum action action, const struct event *event)
{
    if (!task->ticking) {
        act_on_text(task, action, event);
        return false;
    }
    if (!act_on_ticks(task, action))
        return false;
    task->grade = explanation_grade(&task->explanation);
    task->right = explanation_score(&task->explanation) == task->explanation.concepts;
    task_foresee(task, event);
    return true;
}

static bool prompt_back(struct task *task)
{
    bool steps = task->ticking && !task->handed_in;
    if (steps)
        task->ticking = false;
    return steps;
}

static void prompt_view(const struct task *task, struct view *view)
{
    if (task->done)
        explain_view_result(view, &task->explanation);
    else if (task->ticking)
        explain_view_ticks(view, &task->explanation);
    else
        explain_view_writing(view, &task->explanation);
}

static void prompt_live(const struct task *task, struct live_actions *live)
{
    const struct explanation *now = &task->explanation;
    size_t count = now->concepts;
    if (!task->ticking) {
        live_add(live, ACTION_SUBMIT, NULL);
        item_live_hint(live, &now->prompt->hints, now->hints);
        return;
    }
    menu_live(live, count + 1, now->cursor == count ? "agree" : now->ticked[now->cursor] ? "untick" : "tick");
    live_add(live, ACTION_NEXT, now->cursor == count ? "" : "agree");
    live_add(live, ACTION_BACK, "write on");
}

static bool prompt_writing(const struct task *task)
{
    return !task->ticking && !task->done;
}

static void prompt_fill(const struct task *task, struct answer *answer)
{
    answer->hints = (int)task->explanation.hints;
    answer->detail = explanation_detail(&task->explanation);
}

const struct task_kind task_prompt = {
    .answer = ANSWER_EXPLAIN,
    .start = prompt_start,
    .release = prompt_release,
    .act = prompt_act,
    .back = prompt_back,
    .keep = prompt_keep,
    .view = prompt_view,
    .live = prompt_live,
    .writing = prompt_writing,
    .fill = prompt_fill,
};
