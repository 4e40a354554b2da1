#include "check_batchnorm.h"
#include "batchnorm_variants.h"

#include <stdio.h>

static TCase *(*const groups[])(void) = {
    batchnorm_accuracy_tests, batchnorm_backward_tests, batchnorm_errors_tests, batchnorm_identities_tests,
    batchnorm_random_tests,   batchnorm_running_tests,  batchnorm_shapes_tests, batchnorm_threads_tests,
};

/* All groups for one kernel; `name` is kept by the caller for as long as the suite is. */
static Suite *suite_of(const struct batchnorm_variant *variant, char *name, size_t size)
{
    snprintf(name, size, "batchnorm %s", variant->name);
    Suite *suite = suite_create(name);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        TCase *tests = groups[i]();
        tcase_add_checked_fixture(tests, variant->begin, NULL);
        suite_add_tcase(suite, tests);
    }
    return suite;
}

int main(void)
{
    struct batchnorm_variant variants[BATCHNORM_VARIANTS_MAX];
    size_t count = batchnorm_variants(variants);
    char names[BATCHNORM_VARIANTS_MAX][32];
    SRunner *runner = srunner_create(NULL);
    for (size_t i = 0; i < count; i++)
        srunner_add_suite(runner, suite_of(&variants[i], names[i], sizeof names[i]));
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
