/*
 * What a learner waits for in a demo: the screen after a parameter is turned, in the anatomy of a tensor of a million values and in
 * each demo as it opens; and the processor time of a demo that is left alone.
 */
#include "bench.h"
#include "demo/demo.h"
#include "vt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { REPETITIONS = 21, IDLE_SECONDS = 2, LINE = 96 };

struct turned {
    struct vt *vt;
    char before[LINE]; /* the line of the parameters */
    bool up;
};

static void give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

/* The line on which the parameter that is turned stands. */
static void read_parameters(struct vt *vt, char line[LINE])
{
    int row = vt_find(vt, "‹", NULL);
    snprintf(line, LINE, "%s", row < 0 ? "" : vt_row_text(vt, row));
}

static bool is_turned(struct vt *vt, const void *argument)
{
    const struct turned *turned = argument;
    char line[LINE];
    read_parameters(vt, line);
    return strcmp(line, turned->before) != 0;
}

/* Seconds from a key to the screen with the other value. */
static double turn(void *argument)
{
    struct turned *turned = argument;
    read_parameters(turned->vt, turned->before);
    turned->up = !turned->up;
    double begin = bench_seconds();
    vt_key(turned->vt, turned->up ? "+" : "-");
    if (!vt_waits(turned->vt, is_turned, turned, "the parameter does not turn"))
        give_up("a key does nothing");
    double seconds = bench_seconds() - begin;
    vt_settle(turned->vt, 1);
    return seconds;
}

static void measure(const char *label, const char *demo, const char *setting)
{
    struct turned turned = {.vt = vt_tutor(24, 80, NULL, "demo", demo, setting, NULL)};
    if (!vt_comes(turned.vt, "‹"))
        give_up("the demo does not open");
    vt_settle(turned.vt, 1);
    struct bench_figure figure = bench_measure(turn, &turned, REPETITIONS);
    bench_print(label, &figure);
    vt_free(&turned.vt);
}

static double child_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Processor seconds of a program that opens the demo, is left alone for `seconds` and ends. */
static double left_alone(const char *demo, int seconds)
{
    double before = child_seconds();
    struct vt *vt = vt_tutor(24, 80, NULL, "demo", demo, NULL);
    if (!vt_comes(vt, "‹"))
        give_up("the demo does not open");
    vt_settle(vt, 1 + 1000 * seconds);
    vt_key(vt, "ctrl-c");
    vt_exit_status(vt);
    vt_free(&vt);
    return child_seconds() - before;
}

void bench_demo(const char *scratch)
{
    setenv("TMPDIR", scratch, 1);
    vt_home_make();
    measure("a million values: parameter to screen", "anatomy", "--set=batch=524288");
    for (size_t i = 0; demo_table[i]; i++) {
        char *label = NULL;
        if (asprintf(&label, "demo %s: parameter to screen", demo_table[i]->name) >= 0)
            measure(label, demo_table[i]->name, NULL);
        free(label);
    }
    double opened = left_alone("time-machine", 0), idle = left_alone("time-machine", IDLE_SECONDS);
    printf("%-44s %8.2f ms of %d s\n\n", "processor time of an idle demo", 1e3 * (idle - opened), IDLE_SECONDS);
    vt_home_remove();
}
