noinst_LIBRARIES += src/activity/libactivity.a
src_activity_libactivity_a_SOURCES = \
	src/activity/activity.h \
	src/activity/deck.c src/activity/deck.h \
	src/activity/deck_progress.c \
	src/activity/deck_view.c src/activity/deck_view.h \
	src/activity/demo.c \
	src/activity/demo_list.c src/activity/demo_list.h \
	src/activity/editor.c src/activity/editor.h \
	src/activity/exam.c src/activity/exam.h \
	src/activity/help_view.c src/activity/help_view.h \
	src/activity/home.c \
	src/activity/invitation.c src/activity/invitation.h \
	src/activity/item_title.c src/activity/item_title.h \
	src/activity/item_view.c src/activity/item_view.h \
	src/activity/misconception.c src/activity/misconception.h \
	src/activity/notes.c \
	src/activity/notes_read.c src/activity/notes_read.h \
	src/activity/practice.c \
	src/activity/practice_choice.c src/activity/practice_choice.h \
	src/activity/practice_summary.c src/activity/practice_summary.h \
	src/activity/predict.c \
	src/activity/quiz.c \
	src/activity/reload.c src/activity/reload.h \
	src/activity/review.c \
	src/activity/save.c src/activity/save.h \
	src/activity/stack.c src/activity/stack.h src/activity/stack_inside.h \
	src/activity/stack_shown.c \
	src/activity/study.c \
	src/activity/table.c src/activity/table.h \
	src/activity/browse/browse.c src/activity/browse/browse.h \
	src/activity/browse/change.c \
	src/activity/browse/list.c src/activity/browse/list.h \
	src/activity/browse/live.c \
	src/activity/browse/preview.c src/activity/browse/preview.h \
	src/activity/browse/view.c \
	src/activity/challenge/challenge.c src/activity/challenge/challenge.h \
	src/activity/challenge/checkpoint.c src/activity/challenge/checkpoint.h \
	src/activity/challenge/result.c src/activity/challenge/result.h \
	src/activity/challenge/result_view.c \
	src/activity/challenge/run.c src/activity/challenge/run.h \
	src/activity/challenge/state.c src/activity/challenge/state.h \
	src/activity/challenge/view.c src/activity/challenge/view.h \
	src/activity/explain/concept.c src/activity/explain/concept.h \
	src/activity/explain/explain.c \
	src/activity/explain/explanation.c src/activity/explain/explanation.h \
	src/activity/explain/view.c src/activity/explain/view.h \
	src/activity/progress/amounts.c \
	src/activity/progress/calendar.c \
	src/activity/progress/calibration.c \
	src/activity/progress/challenges.c \
	src/activity/progress/forecast.c \
	src/activity/progress/mastery.c \
	src/activity/progress/mistakes.c \
	src/activity/progress/overview.c \
	src/activity/progress/parts.c src/activity/progress/parts.h \
	src/activity/progress/progress.c src/activity/progress/progress.h \
	src/activity/progress/questions.c \
	src/activity/response/kind.c src/activity/response/kind.h \
	src/activity/response/options.c \
	src/activity/response/order.c \
	src/activity/response/response.c src/activity/response/response.h \
	src/activity/response/typed.c \
	src/activity/response/typed_answer.c src/activity/response/typed_answer.h \
	src/activity/sitting/lineup.c src/activity/sitting/lineup.h \
	src/activity/sitting/new_today.c \
	src/activity/sitting/review.c \
	src/activity/sitting/sitting.c src/activity/sitting/sitting.h \
	src/activity/sitting/task.c src/activity/sitting/task.h \
	src/activity/sitting/task_card.c \
	src/activity/sitting/task_grades.c src/activity/sitting/task_grades.h \
	src/activity/sitting/task_prompt.c \
	src/activity/sitting/task_question.c \
	src/activity/sitting/view.c \
	src/activity/statistics/answers.c \
	src/activity/statistics/items.c \
	src/activity/statistics/json.c \
	src/activity/statistics/json_figures.c src/activity/statistics/json_figures.h \
	src/activity/statistics/json_members.c src/activity/statistics/json_members.h \
	src/activity/statistics/statistics.c src/activity/statistics/statistics.h
