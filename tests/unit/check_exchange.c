#include "check_exchange.h"

#include <stdlib.h>

int main(void)
{
    Suite *suite = suite_create("exchange");
    suite_add_tcase(suite, exchange_html_tests());
    suite_add_tcase(suite, exchange_round_tests());
    suite_add_tcase(suite, exchange_formats_tests());
    suite_add_tcase(suite, exchange_import_tests());
    suite_add_tcase(suite, exchange_history_tests());
    suite_add_tcase(suite, exchange_damage_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
