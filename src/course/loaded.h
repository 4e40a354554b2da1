/*
 * What stands behind a `const struct course *`: its memory and its ids.
 */
#ifndef COURSE_LOADED_H
#define COURSE_LOADED_H

#include "base/arena.h"
#include "course/course.h"
#include "course/index.h"

struct loaded {
    struct course course; /* first, so that a pointer to it is one to the whole */
    struct arena arena;
    struct index index;
};

#endif
