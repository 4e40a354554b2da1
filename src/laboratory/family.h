/* The norms that the model of the family compares; its lists with one number for each are in this order. */
#ifndef LABORATORY_FAMILY_H
#define LABORATORY_FAMILY_H

enum family { FAMILY_BATCH, FAMILY_INSTANCE, FAMILY_LAYER, FAMILY_GROUP, FAMILY_RMS, FAMILY_COUNT };

/* "batch", ...: the findings with the outputs are called so. */
extern const char *const family_names[FAMILY_COUNT];

#endif
