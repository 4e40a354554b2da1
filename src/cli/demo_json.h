/*
 * What a demo found, for other programs.
 */
#ifndef CLI_DEMO_JSON_H
#define CLI_DEMO_JSON_H

#include "base/str.h"
#include "demo/run.h"

/*
 * Adds one object: demo, experiment (or null), title, seed, parameters by key, note (or null), and findings by name: a number, a
 * list, or lists in lists for a tensor.  NaN is null, infinities are 1e999 and -1e999, which readers take for infinite.
 */
void demo_json(const struct demo_run *run, struct str *json);

#endif
