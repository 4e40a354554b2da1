/*
 * Figures for people, never tests: each line is the median of many repetitions with the fastest and the slowest, and ratios are taken
 * within one run, because machines are shared and noisy.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stddef.h>

struct bench_figure {
    double median, fastest, slowest; /* seconds */
};

/* Seconds of the steady clock. */
double bench_seconds(void);

/* Calls run(argument), which returns the seconds it took, `repetitions` times. */
struct bench_figure bench_measure(double (*run)(void *argument), void *argument, size_t repetitions);

void bench_print(const char *name, const struct bench_figure *figure);
void bench_print_ratio(const char *name, double ratio);

/* The benches; `scratch` is a folder of their own. */
void bench_course(void);
void bench_race(void);
void bench_store(const char *scratch);
void bench_screen(const char *scratch);
void bench_demo(const char *scratch);
void bench_tensor(const char *scratch);

#endif
