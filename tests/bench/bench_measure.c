#include "bench.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double bench_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

struct bench_figure bench_measure(double (*run)(void *argument), void *argument, size_t repetitions)
{
    double *seconds = mem_new(repetitions, sizeof *seconds);
    run(argument); /* warms caches up */
    for (size_t i = 0; i < repetitions; i++)
        seconds[i] = run(argument);
    qsort(seconds, repetitions, sizeof *seconds, compare);
    struct bench_figure figure = {seconds[repetitions / 2], seconds[0], seconds[repetitions - 1]};
    free(seconds);
    return figure;
}

void bench_print(const char *name, const struct bench_figure *figure)
{
    printf("%-40s %9.3f ms   (%.3f .. %.3f)\n", name, figure->median * 1e3, figure->fastest * 1e3, figure->slowest * 1e3);
    fflush(stdout);
}

void bench_print_ratio(const char *name, double ratio)
{
    printf("%-40s %9.2f\n\n", name, ratio);
}
