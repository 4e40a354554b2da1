/*
 * What learners type: numbers and shapes in all the ways in which people write them.
 */
#ifndef ACTIVITY_RESPONSE_TYPED_ANSWER_H
#define ACTIVITY_RESPONSE_TYPED_ANSWER_H

#include "course/course.h"

/*
 * A number such as 0.0625, -3, .5, 6.25e-2 or 1/16, with any blanks around; a minus sign may be the typographic one, and a decimal
 * comma is taken, which sets *comma.  False for anything else, and where it is not finite.
 */
bool typed_number(const char *text, double *number, bool *comma);

/*
 * A shape such as 8,1,1,4 or (8, 1, 1, 4) or [8 1 1 4] or 8x1x1x4, of up to QUESTION_DIMENSIONS_MAX dimensions.  False for
 * anything else.
 */
bool typed_shape(const char *text, size_t shape[QUESTION_DIMENSIONS_MAX], size_t *count);

#endif
