#include "activity/sitting/task.h"

#include "activity/item_view.h"
#include "activity/sitting/task_grades.h"

#include <stdlib.h>
#include <string.h>

static const char sure_key[] = "ask-confidence";
static const int sure_percents[TASK_SURE] = {50, 60, 70, 80, 90, 100};

static const struct task_kind *kind_of(const struct item *item)
{
    static const struct task_kind *const kinds[ITEM_KIND_COUNT] = {
        [ITEM_CARD] = &task_card,     [ITEM_QUESTION] = &task_question, [ITEM_PREDICTION] = &task_prediction,
        [ITEM_PROMPT] = &task_prompt, [ITEM_EXERCISE] = &task_exercise,
    };
    return kinds[item->kind];
}

bool task_sure_setting(struct environment *environment)
{
    char *text = NULL;
    store_get(environment->store, sure_key, &text, NULL);
    bool asks = text && strcmp(text, "1") == 0;
    free(text);
    return asks;
}

int task_turn_sure(struct environment *environment, struct err *err)
{
    return store_put(environment->store, sure_key, task_sure_setting(environment) ? NULL : "1", err);
}

int task_start(struct task *task, struct environment *environment, const struct item *item, const struct memory *memory,
               const struct event *event, struct err *err)
{
    *task = (struct task){
        .kind = kind_of(item),
        .environment = environment,
        .item = item,
        .memory = *memory,
        .seed = rng_next(&environment->rng),
        .shown_ms = event->elapsed_ms,
        .asks_sure = task_sure_setting(environment),
    };
    int code = task->kind->start ? task->kind->start(task, err) : 0;
    if (code)
        task_release(task);
    return code;
}

void task_release(struct task *task)
{
    if (task->kind && task->kind->keep && !task->done)
        task->kind->keep(task, NULL);
    if (task->kind && task->kind->release)
        task->kind->release(task);
    *task = (struct task){.kind = NULL};
}

/* The answer is complete: it counts as easy if it was right at once, quickly, and the learner was sure. */
static bool hand_in(struct task *task, const struct event *event)
{
    enum { QUICK_MS = 15000 };
    bool quick = event->elapsed_ms - task->shown_ms <= QUICK_MS;
    if (!task->kind->immediate && task->grade == GRADE_GOOD && task->confidence >= TASK_SURE_AT_LEAST && quick)
        task->grade = GRADE_EASY;
    task->handed_in = true;
    if (task->kind->reveal && !task->kind->immediate)
        task->kind->reveal(task);
    return true;
}

static bool act_on_sure(struct task *task, enum action action, const struct event *event)
{
    if (action != ACTION_GRADE || event->index >= TASK_SURE)
        return false;
    task->confidence = sure_percents[event->index];
    task->asking_sure = false;
    if (!task->kind->immediate)
        return hand_in(task, event);
    task_foresee(task, event);
    task->kind->reveal(task);
    return false;
}

/* A card is turned before it is graded, and what is asked before that is how sure the learner is to know it. */
static bool wants_sure(const struct task *task, bool handed_in, enum action action)
{
    if (!task->asks_sure || task->confidence)
        return false;
    return task->kind->immediate ? action == ACTION_CONFIRM && !task->revealed : handed_in && task->kind->reveal;
}

bool task_act(struct task *task, enum action action, const struct event *event)
{
    if (task->handed_in || !task->kind)
        return false;
    if (task->asking_sure)
        return act_on_sure(task, action, event);
    if (task->kind->immediate && wants_sure(task, false, action)) {
        task->asking_sure = true;
        return false;
    }
    if (!task->kind->act(task, action, event))
        return false;
    task->asking_sure = wants_sure(task, true, action);
    return !task->asking_sure && hand_in(task, event);
}

struct answer task_answer(const struct task *task, const struct event *event)
{
    struct answer answer = save_start(task->kind->answer, task->item->id, event, task->shown_ms);
    answer.grade = task->grade;
    answer.right = task->right;
    answer.confidence = task->confidence;
    if (task->kind->fill)
        task->kind->fill(task, &answer);
    return answer;
}

void task_done(struct task *task)
{
    task->done = true;
    if (task->kind->keep)
        task->kind->keep(task, NULL);
}

static bool is_asked(const struct task *task)
{
    return task->kind == &task_question || task->kind == &task_prediction || task->kind == &task_exercise;
}

const struct experiment *task_experiment(const struct task *task)
{
    if (!task->kind || !(task->done || task->revealed))
        return NULL;
    return is_asked(task) ? response_experiment(&task->response) : task->item->experiment;
}

void task_push_experiment(const struct task *task, struct reply *reply)
{
    struct claim claim = {.question = NULL};
    if (task->kind && is_asked(task))
        claim = response_claim(&task->response);
    item_push_refutation(task_experiment(task), &claim, reply);
}

static void view_sure(struct view *view)
{
    struct span spans[1 + 2 * TASK_SURE];
    size_t count = 0;
    spans[count++] = (struct span){"How sure are you?", STYLE_STRONG};
    for (size_t i = 0; i < TASK_SURE; i++) {
        spans[count++] = (struct span){arena_print(&view->arena, "   %zu ", i + 1), STYLE_KEY};
        spans[count++] = (struct span){arena_print(&view->arena, "%d %%", sure_percents[i]), STYLE_NORMAL};
    }
    view_space(view);
    view_spans(view, spans, count);
}

void task_view(const struct task *task, struct view *view)
{
    task->kind->view(task, view);
    if (task->asking_sure)
        view_sure(view);
}

void task_live(const struct task *task, struct live_actions *live)
{
    if (task->asking_sure)
        live_add_row(live, ACTION_GRADE, "how sure", TASK_SURE);
    else
        task->kind->live(task, live);
}

bool task_writing(const struct task *task)
{
    return task->kind && task->kind->writing && !task->asking_sure && task->kind->writing(task);
}
