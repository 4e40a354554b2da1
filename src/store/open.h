/*
 * Opening with everything as a parameter that store_open() takes from the program and the machine; tests set it otherwise.
 */
#ifndef STORE_OPEN_H
#define STORE_OPEN_H

#include "store/migrate.h"

struct open_options {
    const struct migration *migrations;
    size_t migration_count;
    uint64_t machine;
    int busy_ms;        /* how long to wait for another program's write */
    bool daily_backups; /* whether to copy the file once a day */
};

/* What store_open() takes. */
struct open_options store_open_options(void);

int store_open_with(struct store **store, const char *path, const struct schedule_parameters *parameters,
                    const struct open_options *options, struct err *err);

#endif
