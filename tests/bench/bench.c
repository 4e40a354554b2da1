#include "bench.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *position)
{
    (void)status, (void)type, (void)position;
    return remove(path);
}

int main(void)
{
    char scratch[] = "/tmp/bntutor-bench-XXXXXX";
    if (!mkdtemp(scratch)) {
        perror("bench");
        return EXIT_FAILURE;
    }
#ifdef WITH_SCREEN
    bench_screen(scratch);
    bench_demo(scratch);
#else
    puts("the screen is not measured: libvterm or check is missing\n");
#endif
    bench_course();
    bench_race();
    bench_store(scratch);
    nftw(scratch, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    return EXIT_SUCCESS;
}
