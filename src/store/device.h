/*
 * Which machine writes.  Each machine that opens a file has a random id in it, under which it counts its answers up.
 */
#ifndef STORE_DEVICE_H
#define STORE_DEVICE_H

#include "store/database.h"

/* A hash of what tells this machine from others: its machine-id, or its host name where there is none. */
uint64_t device_machine(void);

/* Finds the id of `machine` in the file, or mints one; a file that can only be read is left with store->has_device false. */
int device_find(struct store *store, uint64_t machine, struct err *err);

#endif
