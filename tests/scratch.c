#include "scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { OPEN_FOLDERS = 16 };

char *scratch_make(void)
{
    const char *parent = getenv("TMPDIR");
    size_t size = (parent ? strlen(parent) : 0) + sizeof "/tmp/bntutor-XXXXXX";
    char *folder = malloc(size);
    if (folder)
        snprintf(folder, size, "%s/bntutor-XXXXXX", parent && *parent ? parent : "/tmp");
    if (!folder || !mkdtemp(folder)) {
        perror(folder ? folder : "scratch");
        exit(EXIT_FAILURE);
    }
    return folder;
}

static int make_writable(const char *path, const struct stat *status, int type, struct FTW *position)
{
    (void)status, (void)position;
    if (type == FTW_D || type == FTW_DNR)
        chmod(path, 0700);
    return 0;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *position)
{
    (void)status, (void)type, (void)position;
    return remove(path);
}

void scratch_remove(char *folder)
{
    if (!folder)
        return;
    nftw(folder, make_writable, OPEN_FOLDERS, FTW_PHYS);
    nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    free(folder);
}
