/*
 * The demos of the laboratory, one file each, for the table.
 */
#ifndef DEMO_DEMOS_H
#define DEMO_DEMOS_H

#include "demo/demo.h"

extern const struct demo demo_time_machine;

#endif
