/*
 * The grades that a task can get, with what each leads to; for the kinds of tasks and whatever shows them.
 */
#ifndef ACTIVITY_SITTING_TASK_GRADES_H
#define ACTIVITY_SITTING_TASK_GRADES_H

#include "activity/sitting/task.h"

/* What a grade would lead to at `event`: fills task->intervals. */
void task_foresee(struct task *task, const struct event *event);

/* The four grades with their intervals on one line; and what the grade that was given leads to. */
void task_view_grades(const struct task *task, struct view *view);
void task_view_grade(const struct task *task, struct view *view);

#endif
