noinst_LIBRARIES += src/activity/libactivity.a
src_activity_libactivity_a_SOURCES = \
	src/activity/activity.h \
	src/activity/browse.c src/activity/browse.h \
	src/activity/browse_change.c \
	src/activity/browse_list.c src/activity/browse_list.h \
	src/activity/browse_live.c \
	src/activity/browse_view.c \
	src/activity/challenge.c src/activity/challenge.h \
	src/activity/challenge_checkpoint.c src/activity/challenge_checkpoint.h \
	src/activity/challenge_result.c src/activity/challenge_result.h \
	src/activity/challenge_result_view.c \
	src/activity/challenge_run.c src/activity/challenge_run.h \
	src/activity/challenge_state.c src/activity/challenge_state.h \
	src/activity/challenge_view.c src/activity/challenge_view.h \
	src/activity/concept.c src/activity/concept.h \
	src/activity/deck.c src/activity/deck.h \
	src/activity/deck_progress.c \
	src/activity/deck_view.c src/activity/deck_view.h \
	src/activity/demo.c \
	src/activity/editor.c src/activity/editor.h \
	src/activity/exam.c src/activity/exam.h \
	src/activity/explain.c \
	src/activity/explain_view.c src/activity/explain_view.h \
	src/activity/explanation.c src/activity/explanation.h \
	src/activity/help_view.c src/activity/help_view.h \
	src/activity/home.c \
	src/activity/item_title.c src/activity/item_title.h \
	src/activity/item_view.c src/activity/item_view.h \
	src/activity/lineup.c src/activity/lineup.h \
	src/activity/misconception.c src/activity/misconception.h \
	src/activity/notes.c \
	src/activity/practice.c \
	src/activity/practice_choice.c src/activity/practice_choice.h \
	src/activity/predict.c \
	src/activity/preview.c src/activity/preview.h \
	src/activity/progress.c src/activity/progress.h \
	src/activity/progress_amounts.c \
	src/activity/progress_calendar.c \
	src/activity/progress_calibration.c \
	src/activity/progress_challenges.c \
	src/activity/progress_forecast.c \
	src/activity/progress_mastery.c \
	src/activity/progress_mistakes.c \
	src/activity/progress_overview.c \
	src/activity/progress_questions.c \
	src/activity/quiz.c \
	src/activity/reload.c src/activity/reload.h \
	src/activity/response.c src/activity/response.h src/activity/response_kind.h \
	src/activity/response_options.c \
	src/activity/response_order.c \
	src/activity/response_typed.c \
	src/activity/review.c \
	src/activity/save.c src/activity/save.h \
	src/activity/sitting.c src/activity/sitting.h \
	src/activity/sitting_review.c \
	src/activity/sitting_view.c \
	src/activity/stack.c src/activity/stack.h \
	src/activity/statistics.c src/activity/statistics.h \
	src/activity/statistics_answers.c \
	src/activity/statistics_items.c \
	src/activity/statistics_json.c \
	src/activity/statistics_json_figures.c src/activity/statistics_json_figures.h \
	src/activity/study.c \
	src/activity/table.c src/activity/table.h \
	src/activity/task.c src/activity/task.h \
	src/activity/task_card.c \
	src/activity/task_prompt.c \
	src/activity/task_question.c \
	src/activity/typed_answer.c src/activity/typed_answer.h
