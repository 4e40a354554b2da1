#include "bench.h"

#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char *scratch = scratch_make();
#ifdef WITH_SCREEN
    bench_screen(scratch);
    bench_demo(scratch);
    bench_tensor(scratch);
#else
    puts("the screen is not measured: libvterm or check is missing\n");
#endif
    bench_course();
    bench_race();
    bench_store(scratch);
    scratch_remove(scratch);
    return EXIT_SUCCESS;
}
