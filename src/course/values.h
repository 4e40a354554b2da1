/*
 * Numbers and times as they are written in course files.
 */
#ifndef COURSE_VALUES_H
#define COURSE_VALUES_H

#include <stdbool.h>

/* The largest dimension of a shape, and the most values that a shape may hold. */
enum { VALUE_SIZE_MAX = 1 << 24 };

/* A finite decimal number such as 3, -0.5 or 1e-5; false for anything else, hexadecimal and "inf" included. */
bool value_number(const char *text, double *number);

/* True for a number without a fraction that a double holds exactly. */
bool value_is_whole(double number);

/* Minutes and seconds such as 1:30, from 0:01 to 99:59; false for anything else. */
bool value_time(const char *text, int *seconds);

#endif
