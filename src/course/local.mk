noinst_LIBRARIES += src/course/libcourse.a
src_course_libcourse_a_SOURCES = \
	src/course/answer_key.c src/course/answer_key.h \
	src/course/bind.c src/course/bind.h \
	src/course/cache.c src/course/cache.h \
	src/course/cache_file.c src/course/cache_file.h \
	src/course/characters.c src/course/characters.h \
	src/course/course.c src/course/course.h \
	src/course/course_file.h \
	src/course/diagnostics.c src/course/diagnostics.h \
	src/course/exercise.h \
	src/course/experiment.h \
	src/course/field_lists.c src/course/fields.c src/course/fields.h \
	src/course/image.c src/course/image.h \
	src/course/image_make.c \
	src/course/image_maker.c src/course/image_maker.h \
	src/course/index.c src/course/index.h \
	src/course/item.h \
	src/course/item_text.c src/course/item_text.h \
	src/course/lint.c src/course/lint.h \
	src/course/lint_answers.c \
	src/course/lint_course.c \
	src/course/lint_duplicates.c \
	src/course/lint_report.c \
	src/course/lint_rules.c src/course/lint_rules.h \
	src/course/lint_summary.c \
	src/course/lint_words.c src/course/lint_words.h \
	src/course/load.c src/course/load.h \
	src/course/loaded.h \
	src/course/loader.c src/course/loader.h \
	src/course/node.c src/course/node.h \
	src/course/parse.c \
	src/course/question.h \
	src/course/resolve.c \
	src/course/rules.c src/course/rules.h \
	src/course/rules_cards.c \
	src/course/rules_numbers.c \
	src/course/rules_questions.c \
	src/course/schema.c src/course/schema.h \
	src/course/schema_numbers.c src/course/schema_ranges.h \
	src/course/schema_questions.c \
	src/course/source.c src/course/source.h \
	src/course/suggest.c src/course/suggest.h \
	src/course/syntax.c src/course/syntax.h \
	src/course/values.c src/course/values.h \
	src/course/words.c src/course/words.h
src_course_libcourse_a_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS)

# The manual page's list of keys is written by the tables that load them.
noinst_PROGRAMS += src/course/schema_man
src_course_schema_man_SOURCES = src/course/schema_man.c
src_course_schema_man_LDADD = $(LINK_COURSE)
man_MANS += man/bntutor-course.5
course_page_parts = man/bntutor-course.5.in man/bntutor-course.example.yaml
EXTRA_DIST += $(course_page_parts)
CLEANFILES += man/bntutor-course.5
man/bntutor-course.5: $(course_page_parts) src/course/schema_man$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) man && \
	src/course/schema_man$(EXEEXT) $(srcdir)/man/bntutor-course.5.in $(srcdir)/man/bntutor-course.example.yaml >$@.tmp && \
	mv $@.tmp $@
