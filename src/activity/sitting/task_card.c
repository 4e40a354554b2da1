/* A card: read, answered in one's head, turned, graded by oneself. */
#include "activity/deck.h"
#include "activity/item_view.h"
#include "activity/sitting/task_grades.h"

enum { STANCE_INDENT = 2 };

static const struct card *card_of(const struct task *task)
{
    return item_card(task->item);
}

static void card_reveal(struct task *task)
{
    task->revealed = true;
}

static bool card_act(struct task *task, enum action action, const struct event *event)
{
    if (action == ACTION_CONFIRM && !task->revealed) {
        task_foresee(task, event);
        card_reveal(task);
    }
    if (action != ACTION_GRADE || !task->revealed || event->index >= TASK_GRADES)
        return false;
    task->grade = (enum grade)(event->index + 1);
    task->right = task->grade != GRADE_AGAIN;
    return true;
}

static void view_dispute(struct view *view, const struct dispute *dispute)
{
    for (size_t i = 0; i < dispute->stance_count; i++) {
        const struct stance *stance = &dispute->stances[i];
        view_space(view);
        view_markdown(view, stance->says, 0);
        view_markdown(view, stance->evidence, STANCE_INDENT);
        view_text(view, STYLE_DIM, "%s", stance->source);
        view->items[view->count - 1].indent = STANCE_INDENT;
    }
    view_space(view);
    view_text(view, STYLE_DIM, "why it is not settled");
    view_markdown(view, dispute->why, 0);
    view_space(view);
    view_text(view, STYLE_DIM, "Grade it yourself: good for that it is disputed and why, hard without why.");
}

static void view_back(const struct task *task, struct view *view)
{
    const struct card *card = card_of(task);
    if (card->kind != CARD_CLOZE) {
        view_space(view);
        view_text(view, STYLE_DIM, "Answer");
        view_markdown(view, card->back, 0);
    }
    if (card->contested)
        view_dispute(view, card->contested);
    task_view_grades(task, view); /* before what is only to be read, so that they are in sight on a small screen */
    view_essential(view);
    item_view_erratum(view, &card->item);
    item_view_sources(view, &card->item);
}

static void card_view(const struct task *task, struct view *view)
{
    const struct card *card = card_of(task);
    view_markdown(view, card->kind == CARD_CLOZE && task->revealed ? card->back : card->front, 0);
    if (task->revealed)
        view_back(task, view);
}

static void card_live(const struct task *task, struct live_actions *live)
{
    if (!task->revealed) {
        live_add(live, ACTION_CONFIRM, "reveal");
        return;
    }
    live_add_row(live, ACTION_GRADE, NULL, TASK_GRADES);
    item_live_demo(live, task->item);
}

const struct task_kind task_card = {
    .answer = ANSWER_GRADE,
    .immediate = true,
    .act = card_act,
    .reveal = card_reveal,
    .view = card_view,
    .live = card_live,
};
