#include "runner.h"

#include "scratch.h"

#include <stdlib.h>

static int run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(void)
{
    char *folder = scratch_make();
    setenv("TMPDIR", folder, 1);
    Suite *suite = program_suite();
    int status = suite ? run(suite) : EXIT_SUCCESS;
    scratch_remove(folder);
    return status;
}
