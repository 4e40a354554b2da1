noinst_LIBRARIES += src/activity/libactivity.a
src_activity_libactivity_a_SOURCES = src/activity/action.h src/activity/activity.h src/activity/stack.h src/activity/view.h 
