/*
 * The list of demos: those of the laboratory, and the experiments of the course under the titles of their topics.
 *
 * `struct demo_list` owns its entries until demo_list_release(); demos and experiments belong to others.
 */
#ifndef ACTIVITY_DEMO_LIST_H
#define ACTIVITY_DEMO_LIST_H

#include "demo/demo.h"

struct demo_entry {
    const struct demo *demo;
    const struct experiment *experiment; /* NULL: the demo as it is */
};

struct demo_list {
    struct demo_entry *items;
    size_t count, capacity;
    size_t cursor; /* below count */
};

/* Adds all of them, or with `only` the experiments of that topic. */
void demo_list_fill(struct demo_list *list, const struct course *course, const struct topic *only);
void demo_list_release(struct demo_list *list);

void demo_list_view(const struct demo_list *list, struct view *view);

#endif
