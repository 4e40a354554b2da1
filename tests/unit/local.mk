# One program a folder of src; each links its own folder and those below, so that an upward call does not link.
AM_CPPFLAGS += $(CHECK_CFLAGS)
LINK_CHECK = tests/librunner.a tests/libscratch.a $(CHECK_LIBS)

check_LIBRARIES += tests/librunner.a
tests_librunner_a_SOURCES = tests/runner.c tests/runner.h

check_PROGRAMS += tests/unit/check_activity
tests_unit_check_activity_SOURCES = \
	tests/unit/activity_support.c tests/unit/activity_support.h \
	tests/unit/check_activity.c tests/unit/check_activity.h \
	tests/unit/check_activity_deck.c \
	tests/unit/check_activity_editor.c \
	tests/unit/check_activity_explain.c \
	tests/unit/check_activity_home.c \
	tests/unit/check_activity_markdown.c \
	tests/unit/check_activity_notes.c \
	tests/unit/check_activity_quiz.c \
	tests/unit/check_activity_save.c \
	tests/unit/check_activity_stack.c \
	tests/unit/check_activity_study.c
tests_unit_check_activity_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_base tests/unit/check_base_ascii tests/unit/check_base_rng
tests_unit_check_base_SOURCES = tests/unit/check_base.c
tests_unit_check_base_LDADD = $(LINK_BASE) $(LINK_CHECK)
tests_unit_check_base_ascii_SOURCES = tests/unit/check_base_ascii.c
tests_unit_check_base_ascii_LDADD = $(LINK_BASE) $(LINK_CHECK)
tests_unit_check_base_rng_SOURCES = tests/unit/check_base_rng.c
tests_unit_check_base_rng_LDADD = $(LINK_BASE) $(LINK_CHECK) -lm

check_PROGRAMS += tests/unit/check_batchnorm tests/unit/check_batchnorm_kernels tests/unit/check_batchnorm_vectors
tests_unit_check_batchnorm_SOURCES = \
	tests/unit/batchnorm_reference.c tests/unit/batchnorm_reference.h \
	tests/unit/batchnorm_variants.c tests/unit/batchnorm_variants.h \
	tests/unit/check_batchnorm.c tests/unit/check_batchnorm.h \
	tests/unit/check_batchnorm_accuracy.c \
	tests/unit/check_batchnorm_backward.c \
	tests/unit/check_batchnorm_errors.c \
	tests/unit/check_batchnorm_identities.c \
	tests/unit/check_batchnorm_random.c \
	tests/unit/check_batchnorm_running.c \
	tests/unit/check_batchnorm_shapes.c \
	tests/unit/check_batchnorm_threads.c
tests_unit_check_batchnorm_LDADD = src/batchnorm/libbatchnorm.a $(LINK_CHECK)
tests_unit_check_batchnorm_kernels_SOURCES = \
	tests/unit/batchnorm_variants.c tests/unit/batchnorm_variants.h \
	tests/unit/check_batchnorm_kernels.c
tests_unit_check_batchnorm_kernels_LDADD = src/batchnorm/libbatchnorm.a $(LINK_CHECK)
tests_unit_check_batchnorm_vectors_SOURCES = \
	tests/unit/batchnorm_variants.c tests/unit/batchnorm_variants.h \
	tests/unit/check_batchnorm_relatives.c \
	tests/unit/check_batchnorm_vectors.c \
	tests/unit/vector_run.c tests/unit/vector_run.h \
	tests/unit/vectors.c tests/unit/vectors.h
tests_unit_check_batchnorm_vectors_LDADD = src/batchnorm/libbatchnorm.a $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_browse tests/unit/check_challenge tests/unit/check_demo tests/unit/check_progress
tests_unit_check_browse_SOURCES = tests/unit/activity_support.c tests/unit/activity_support.h tests/unit/check_browse.c
tests_unit_check_browse_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)
tests_unit_check_challenge_SOURCES = \
	tests/unit/activity_support.c tests/unit/activity_support.h \
	tests/unit/challenge_support.c \
	tests/unit/check_challenge.c tests/unit/check_challenge.h \
	tests/unit/check_challenge_result.c \
	tests/unit/check_challenge_resume.c
