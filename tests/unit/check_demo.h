/*
 * What the tests of the demo share: a course with experiments of all shapes, and hands that turn them.
 */
#ifndef CHECK_DEMO_H
#define CHECK_DEMO_H

#include "activity_support.h"
#include "experiment/experiment.h"

extern struct scene scene;
extern const struct experiment *demo_experiment; /* the one that is open */
extern struct settings demo_shown;               /* what the screen is expected to show; a test turns it along with the keys */

void demo_setup(void);
void demo_teardown(void);

/* Opens the experiment `id`, as declared. */
void open_demo(const char *id);
void press(unsigned key, unsigned times);

/* Opens the demo `name`, with one parameter set ("steps=100") or NULL. */
void open_laboratory(const char *name, const char *set);

/* As a front end does it: a tick at each deadline, `count` of them at most. */
void pass_ticks(unsigned count);

/* Block number `index` of a kind, or NULL. */
const struct block *find_block(enum block_kind kind, size_t index);

TCase *demo_number_tests(void);
TCase *demo_race_tests(void);
TCase *demo_play_tests(void);
TCase *demo_invitation_tests(void);

#endif
