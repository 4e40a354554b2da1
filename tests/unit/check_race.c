/* The race: gradients, data, training, and the directions of S1 to S4 of the worked examples, measured over several seeds. */
#include "check_race.h"

#include "runner.h"

#include <stdarg.h>
#include <string.h>

void race_values(double values[MODEL_PARAMETERS_MAX], ...)
{
    va_list pairs;
    model_defaults(&model_race_grid, values);
    va_start(pairs, values);
    for (const char *pair; (pair = va_arg(pairs, const char *));) {
        const char *sign = strchr(pair, '=');
        char key[32] = "";
        struct err err = {0};
        memcpy(key, pair, (size_t)(sign - pair));
        int index = parameter_find(race_parameters, GRID_PARAMETERS, key);
        ck_assert_msg(index >= 0, "no parameter '%s'", key);
        ck_assert_msg(parameter_read(&race_parameters[index], sign + 1, &values[index], &err) == 0, "%s", err.text);
    }
    va_end(pairs);
}

Suite *program_suite(void)
{
    Suite *suite = suite_create("race");
    suite_add_tcase(suite, race_network_tests());
    suite_add_tcase(suite, race_data_tests());
    suite_add_tcase(suite, race_direction_tests());
    return suite;
}
