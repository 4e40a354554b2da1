/* The part of the harness that only the harness uses: what the programs find around them. */
#ifndef TESTS_TUI_VT_HOME_H
#define TESTS_TUI_VT_HOME_H

#include "vt.h"

/* Makes this process' environment the one of the programs, in a child that is about to become one; see vt_spawn(). */
void vt_home_environment(const char *const *additions);

/*
 * Ends the process with the system's reason if something that every test needs does not work: no failure of the program under test,
 * and the harness also runs where Check's assertions may not be used.
 */
void vt_demand(bool good, const char *what);

#endif
