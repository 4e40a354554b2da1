#include "base/paths.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *paths_join(const char *directory, const char *name)
{
    size_t length = strlen(directory);
    return str_print("%s%s%s", directory, length && directory[length - 1] == '/' ? "" : "/", name);
}

char *paths_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return mem_string(".");
    if (slash == path)
        return mem_string("/");
    return mem_string_n(path, (size_t)(slash - path));
}

static const char *home_directory(void)
{
    const char *home = getenv("HOME");
    if (home && *home)
        return home;
    const struct passwd *user = getpwuid(getuid());
    return user && user->pw_dir ? user->pw_dir : "/";
}

static char *in_data_home(const char *name)
{
    const char *data_home = getenv("XDG_DATA_HOME");
    if (data_home && data_home[0] == '/')
        return str_print("%s/bntutor/%s", data_home, name);
    return str_print("%s/.local/share/bntutor/%s", home_directory(), name);
}

char *paths_database(void)
{
    const char *database = getenv("BNTUTOR_DB");
    return database && *database ? mem_string(database) : in_data_home("progress.db");
}

char *paths_own_courses(void)
{
    return in_data_home("courses");
}

char *paths_imports(void)
{
    return in_data_home("imports");
}

char *paths_cache(void)
{
    const char *cache_home = getenv("XDG_CACHE_HOME");
    if (cache_home && cache_home[0] == '/')
        return str_print("%s/bntutor", cache_home);
    return str_print("%s/.cache/bntutor", home_directory());
}

char *paths_content(void)
{
    const char *content = getenv("BNTUTOR_CONTENT");
    return mem_string(content && *content ? content : CONTENT_DIRECTORY);
}

int paths_make_directory(const char *directory, struct err *err)
{
    struct stat status;
    if (stat(directory, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return 0;
        return err_set(err, ERR_INVALID, "cannot use '%s': it is not a directory", directory);
    }
    char *parent = paths_parent(directory);
    int result = strcmp(parent, directory) == 0 ? 0 : paths_make_directory(parent, err);
    free(parent);
    if (result)
        return result;
    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return err_system(err, errno, "cannot create directory '%s'", directory);
    return 0;
}
