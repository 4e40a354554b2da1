/*
 * What stands behind a `const struct course *`: its memory, its ids, and the files that it was made of.
 */
#ifndef COURSE_LOADED_H
#define COURSE_LOADED_H

#include "base/arena.h"
#include "course/course.h"
#include "course/index.h"
#include "course/source.h"

/* A file as it was when it was read. */
struct origin {
    const char *path;
    struct stamp stamp;
};

struct loaded {
    struct course course; /* first, so that a pointer to it is one to the whole */
    struct arena arena;
    struct index index;
    struct definition *definitions; /* index.count of them */
    struct origin *origins;
    size_t origin_count, shipped_count; /* the shipped ones come first: course.yaml and what it names */
    bool block;                         /* all of it lies in this one block of memory (image.h) */
};

#endif
