#include "course/cache.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "course/cache_file.h"
#include "course/diagnostics.h"
#include "course/load.h"
#include "course/loaded.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* By the system's clock, since it makes the times of files, whatever BNTUTOR_NOW says. */
static int64_t system_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool is_shipped(const struct loaded *loaded, const char *path)
{
    for (size_t i = 0; i < loaded->shipped_count; i++)
        if (strcmp(loaded->origins[i].path, path) == 0)
            return true;
    return false;
}

/* Whether it is the course in `directory` with these own files and no others. */
static bool is_of(const struct loaded *loaded, const char *directory, const struct paths *own)
{
    char *head = paths_join(directory, "course.yaml");
    bool same = loaded->origin_count > 0 && strcmp(loaded->origins[0].path, head) == 0;
    size_t next = loaded->shipped_count;
    free(head);
    for (size_t i = 0; same && i < own->count; i++)
        if (!is_shipped(loaded, own->items[i])) {
            same = next < loaded->origin_count && strcmp(loaded->origins[next].path, own->items[i]) == 0;
            next++;
        }
    return same && next == loaded->origin_count;
}

static bool is_current(const struct loaded *loaded)
{
    for (size_t i = 0; i < loaded->origin_count; i++) {
        struct stat status;
        if (stat(loaded->origins[i].path, &status) != 0)
            return false;
        struct stamp stamp = source_stamp(&status);
        if (memcmp(&stamp, &loaded->origins[i].stamp, sizeof stamp) != 0)
            return false;
    }
    return true;
}

/* Whether it is worth the room, and its files were at rest before they were read. */
static bool is_worth_keeping(const struct loaded *loaded, const struct cache *cache, int64_t read_at)
{
    int64_t latest = read_at - cache->rest_ms * 1000000;
    uint64_t bytes = 0;
    for (size_t i = 0; i < loaded->origin_count; i++) {
        const struct stamp *stamp = &loaded->origins[i].stamp;
        if (stamp->modified > latest || stamp->changed > latest)
            return false;
        bytes += stamp->size;
    }
    return bytes >= cache->from_bytes;
}

static struct course *take(const char *path, const char *directory, const struct paths *own)
{
    struct loaded *loaded = cache_file_read(path);
    struct course *course = loaded ? &loaded->course : NULL;
    if (loaded && (!is_of(loaded, directory, own) || !is_current(loaded)))
        course_free(&course);
    return course;
}

static int load_and_keep(struct course **course, const char *directory, const struct paths *own, const char *path,
                         const struct cache *cache, struct diagnostics *diagnostics, struct err *err)
{
    int64_t read_at = system_nanoseconds();
    size_t messages = diagnostics->count;
    int code = load_course(course, directory, own, diagnostics, err);
    const struct loaded *loaded = (const struct loaded *)*course;
    if (!code && diagnostics->count == messages && is_worth_keeping(loaded, cache, read_at))
        cache_file_write(path, loaded);
    return code;
}

int cache_load(struct course **course, const char *directory, const char *own_directory, const struct cache *cache,
               struct diagnostics *diagnostics, struct err *err)
{
    if (!cache->directory)
        return course_load(course, directory, own_directory, diagnostics, err);
    struct paths own = {0};
    int code = 0;
    char *path = cache_file_path(cache->directory, directory);
    if (own_directory)
        load_list_directory(&own, own_directory, diagnostics);
    *course = take(path, directory, &own);
    if (!*course)
        code = load_and_keep(course, directory, &own, path, cache, diagnostics, err);
    load_release_paths(&own);
    free(path);
    return code;
}
