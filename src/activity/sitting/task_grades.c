#include "activity/sitting/task_grades.h"

enum { MS_PER_DAY = 86400000, SPANS_A_GRADE = 3 };

void task_foresee(struct task *task, const struct event *event)
{
    const struct schedule_parameters *parameters = store_parameters(task->environment->store);
    for (int i = 0; i < TASK_GRADES; i++) {
        struct memory after =
            schedule_review(parameters, &task->memory, (enum grade)(i + 1), event->now_ms, schedule_seed(task->item->id));
        int64_t wait = after.interval ? (int64_t)after.interval * MS_PER_DAY : after.due - event->now_ms;
        schedule_interval_text(wait, task->intervals[i], TASK_INTERVAL_MAX);
    }
}

void task_view_grades(const struct task *task, struct view *view)
{
    static const char *const names[TASK_GRADES][2] = {{"1", " again "}, {"2", " hard "}, {"3", " good "}, {"4", " easy "}};
    struct span spans[SPANS_A_GRADE * TASK_GRADES];
    for (size_t i = 0; i < TASK_GRADES; i++) {
        struct span *span = &spans[SPANS_A_GRADE * i];
        span[0] = (struct span){names[i][0], STYLE_KEY};
        span[1] = (struct span){names[i][1], STYLE_NORMAL};
        span[2] = (struct span){arena_print(&view->arena, "%s%s", task->intervals[i], i + 1 < TASK_GRADES ? "    " : ""), STYLE_DIM};
    }
    view_space(view);
    view_spans(view, spans, SPANS_A_GRADE * TASK_GRADES);
}

void task_view_grade(const struct task *task, struct view *view)
{
    static const char *const names[TASK_GRADES] = {"again", "hard", "good", "easy"};
    view_space(view);
    view_text(view, STYLE_DIM, "Counts as %s: back in %s.", names[task->grade - 1], task->intervals[task->grade - 1]);
}
