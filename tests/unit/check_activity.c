#include "check_activity.h"

#include "runner.h"


Suite *program_suite(void)
{
    Suite *suite = suite_create("activity");
    suite_add_tcase(suite, deck_tests());
    suite_add_tcase(suite, editor_tests());
    suite_add_tcase(suite, explain_tests());
    suite_add_tcase(suite, home_tests());
    suite_add_tcase(suite, markdown_tests());
    suite_add_tcase(suite, notes_tests());
    suite_add_tcase(suite, quiz_tests());
    suite_add_tcase(suite, read_only_tests());
    suite_add_tcase(suite, save_tests());
    suite_add_tcase(suite, stack_tests());
    suite_add_tcase(suite, study_tests());
    return suite;
}
