/*
 * Loading the course, against the least that any reader of these files has to do: libyaml's events over the same bytes.
 */
#include "bench.h"

#include "base/mem.h"
#include "base/paths.h"
#include "course/course.h"
#include "course/diagnostics.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

static double load_course(void *argument)
{
    struct diagnostics diagnostics;
    struct course *course;
    struct err err;
    diagnostics_init(&diagnostics);
    double start = bench_seconds();
    if (course_load(&course, argument, NULL, &diagnostics, &err) != 0)
        fail(err.text);
    double seconds = bench_seconds() - start;
    course_free(&course);
    diagnostics_release(&diagnostics);
    return seconds;
}

static size_t count_events(FILE *file)
{
    yaml_parser_t parser;
    yaml_event_t event;
    size_t events = 0;
    if (!yaml_parser_initialize(&parser))
        fail("libyaml does not start");
    yaml_parser_set_input_file(&parser, file);
    for (bool more = true; more; events++) {
        if (!yaml_parser_parse(&parser, &event))
            fail("libyaml does not read the course");
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return events;
}

/* Every *.yaml of the folder once, events only. */
static double parse_events(void *argument)
{
    const char *directory = argument;
    double start = bench_seconds();
    DIR *entries = opendir(directory);
    if (!entries)
        fail("no course to read");
    for (const struct dirent *entry; (entry = readdir(entries));) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".yaml") != 0)
            continue;
        char *path = paths_join(directory, entry->d_name);
        FILE *file = fopen(path, "rb");
        if (!file || count_events(file) == 0)
            fail("a course file cannot be read");
        fclose(file);
        free(path);
    }
    closedir(entries);
    return bench_seconds() - start;
}

void bench_course(void)
{
    char *directory = paths_content();
    struct bench_figure load = bench_measure(load_course, directory, 31);
    struct bench_figure events = bench_measure(parse_events, directory, 31);
    bench_print("course load", &load);
    bench_print("libyaml events over the same bytes", &events);
    bench_print_ratio("course load / libyaml events", load.median / events.median);
    free(directory);
}
