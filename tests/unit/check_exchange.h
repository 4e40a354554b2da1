/* The groups of tests that check_exchange runs. */
#ifndef CHECK_EXCHANGE_H
#define CHECK_EXCHANGE_H

#include <check.h>

TCase *exchange_damage_tests(void);
TCase *exchange_formats_tests(void);
TCase *exchange_history_tests(void);
TCase *exchange_html_tests(void);
TCase *exchange_import_tests(void);
TCase *exchange_round_tests(void);

#endif
