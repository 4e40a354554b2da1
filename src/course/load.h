/*
 * Loading with a given set of own files; for course_load() and for lint.
 */
#ifndef COURSE_LOAD_H
#define COURSE_LOAD_H

#include "course/course.h"

#include <stddef.h>

struct paths {
    char **items;
    size_t count, capacity;
};

/* The course in `directory` with the topic files at own->items (those that it names itself are passed over), as course_load(). */
int load_course(struct course **course, const char *directory, const struct paths *own, struct diagnostics *diagnostics,
                struct err *err);

/* Adds the *.yaml files of `directory` in the order of their names; a directory that does not exist has none. */
void load_list_directory(struct paths *paths, const char *directory, struct diagnostics *diagnostics);

void load_release_paths(struct paths *paths);

#endif
