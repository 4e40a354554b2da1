/*
 * What a learner waits for in a demo: the screen after a parameter is turned, on a tensor of a million values and in each demo as it
 * opens; and the processor time of a demo that is left alone, or paused.
 */
#include "bench.h"
#include "base/str.h"
#include "demo/demo.h"
#include "vt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { REPETITIONS = 21, IDLE_SECONDS = 2, LINE = 96, MANY = 1 << 20, WHOLE_MS = 20 };

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
    vt_settle(turned->vt, WHOLE_MS); /* a line of which half has come would be taken for another value */
    return seconds;
}

/* With a setting and a file or another setting, or NULL. */
static void measure(const char *label, const char *demo, const char *setting, const char *input)
{
    const char *first = setting ? setting : input, *second = setting ? input : NULL;
    struct turned turned = {.vt = vt_tutor(24, 80, NULL, "demo", demo, first, second, NULL)};
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

/* A file of a million numbers in columns; returns the option that names it. */
static char *write_many(const char *scratch, const char *name, size_t columns)
{
    char *path = str_print("%s/%s", scratch, name);
    FILE *file = fopen(path, "wb");
    if (!file)
        give_up("a file cannot be written");
    char head[118];
    snprintf(head, sizeof head, "{'descr': '<f4', 'fortran_order': False, 'shape': (%zu, %zu), }", MANY / columns, columns);
    fprintf(file, "\x93NUMPY%c%cv%c%-117s\n", 1, 0, 0, head);
    for (size_t i = 0; i < MANY; i++) {
        float value = (float)(i % columns) + (float)(i * 7919 % 1009) / 1009;
        fwrite(&value, sizeof value, 1, file);
    }
    fclose(file);
    char *option = str_print("--input=%s", path);
    free(path);
    return option;
}

/* Each demo that takes a tensor, on one of a million values: of many channels, of one, or batches of which there are not too many. */
static void measure_many(const char *scratch)
{
    char *channels = write_many(scratch, "channels.npy", 64), *one = write_many(scratch, "one.npy", 1);
    char *batches = write_many(scratch, "batches.npy", 1024);
    for (size_t i = 0; demo_table[i]; i++) {
        const char *name = demo_table[i]->name;
        if (!demo_takes_sample(demo_table[i]))
            continue;
        char *label = str_print("a million values, %s", name);
        measure(label, name, NULL,
                strcmp(name, "train-or-inference") == 0 ? one : strcmp(name, "time-machine") == 0 ? batches : channels);
        free(label);
    }
    free(channels);
    free(one);
    free(batches);
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
    measure("a million values drawn, anatomy", "anatomy", "--set=batch=524288", NULL);
    measure("a million values drawn, time-machine", "time-machine", "--set=batch=512", "--set=batches=2000");
    measure("a million values drawn, train-or-inference", "train-or-inference", "--set=batch=200", "--set=positions=262");
    measure_many(scratch);
    measure("a race of deep and wide networks", "race", "--set=width=64", "--set=depth=16");
    for (size_t i = 0; demo_table[i]; i++) {
        char *label = NULL;
        if (asprintf(&label, "demo %s: parameter to screen", demo_table[i]->name) >= 0)
            measure(label, demo_table[i]->name, NULL, NULL);
        free(label);
    }
    double opened = left_alone("time-machine", 0), idle = left_alone("time-machine", IDLE_SECONDS);
    printf("%-44s %8.2f ms of %d s\n\n", "processor time of an idle demo", 1e3 * (idle - opened), IDLE_SECONDS);
    vt_home_remove();
}
