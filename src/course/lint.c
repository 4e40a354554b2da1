#include "course/lint.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/vec.h"
#include "course/lint_rules.h"
#include "course/load.h"
#include "course/source.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A course to load, with files that it may not name itself. */
struct job {
    char *directory;
    struct paths files;
    bool whole; /* all topics are looked at, not only those of `files` */
};

struct jobs {
    struct job *items;
    size_t count, capacity;
};

static struct job *job_for(struct jobs *jobs, const char *directory, bool whole)
{
    for (size_t i = 0; i < jobs->count; i++)
        if (jobs->items[i].whole == whole && strcmp(jobs->items[i].directory, directory) == 0)
            return &jobs->items[i];
    struct job *job = vec_add(jobs);
    *job = (struct job){.directory = mem_string(directory), .whole = whole};
    return job;
}

static bool is_course(const char *directory)
{
    char *path = paths_join(directory, "course.yaml");
    bool exists = access(path, F_OK) == 0;
    free(path);
    return exists;
}

static void add_directory(struct jobs *jobs, const char *path, const char *shipped, struct diagnostics *diagnostics)
{
    if (is_course(path))
        job_for(jobs, path, true);
    else
        load_list_directory(&job_for(jobs, shipped, false)->files, path, diagnostics);
}

static void add_file(struct jobs *jobs, const char *path, const char *shipped)
{
    char *parent = paths_parent(path);
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (!is_course(parent))
        *vec_add(&job_for(jobs, shipped, false)->files) = mem_string(path);
    else if (strcmp(name, "course.yaml") == 0)
        job_for(jobs, parent, true);
    else /* joined as the loader joins what course.yaml names, so that it knows the file again */
        *vec_add(&job_for(jobs, parent, true)->files) = paths_join(parent, name);
    free(parent);
}

static int add_path(struct jobs *jobs, const char *path, const char *shipped, struct diagnostics *diagnostics, struct err *err)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return err_system(err, errno, "cannot open '%s'", path);
    if (S_ISDIR(status.st_mode))
        add_directory(jobs, path, shipped, diagnostics);
    else
        add_file(jobs, path, shipped);
    return 0;
}

static bool is_wanted(const struct job *job, const struct topic *topic)
{
    for (size_t i = 0; i < job->files.count; i++)
        if (strcmp(job->files.items[i], topic->at.file) == 0)
            return true;
    return job->whole;
}

static void count_questions(struct lint_topic *counts, const struct question *questions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        counts->question_kinds[questions[i].kind]++;
        counts->formats[questions[i].format]++;
    }
}

static struct lint_topic *count_topic(struct lint_summary *summary, const struct topic *topic)
{
    struct lint_topic *counts = vec_add(summary);
    const struct item *item;
    *counts = (struct lint_topic){.id = mem_string(topic->id), .experiments = topic->experiment_count};
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        for (size_t i = 0; (item = topic_item(topic, (enum item_kind)kind, i)); i++)
            counts->items[kind][item->level]++;
    for (size_t i = 0; i < topic->card_count; i++)
        counts->card_kinds[topic->cards[i].kind]++;
    count_questions(counts, topic->questions, topic->question_count);
    count_questions(counts, topic->predictions, topic->prediction_count);
    return counts;
}

/* Reads the files again, for messages: a loaded course does not keep them. */
static void read_files(struct lint_files *files, const struct job *job, const struct course *course,
                       struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < course->topic_count; i++) {
        struct lint_file *file = vec_add(files);
        *file = (struct lint_file){.topic = &course->topics[i]};
        bool there = source_read(&file->source, course->topics[i].at.file, diagnostics, NULL) == 0;
        file->wanted = there && is_wanted(job, &course->topics[i]);
    }
}

static void look_at(const struct course *course, struct lint_files *files, bool whole, lint_examine_topic *examine,
                    struct lint_summary *summary)
{
    for (size_t i = 0; i < files->count; i++) {
        struct lint_file *file = &files->items[i];
        if (!file->wanted)
            continue;
        struct lint_topic *counts = count_topic(summary, file->topic);
        lint_topic(file->topic, &file->source);
        if (examine)
            examine(file->topic, &file->source, counts);
    }
    lint_duplicates(files);
    if (whole)
        lint_course(course, files);
}

static int run_job(const struct job *job, lint_examine_topic *examine, struct diagnostics *diagnostics,
                   struct lint_summary *summary, struct err *err)
{
    struct course *course;
    struct lint_files files = {0};
    int result = load_course(&course, job->directory, &job->files, diagnostics, err);
    /* Errors in what was to be looked at are the answer; only the shipped course must be right to look at anything else. */
    if (result)
        return result == ERR_INVALID && job->whole ? 0 : result;
    read_files(&files, job, course, diagnostics);
    look_at(course, &files, job->whole, examine, summary);
    if (job->whole)
        summary->challenges += course->challenge_count;
    lint_files_release(&files);
    course_free(&course);
    return 0;
}

/* What went wrong with several paths is told together. */
static int join(int result, int failure, const struct err *why, struct err *err)
{
    if (!failure)
        return result;
    struct err before = err && result ? *err : (struct err){0};
    return err_set(err, failure, "%s%s%s", before.text, result ? "; " : "", why->text);
}

int course_lint(const char *const *paths, size_t path_count, const char *shipped, lint_examine_topic *examine,
                struct diagnostics *diagnostics, struct lint_summary *summary, struct err *err)
{
    struct jobs jobs = {0};
    int result = 0;
    if (path_count == 0)
        job_for(&jobs, shipped, true);
    for (size_t i = 0; i < path_count; i++) {
        struct err why = {0};
        int failure = add_path(&jobs, paths[i], shipped, diagnostics, &why);
        result = join(result, failure, &why, err);
    }
    for (size_t i = 0; i < jobs.count; i++) {
        struct err why = {0};
        int failure = run_job(&jobs.items[i], examine, diagnostics, summary, &why);
        result = join(result, failure, &why, err);
        free(jobs.items[i].directory);
        load_release_paths(&jobs.items[i].files);
    }
    vec_release(&jobs);
    return result;
}
