#include "runner.h"
#include "store_support.h"


Suite *program_suite(void)
{
    Suite *suite = suite_create("store");
    suite_add_tcase(suite, store_log_tests());
    suite_add_tcase(suite, store_backup_tests());
    suite_add_tcase(suite, store_clock_tests());
    suite_add_tcase(suite, store_known_tests());
    suite_add_tcase(suite, store_doctor_tests());
    suite_add_tcase(suite, store_exchange_tests());
    suite_add_tcase(suite, store_state_tests());
    suite_add_tcase(suite, store_statistics_tests());
    suite_add_tcase(suite, store_tuning_tests());
    suite_add_tcase(suite, store_open_tests());
    suite_add_tcase(suite, store_damage_tests());
    suite_add_tcase(suite, store_crash_tests());
    return suite;
}
