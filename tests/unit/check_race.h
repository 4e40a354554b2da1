/* What the tests of the race share. */
#ifndef CHECK_RACE_H
#define CHECK_RACE_H

#include "laboratory/models.h"
#include "laboratory/race.h"

#include <check.h>

/* The fallbacks of the race's parameters, with "key=value" pairs on top, ended by NULL. */
void race_values(double values[MODEL_PARAMETERS_MAX], ...);

TCase *race_network_tests(void);
TCase *race_data_tests(void);
TCase *race_direction_tests(void);

#endif
