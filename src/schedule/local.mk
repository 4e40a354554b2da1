noinst_LIBRARIES += src/schedule/libschedule.a
src_schedule_libschedule_a_SOURCES = \
	src/schedule/calibration.c src/schedule/calibration.h \
	src/schedule/dual.c src/schedule/dual.h \
	src/schedule/fsrs.c src/schedule/fsrs.h \
	src/schedule/gradient.c src/schedule/gradient.h \
	src/schedule/learner.c src/schedule/learner.h \
	src/schedule/optimize.c src/schedule/optimize.h \
	src/schedule/plan.c src/schedule/plan.h \
	src/schedule/queue.c src/schedule/queue.h \
	src/schedule/queue_session.c \
	src/schedule/queue_step.h \
	src/schedule/schedule.c src/schedule/schedule.h \
	src/schedule/simulate.c src/schedule/simulate.h
