/*
 * A learner of many years: a course of 100,000 cards and 1,000,000 answers to them, always the same ones.
 */
#ifndef TESTS_BENCH_SCALE_DATA_H
#define TESTS_BENCH_SCALE_DATA_H

#include <stddef.h>
#include <stdint.h>

enum { SCALE_TOPICS = 100, SCALE_CARDS = 1000 };

/* When the last answer was given; the first one was ten years before. */
#define SCALE_NOW INT64_C(1795251600000) /* 2026-11-21T09:00:00Z */

/* Writes course.yaml with its topics into `folder`, which must exist. */
void scale_write_course(const char *folder);

/* Makes the file at `path` with so many answers; returns the seconds it took to add them and fold them. */
double scale_write_answers(const char *path, size_t answers);

/* Prints what the program's screens take with both. */
void bench_scale_screens(const char *database, const char *course);

#endif
