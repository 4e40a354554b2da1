#include "check_exchange.h"

#include "runner.h"


Suite *program_suite(void)
{
    Suite *suite = suite_create("exchange");
    suite_add_tcase(suite, exchange_html_tests());
    suite_add_tcase(suite, exchange_round_tests());
    suite_add_tcase(suite, exchange_formats_tests());
    suite_add_tcase(suite, exchange_import_tests());
    suite_add_tcase(suite, exchange_history_tests());
    suite_add_tcase(suite, exchange_damage_tests());
    return suite;
}
