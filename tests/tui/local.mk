# The real program in a real pseudo-terminal; the screen is read back through libvterm.
check_LIBRARIES += tests/tui/libvt.a
tests_tui_libvt_a_SOURCES = \
	tests/tui/vt.c tests/tui/vt.h tests/tui/vt_inside.h \
	tests/tui/vt_golden.c \
	tests/tui/vt_home.c tests/tui/vt_home.h \
	tests/tui/vt_keys.c \
	tests/tui/vt_screen.c
tests_tui_libvt_a_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
LINK_VT = tests/tui/libvt.a $(LINK_BASE) $(LINK_CHECK) $(VTERM_LIBS)

check_PROGRAMS += tests/tui/check_harness
tests_tui_check_harness_SOURCES = tests/tui/check_harness.c
tests_tui_check_harness_LDADD = $(LINK_VT)

# The tests of the tutor.
check_LIBRARIES += tests/tui/libtutor.a
tests_tui_libtutor_a_SOURCES = tests/tui/tutor.c tests/tui/tutor.h
tests_tui_libtutor_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
LINK_TUTOR = tests/tui/libtutor.a $(LINK_VT) $(SQLITE_LIBS)

check_PROGRAMS += tests/tui/check_endings
tests_tui_check_endings_SOURCES = tests/tui/check_endings.c
tests_tui_check_endings_LDADD = $(LINK_TUTOR)

check_PROGRAMS += tests/tui/check_journey
tests_tui_check_journey_SOURCES = tests/tui/check_journey.c
tests_tui_check_journey_LDADD = $(LINK_TUTOR)

check_PROGRAMS += tests/tui/check_laboratory_screens
tests_tui_check_laboratory_screens_SOURCES = tests/tui/check_laboratory_screens.c
tests_tui_check_laboratory_screens_LDADD = $(LINK_TUTOR)

check_PROGRAMS += tests/tui/check_resume
tests_tui_check_resume_SOURCES = tests/tui/check_resume.c
tests_tui_check_resume_LDADD = $(LINK_TUTOR)

check_PROGRAMS += tests/tui/check_terminal
tests_tui_check_terminal_SOURCES = tests/tui/check_terminal.c
tests_tui_check_terminal_LDADD = $(LINK_TUTOR)

check_PROGRAMS += tests/tui/check_storm
tests_tui_check_storm_SOURCES = tests/tui/check_storm.c
tests_tui_check_storm_LDADD = $(LINK_TUTOR)

check_PROGRAMS += tests/tui/check_screens
tests_tui_check_screens_SOURCES = tests/tui/check_screens.c
tests_tui_check_screens_LDADD = $(LINK_TUTOR)

