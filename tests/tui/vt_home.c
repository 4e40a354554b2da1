/* The home folder of one test's programs, and the clock in it. */
#include "vt_home.h"

#include "base/mem.h"
#include "base/paths.h"
#include "scratch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Check's fixtures take no argument, so the home of the running test is kept here; each test runs in a process of its own. */
static struct {
    char *path;
    long milliseconds; /* that have passed on its clock */
} home;

void vt_home_remove(void)
{
    scratch_remove(home.path);
    home.path = NULL;
}

void vt_home_make(void)
{
    home.path = scratch_make();
    home.milliseconds = 0;
    vt_home_let_pass(0);
    atexit(vt_home_remove); /* a test that fails leaves its process without its teardown */
}

void vt_demand(bool good, const char *what)
{
    if (good)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

const char *vt_home(void)
{
    return home.path;
}

char *vt_home_file(const char *name)
{
    return paths_join(home.path, name);
}

char *vt_home_database(void)
{
    return vt_home_file(".local/share/bntutor/progress.db");
}

void vt_home_let_pass(long milliseconds)
{
    char *clock = vt_home_file("clock"), *next = vt_home_file("clock.next");
    home.milliseconds += milliseconds;
    FILE *file = fopen(next, "w");
    vt_demand(file, next);
    fprintf(file, "%ld\n", home.milliseconds);
    vt_demand(fclose(file) == 0 && rename(next, clock) == 0, clock); /* a reader never finds half a number */
    free(clock), free(next);
}

void vt_home_environment(const char *const *additions)
{
    static const char *const unset[] = {"LINES",           "COLUMNS",        "ESCDELAY",       "NO_COLOR",
                                        "ACCESSIBLE",      "BNTUTOR_DB",     "BNTUTOR_PLAIN",  "XDG_DATA_HOME",
                                        "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS"};
    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
    static const char *const fixed[][2] = {{"TERM", "xterm-256color"},
                                           {"LC_ALL", "C.UTF-8"},
                                           {"TZ", "UTC"},
                                           {"BNTUTOR_NOW", "2026-11-21T09:00:00Z"},
                                           {"BNTUTOR_SEED", "1"}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        setenv(fixed[i][0], fixed[i][1], 1);
    if (home.path) {
        char *clock = vt_home_file("clock");
        setenv("HOME", home.path, 1);
        setenv("BNTUTOR_CLOCK", clock, 1);
        free(clock);
    }
    for (; additions && *additions; additions++) {
        const char *value = strchr(*additions, '=');
        char *name = mem_string_n(*additions, value ? (size_t)(value - *additions) : strlen(*additions));
        if (value)
            setenv(name, value + 1, 1);
        else
            unsetenv(name);
        free(name);
    }
}
