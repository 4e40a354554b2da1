/* What the tables of schema.c and schema_numbers.c share. */
#ifndef COURSE_SCHEMA_RANGES_H
#define COURSE_SCHEMA_RANGES_H

#include <float.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Tensors are float32. */
#define ANY_FLOAT .low = -(double)FLT_MAX, .high = (double)FLT_MAX
#define FLOAT_FROM_ZERO .low = 0, .high = (double)FLT_MAX

#endif