tests_unit_check_challenge_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)
tests_unit_check_demo_SOURCES = \
	tests/unit/activity_support.c tests/unit/activity_support.h \
	tests/unit/check_demo.c tests/unit/check_demo.h \
	tests/unit/check_demo_invitation.c \
	tests/unit/check_demo_numbers.c \
	tests/unit/check_demo_play.c \
	tests/unit/check_demo_race.c
tests_unit_check_demo_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)
tests_unit_check_progress_SOURCES = \
	tests/unit/activity_support.c tests/unit/activity_support.h \
	tests/unit/check_progress.c tests/unit/check_progress.h \
	tests/unit/check_progress_pages.c
tests_unit_check_progress_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_cli
tests_unit_check_cli_SOURCES = tests/unit/check_cli.c
tests_unit_check_cli_LDADD = $(LINK_CLI) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_course
tests_unit_check_course_SOURCES = \
	tests/unit/check_course.c tests/unit/check_course.h \
	tests/unit/check_course_cache.c \
	tests/unit/check_course_content.c \
	tests/unit/check_course_kinds.c \
	tests/unit/check_course_limits.c \
	tests/unit/check_course_loading.c \
	tests/unit/check_course_messages.c \
	tests/unit/check_course_own_files.c \
	tests/unit/check_course_parts.c
tests_unit_check_course_LDADD = $(LINK_COURSE) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_exchange
tests_unit_check_exchange_SOURCES = \
	tests/unit/check_exchange.c tests/unit/check_exchange.h \
	tests/unit/check_exchange_damage.c \
	tests/unit/check_exchange_formats.c \
	tests/unit/check_exchange_history.c \
	tests/unit/check_exchange_html.c \
	tests/unit/check_exchange_import.c \
	tests/unit/check_exchange_round.c \
	tests/unit/exchange_support.c tests/unit/exchange_support.h
tests_unit_check_exchange_LDADD = $(LINK_EXCHANGE) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_exam
tests_unit_check_exam_SOURCES = tests/unit/activity_support.c tests/unit/activity_support.h tests/unit/check_exam.c
tests_unit_check_exam_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_exercise
tests_unit_check_exercise_SOURCES = tests/unit/check_exercise.c
tests_unit_check_exercise_LDADD = $(LINK_EXPERIMENT) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_experiment
tests_unit_check_experiment_SOURCES = \
	tests/unit/check_experiment.c tests/unit/check_experiment.h \
	tests/unit/check_experiment_examples.c \
	tests/unit/check_experiment_expression.c \
	tests/unit/check_experiment_outcomes.c \
	tests/unit/check_experiment_predictions.c \
	tests/unit/check_experiment_settings.c
tests_unit_check_experiment_LDADD = $(LINK_EXPERIMENT) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_laboratory
tests_unit_check_laboratory_SOURCES = \
	tests/unit/check_laboratory.c tests/unit/check_laboratory.h \
	tests/unit/check_laboratory_backward.c \
	tests/unit/check_laboratory_large.c \
	tests/unit/check_laboratory_layers.c \
	tests/unit/check_laboratory_numerics.c \
	tests/unit/check_laboratory_parameter.c \
	tests/unit/check_laboratory_statistics.c \
	tests/unit/check_laboratory_tape.c \
	tests/unit/check_laboratory_time_machine.c \
	tests/unit/check_laboratory_train_or_inference.c
