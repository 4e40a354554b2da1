/*
 * Numbers and times as they are written in course files.
 */
#ifndef COURSE_VALUES_H
#define COURSE_VALUES_H

#include <stdbool.h>
#include <stddef.h>

/* The largest dimension of a shape, and the most values that a shape may hold. */
enum { VALUE_SIZE_MAX = 1 << 24 };

/* A finite decimal number such as 3, -0.5 or 1e-5; false for anything else, hexadecimal and "inf" included. */
bool value_number(const char *text, double *number);

/* True for a number without a fraction that a double holds exactly. */
bool value_is_whole(double number);

/* Bytes of an exponent such as e-5 at `text`, 0 if none stands there. */
size_t value_exponent_length(const char *text);

/* What the last digit of a decimal number counts: 0.001 of 1.625, 1e-5 of 3e-5; 0.01 of a whole number.  What follows is ignored. */
double value_last_digit(const char *text);

/* Minutes and seconds such as 1:30, from 0:01 to 99:59; false for anything else. */
bool value_time(const char *text, int *seconds);

#endif
