#include "course/load.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/vec.h"
#include "course/diagnostics.h"
#include "course/loader.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool has_suffix(const char *name, const char *suffix)
{
    size_t length = strlen(name), suffix_length = strlen(suffix);
    return name[0] != '.' && length > suffix_length && strcmp(name + length - suffix_length, suffix) == 0;
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void report(struct diagnostics *diagnostics, enum severity severity, const char *file, const char *text)
{
    diagnostics_add(diagnostics, severity, (struct position){.file = file}, 1, NULL, "%s", text);
}

static void add_entry(struct paths *paths, const char *directory, const char *name, struct diagnostics *diagnostics)
{
    bool yaml = has_suffix(name, ".yaml");
    if (!yaml && !has_suffix(name, ".yml"))
        return;
    char *path = paths_join(directory, name);
    if (yaml) {
        *vec_add(paths) = path;
        return;
    }
    report(diagnostics, SEVERITY_WARNING, path, "only files whose name ends in .yaml are loaded");
    free(path);
}

void load_list_directory(struct paths *paths, const char *directory, struct diagnostics *diagnostics)
{
    size_t first = paths->count;
    DIR *stream = opendir(directory);
    if (!stream) {
        struct err err;
        if (err_system(&err, errno, "cannot open '%s'", directory) != ERR_NOT_FOUND)
            report(diagnostics, SEVERITY_ERROR, directory, err.text);
        return;
    }
    for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream))
        add_entry(paths, directory, entry->d_name, diagnostics);
    closedir(stream);
    if (paths->count > first)
        qsort(paths->items + first, paths->count - first, sizeof *paths->items, compare_paths);
}

void load_release_paths(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i]);
    vec_release(paths);
}

static bool any_faulty(const struct loader *loader)
{
    for (size_t i = 0; i < loader->files.count; i++)
        if (course_file_faulty(loader->files.items[i]))
            return true;
    return false;
}

static bool is_loaded(const struct loader *loader, const char *path)
{
    for (size_t i = 0; i < loader->files.count; i++)
        if (strcmp(loader->files.items[i]->source.path, path) == 0)
            return true;
    return false;
}

static void add_own_files(struct loader *loader, const struct paths *own)
{
    size_t first = loader->files.count;
    loader->own = true;
    for (size_t i = 0; i < own->count; i++)
        if (!is_loaded(loader, own->items[i]))
            loader_read_own(loader, own->items[i]);
    loader_resolve(loader, first);
}

static int load(struct loader *loader, const char *directory, const struct paths *own, struct err *err)
{
    int result = loader_read_course(loader, directory, err);
    if (result)
        return result;
    loader_resolve(loader, 0);
    if (any_faulty(loader))
        return err_set(err, ERR_INVALID, "the course in '%s' has errors", directory);
    add_own_files(loader, own);
    return 0;
}

int load_course(struct course **course, const char *directory, const struct paths *own, struct diagnostics *diagnostics,
                struct err *err)
{
    struct loader loader;
    *course = NULL;
    loader_init(&loader, diagnostics);
    int result = load(&loader, directory, own, err);
    if (result == 0)
        *course = loader_take(&loader);
    loader_release(&loader);
    return result;
}

int course_load(struct course **course, const char *directory, const char *own_directory, struct diagnostics *diagnostics,
                struct err *err)
{
    struct paths own = {0};
    if (own_directory)
        load_list_directory(&own, own_directory, diagnostics);
    int result = load_course(course, directory, &own, diagnostics, err);
    load_release_paths(&own);
    return result;
}
