/*
 * The own course file that items are imported into: what it holds already, and what comes in.
 *
 * `struct target` owns itself until target_release(); nodes that are placed in it must live as long.
 */
#ifndef EXCHANGE_TARGET_H
#define EXCHANGE_TARGET_H

#include "base/str.h"
#include "course/course.h"
#include "exchange/draft.h"
#include "exchange/lookup.h"

enum { TARGET_SECTIONS = 7 };

struct placed {
    struct node *item;
    bool fresh;    /* was put there by this import */
    size_t source; /* line of the file it came from, if fresh */
};

struct target {
    const struct course *course;
    char *name; /* of the course file, without ".yaml" */
    char *path;
    bool exists;
    struct source source; /* what it held before */
    struct arena arena;
    struct node *root; /* the topic's keys, without its sections */
    struct {
        struct placed *items;
        size_t count, capacity;
    } sections[TARGET_SECTIONS];
    struct lookup ids, fronts; /* number = place * TARGET_SECTIONS + section */
    struct lookup numbers;     /* behind names that were taken: the last one given */
    size_t added, updated;
};

/*
 * Gets ready for importing into `name`.yaml of the directory `own`.  ERR_INVALID for one that was not made by importing, or that
 * has mistakes: then nothing is put there.
 */
int target_open(struct target *target, const struct course *course, const char *own, const char *name, struct err *err);
void target_release(struct target *target);

enum placing {
    PLACED,       /* added, or put in the place of its former self */
    PLACED_TWICE, /* the same stands in the imported file before; *line says where */
    PLACED_KNOWN, /* another course file has it, word for word */
};

/*
 * Gives `item` (a checked map, whose bound form is `bound`; NULL for an experiment) its id and its place.  An item with an id that
 * the target has, or without an id but with a front that it has, takes that one's place; one whose id is taken elsewhere gets a new
 * one, which is the same each time.
 */
enum placing target_place(struct target *target, const char *section, struct node *item, const struct item *bound, size_t *line);

/* Gives the topic of a new file its id, its title (NULL = the name) and its summary. */
void target_describe(struct target *target, const char *title, const char *from);

/* Adds the file as it is now, once it is described; `from` is the name of what was imported. */
void target_write(const struct target *target, const char *from, struct str *out);

#endif
