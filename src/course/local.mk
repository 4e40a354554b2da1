noinst_LIBRARIES += src/course/libcourse.a
src_course_libcourse_a_SOURCES = src/course/characters.h src/course/course.h src/course/diagnostics.h 
