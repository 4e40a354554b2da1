/*
 * Large courses as they were when they were checked last, so that they need not be parsed at each start.
 *
 * The files of a cache can be deleted at any time, and whatever is wrong with them is no error: then a course is parsed, as one
 * that is small is in any case.  What is kept is used only as long as each course file is the very same as it was then, and only by
 * the version of the program that wrote it.  Courses that anything was said about are not kept, nor those whose files were changed in
 * the last seconds, since a further change might not show.
 */
#ifndef COURSE_CACHE_H
#define COURSE_CACHE_H

#include "base/err.h"
#include "course/course.h"

#include <stddef.h>
#include <stdint.h>

enum {
    CACHE_FROM_BYTES = 2 << 20, /* less is parsed in a tenth of a second */
    CACHE_REST_MS = 3000        /* the coarsest file times are two seconds apart */
};

struct cache {
    const char *directory; /* NULL: there is none */
    size_t from_bytes;     /* courses whose files have fewer bytes are not kept */
    int64_t rest_ms;       /* nor those with a file that was changed so shortly before */
};

/* As course_load(); the course comes from the cache, or goes there. */
int cache_load(struct course **course, const char *directory, const char *own_directory, const struct cache *cache,
               struct diagnostics *diagnostics, struct err *err);

/* What the courses in the cache take; all zero where it does not exist. */
struct cache_size {
    size_t files, bytes;
};
struct cache_size cache_measure(const char *directory);

/* Deletes them.  Errors: those of err_system(). */
int cache_clear(const char *directory, struct err *err);

#endif
