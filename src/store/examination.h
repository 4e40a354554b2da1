/*
 * One run of the doctor: what its files, doctor.c and repair.c, work on and tell.
 */
#ifndef STORE_EXAMINATION_H
#define STORE_EXAMINATION_H

#include "store/doctor.h"
#include "store/open.h"

struct examination {
    const char *path;
    const struct schedule_parameters *parameters;
    int64_t now;
    bool repair;
    struct diagnosis *diagnosis;
};

/* Adds a symptom; takes `text` over. */
void examination_find(const struct examination *examination, enum symptom_weight weight, const char *id, char *text);

/* Opens a file without taking a copy of the day. */
int examination_open(const struct examination *examination, const char *path, struct store **store, struct err *err);

/* Puts a new file, with all that can be read in the damaged one and its copies, in its place, and keeps the damaged one. */
int examination_repair(const struct examination *examination, struct err *err);

#endif