tests_unit_check_laboratory_LDADD = $(LINK_LABORATORY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_plain tests/unit/check_plain_talk
tests_unit_check_plain_SOURCES = \
	tests/unit/check_plain.c tests/unit/check_plain.h \
	tests/unit/check_plain_input.c
tests_unit_check_plain_LDADD = $(LINK_PLAIN) $(LINK_CHECK)
tests_unit_check_plain_talk_SOURCES = tests/unit/check_plain_talk.c
tests_unit_check_plain_talk_LDADD = $(LINK_PLAIN) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_practice
tests_unit_check_practice_SOURCES = tests/unit/activity_support.c tests/unit/activity_support.h tests/unit/check_practice.c
tests_unit_check_practice_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_prove
tests_unit_check_prove_SOURCES = tests/unit/check_prove.c
tests_unit_check_prove_LDADD = $(LINK_EXPERIMENT) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_race
tests_unit_check_race_SOURCES = \
	tests/unit/check_race.c tests/unit/check_race.h \
	tests/unit/check_race_data.c \
	tests/unit/check_race_directions.c \
	tests/unit/check_race_network.c
tests_unit_check_race_LDADD = $(LINK_LABORATORY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_response
tests_unit_check_response_SOURCES = \
	tests/unit/activity_support.c tests/unit/activity_support.h \
	tests/unit/check_response.c tests/unit/check_response.h \
	tests/unit/check_response_asked.c
tests_unit_check_response_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_schedule
tests_unit_check_schedule_SOURCES = \
	tests/unit/check_schedule.c tests/unit/check_schedule.h \
	tests/unit/check_schedule_calibration.c \
	tests/unit/check_schedule_model.c \
	tests/unit/check_schedule_optimize.c \
	tests/unit/check_schedule_plan.c \
	tests/unit/check_schedule_queue.c
tests_unit_check_schedule_LDADD = $(LINK_SCHEDULE) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_store tests/unit/check_store_volumes
tests_unit_check_store_SOURCES = \
	tests/unit/check_store.c \
	tests/unit/check_store_backup.c \
	tests/unit/check_store_clocks.c \
	tests/unit/check_store_crash.c \
	tests/unit/check_store_damage.c \
	tests/unit/check_store_doctor.c \
	tests/unit/check_store_exchange.c \
	tests/unit/check_store_known.c \
	tests/unit/check_store_log.c \
	tests/unit/check_store_open.c \
	tests/unit/check_store_state.c \
	tests/unit/check_store_statistics.c \
	tests/unit/check_store_tuning.c \
	tests/unit/store_support.c tests/unit/store_support.h
tests_unit_check_store_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_check_store_LDADD = $(LINK_STORE) $(LINK_CHECK)
tests_unit_check_store_volumes_SOURCES = \
	tests/unit/check_store_volumes.c tests/unit/store_support.c tests/unit/store_support.h
tests_unit_check_store_volumes_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_check_store_volumes_LDADD = $(LINK_STORE) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_svg
tests_unit_check_svg_SOURCES = tests/unit/check_svg.c
tests_unit_check_svg_LDADD = $(LINK_SVG) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_tasks
tests_unit_check_tasks_SOURCES = tests/unit/activity_support.c tests/unit/activity_support.h tests/unit/check_tasks.c
tests_unit_check_tasks_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_tui
tests_unit_check_tui_SOURCES = \
	tests/unit/check_tui.c tests/unit/check_tui.h \
	tests/unit/check_tui_blocks.c \
	tests/unit/check_tui_canvas.c \
	tests/unit/check_tui_footer.c \
	tests/unit/check_tui_input.c \
	tests/unit/check_tui_layout.c \
	tests/unit/check_tui_pictures.c \
	tests/unit/check_tui_scroll.c \
	tests/unit/tui_frame.c tests/unit/tui_frame.h
tests_unit_check_tui_CPPFLAGS = $(AM_CPPFLAGS) $(CURSES_CFLAGS)
tests_unit_check_tui_LDADD = $(LINK_TUI) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_tensor tests/unit/check_filter
tests_unit_check_tensor_SOURCES = tests/unit/check_tensor.c
tests_unit_check_tensor_LDADD = $(LINK_TENSOR) $(LINK_CHECK)
tests_unit_check_filter_SOURCES = tests/unit/check_filter.c
tests_unit_check_filter_LDADD = $(LINK_EXPERIMENT) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_worked_examples
tests_unit_check_worked_examples_SOURCES = \
	tests/unit/check_worked_examples.c \
	tests/unit/worked_examples.c tests/unit/worked_examples.h \
	tests/unit/worked_reproductions.c
tests_unit_check_worked_examples_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS)
tests_unit_check_worked_examples_LDADD = $(LINK_EXPERIMENT) $(LINK_CHECK)

check_PROGRAMS += tests/unit/check_year
tests_unit_check_year_SOURCES = \
	tests/unit/check_year.c \
	tests/unit/store_support.c tests/unit/store_support.h \
	tests/unit/year.h \
	tests/unit/year_count.c tests/unit/year_count.h \
	tests/unit/year_learner.c \
	tests/unit/year_recount.c \
	tests/unit/year_screens.c
tests_unit_check_year_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_check_year_LDADD = $(LINK_ACTIVITY) $(LINK_CHECK)
