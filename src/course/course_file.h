/*
 * A course file on its way into a course: its text, and what it defines and refers to.
 *
 * The file owns its source and lists; its path and everything that stays in the course belong to the loader's arena.  Its tree is
 * gone by then: what is said about ids and references later needs only the place where they stand.
 */
#ifndef COURSE_COURSE_FILE_H
#define COURSE_COURSE_FILE_H

#include "course/index.h"
#include "course/source.h"

struct course_file;

/* A definition, and where its id stands. */
struct defined {
    struct definition definition; /* first: what an index of the loader finds is one of these */
    struct span at;
    struct course_file *file;
};

/* An id that stands where another thing is meant; `slot` is the pointer to set when all files are known. */
struct reference {
    enum entity entity;
    const char *id;
    struct span at;
    void *slot;
};

/* Of the search for circles: not seen yet, on the path from the topic where the search began, or without a circle behind it. */
enum visit { VISIT_NEW, VISIT_OPEN, VISIT_DONE };

struct course_file {
    struct source source;
    bool parsed;
    struct topic *topic;     /* NULL for course.yaml */
    enum visit visit;
    struct {
        struct defined *items;
        size_t count, capacity;
    } definitions;
    struct {
        struct reference *items;
        size_t count, capacity;
    } references;
};

/* True if something in the file is wrong. */
static inline bool course_file_faulty(const struct course_file *file)
{
    return file->source.error_count > 0 || !file->parsed;
}

#endif
