/* Questions of the course, predictions, and exercises, which are questions with fresh numbers. */
#include "activity/deck.h"
#include "activity/sitting/task_grades.h"
#include "store/json.h"

static int question_start(struct task *task, struct err *err)
{
    (void)err;
    response_start(&task->response, item_question(task->item), task->seed);
    return 0;
}

static bool question_act(struct task *task, enum action action, const struct event *event)
{
    if (!response_act(&task->response, action, event))
        return false;
    task->grade = response_grade(&task->response);
    task->right = task->response.right;
    task_foresee(task, event);
    return true;
}

static void question_reveal(struct task *task)
{
    task->response.revealed = true;
}

static void question_view(const struct task *task, struct view *view)
{
    response_view(view, &task->response);
    response_view_hints(view, &task->response);
    if (task->response.revealed)
        response_view_verdict(view, &task->response);
}

static void question_live(const struct task *task, struct live_actions *live)
{
    response_live(live, &task->response);
}

static bool question_writing(const struct task *task)
{
    return response_writing(&task->response);
}

/* What was answered, as the log keeps it. */
static void question_fill(const struct task *task, struct answer *answer)
{
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    response_add_detail(&json, &task->response);
    json_object_end(&json);
    answer->hints = (int)task->response.hints;
    answer->seed = task->seed;
    answer->detail = str_take(&json);
}

/* What all kinds that are answered by a response have in common. */
#define QUESTION_FUNCTIONS                                                                                                             \
    .act = question_act, .reveal = question_reveal, .view = question_view, .live = question_live, .writing = question_writing

const struct task_kind task_question = {
    .answer = ANSWER_CHOICE,
    .start = question_start,
    .fill = question_fill,
    QUESTION_FUNCTIONS,
};

const struct task_kind task_prediction = {
    .answer = ANSWER_PREDICT,
    .start = question_start,
    .fill = question_fill,
    QUESTION_FUNCTIONS,
};

static int exercise_start(struct task *task, struct err *err)
{
    arena_init(&task->made.arena);
    int code = exercise_make((const struct exercise *)task->item, task->seed, &task->made, err);
    if (!code)
        response_start(&task->response, &task->made.question, task->seed);
    return code;
}

static void exercise_release(struct task *task)
{
    made_question_release(&task->made);
}

/* The numbers of an option are gone with the question: the log keeps its words. */
static void exercise_fill(const struct task *task, struct answer *answer)
{
    const struct option *chosen = &task->response.question->options[task->response.chosen];
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_text(&json, "chosen", chosen->text);
    if (chosen->misconception)
        json_object_text(&json, "misconception", chosen->misconception);
    json_object_end(&json);
    answer->hints = (int)task->response.hints;
    answer->seed = task->seed;
    answer->detail = str_take(&json);
}

const struct task_kind task_exercise = {
    .answer = ANSWER_CHOICE,
    .start = exercise_start,
    .release = exercise_release,
    .fill = exercise_fill,
    QUESTION_FUNCTIONS,
};
