/*
 * The steps from files to a course: read and bind each file, look at ids and references over all of them, link.
 *
 * `struct loader` owns the files and everything needed only while loading, until loader_release(); the course itself grows in
 * `loaded`, which loader_take() hands over.
 */
#ifndef COURSE_LOADER_H
#define COURSE_LOADER_H

#include "course/course_file.h"
#include "course/loaded.h"

struct files {
    struct course_file **items;
    size_t count, capacity;
};

struct loader {
    struct diagnostics *diagnostics;
    struct loaded *loaded;
    struct course_head head;
    struct arena scratch; /* the nodes of course.yaml */
    struct index index;   /* what the files define, as far as they are looked at */
    struct files files;   /* course.yaml, its topics, then own ones */
    size_t shipped_count; /* of them that are no own ones */
    bool incomplete;      /* something could not be read or parsed, so that what is unknown may be there */
    bool own;             /* the files looked at now are a learner's own */
};

void loader_init(struct loader *loader, struct diagnostics *diagnostics);
void loader_release(struct loader *loader);

/* Reads course.yaml in `directory` and the topics that it names.  An error only if course.yaml itself cannot be read. */
int loader_read_course(struct loader *loader, const char *directory, struct err *err);

/* Adds the topic file at `path`, which may turn out to be faulty or not even readable. */
void loader_read_own(struct loader *loader, const char *path);

/* Adds a topic from a source, which the loader owns from now on. */
struct course_file *loader_add_topic(struct loader *loader, struct source source);

/*
 * Checks ids, references and prerequisites of the files from number `first` on against each other and all before (resolve.c).
 * Every course file must be there by then.
 */
void loader_resolve(struct loader *loader, size_t first);

/* The course of all files without errors; the loader has none any more. */
struct course *loader_take(struct loader *loader);

#endif
