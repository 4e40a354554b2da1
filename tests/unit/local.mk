# One program a folder of src; each links its own folder and those below, so that an upward call does not link.
AM_CPPFLAGS += $(CHECK_CFLAGS)

check_PROGRAMS += tests/unit/check_base
tests_unit_check_base_SOURCES = tests/unit/check_base.c
tests_unit_check_base_LDADD = $(LINK_BASE) $(CHECK_LIBS)
