#include "check_activity.h"

#include <stdlib.h>

int main(void)
{
    Suite *suite = suite_create("activity");
    suite_add_tcase(suite, deck_tests());
    suite_add_tcase(suite, editor_tests());
    suite_add_tcase(suite, explain_tests());
    suite_add_tcase(suite, home_tests());
    suite_add_tcase(suite, markdown_tests());
    suite_add_tcase(suite, notes_tests());
    suite_add_tcase(suite, quiz_tests());
    suite_add_tcase(suite, save_tests());
    suite_add_tcase(suite, stack_tests());
    suite_add_tcase(suite, study_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
