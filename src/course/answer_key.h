/*
 * Comparing what somebody typed or sorted with the key of a question, and with its named mistakes.
 *
 * Nothing is owned here; mistakes that are returned belong to the course, and are NULL where none is named.
 */
#ifndef COURSE_ANSWER_KEY_H
#define COURSE_ANSWER_KEY_H

#include "course/course.h"

/* A number as the key states it, and how far another one may be off. */
double key_number(const struct question *question);
bool key_accepts_number(const struct question *question, double number);

/* The mistake whose number is closest to `number`, if that is within the tolerance. */
const struct wrong_answer *key_mistake_of_number(const struct question *question, double number);

/* Shapes: `count` dimensions. */
bool key_accepts_shape(const struct question *question, const size_t *shape, size_t count);
const struct wrong_answer *key_mistake_of_shape(const struct question *question, const size_t *shape, size_t count);

/* Orders: the line, from 0, that stands at each of question->lines.count places.  Equal lines may change places. */
bool key_accepts_order(const struct question *question, const size_t *order);
const struct wrong_answer *key_mistake_of_order(const struct question *question, const size_t *order);

#endif
