/*
 * What a learner waits for in a demo: the screen after a parameter is turned in each demo as it opens; and the processor time of a
 * demo that is left alone.
 */
#include "bench.h"
#include "bench_keys.h"
#include "demo/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { REPETITIONS = 21, IDLE_SECONDS = 2 };

struct turned {
    struct vt *vt;
    bool up;
};

static double turn(void *argument)
{
    struct turned *turned = argument;
    turned->up = !turned->up;
    return bench_press(turned->vt, turned->up ? "+" : "-");
}

static void measure(const char *label, const char *demo, const char *const *options)
{
    struct turned turned = {.vt = bench_open_demo(demo, options)};
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
    struct vt *vt = bench_open_demo(demo, (const char *const[]){NULL});
    vt_settle(vt, 1 + 1000 * seconds);
    vt_key(vt, "ctrl-c");
    vt_exit_status(vt);
    vt_free(&vt);
    return child_seconds() - before;
}

void bench_demo(const char *scratch)
{
    static const char *const large[] = {"--set=width=64", "--set=depth=16", NULL}, *const none[] = {NULL};
    setenv("TMPDIR", scratch, 1);
    vt_home_make();
    measure("a race of deep and wide networks", "race", large);
    for (size_t i = 0; demo_table[i]; i++) {
        char *label = NULL;
        if (asprintf(&label, "demo %s: parameter to screen", demo_table[i]->name) >= 0)
            measure(label, demo_table[i]->name, none);
        free(label);
    }
    double opened = left_alone("time-machine", 0), idle = left_alone("time-machine", IDLE_SECONDS);
    printf("%-44s %8.2f ms of %d s\n\n", "processor time of an idle demo", 1e3 * (idle - opened), IDLE_SECONDS);
    vt_home_remove();
}
