#include "check_batchnorm.h"

int main(void)
{
    Suite *suite = suite_create("batchnorm");
    suite_add_tcase(suite, batchnorm_accuracy_tests());
    suite_add_tcase(suite, batchnorm_backward_tests());
    suite_add_tcase(suite, batchnorm_errors_tests());
    suite_add_tcase(suite, batchnorm_example_tests());
    suite_add_tcase(suite, batchnorm_identities_tests());
    suite_add_tcase(suite, batchnorm_running_tests());
    suite_add_tcase(suite, batchnorm_threads_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
