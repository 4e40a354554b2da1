/*
 * What the tests of responses share: the course with questions of every kind, in the fixture of their program.
 */
#ifndef CHECK_RESPONSE_H
#define CHECK_RESPONSE_H

#include "activity_support.h"

extern struct scene scene;

/* Asked by the quiz and in a challenge; without the fixture. */
TCase *response_asked_tests(void);

#endif
