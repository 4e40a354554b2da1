/* Ids, references and prerequisites over all files. */
#include "course/loader.h"

#include "base/vec.h"
#include "course/words.h"

#include <stdbool.h>

/*
 * Own files are checked when the course itself is known to be right: then a faulty file is left out, and what it defines is not
 * there for the other files.
 */
static bool left_out(const struct loader *loader, const struct course_file *definer, const struct course_file *user)
{
    return loader->own && definer != user && course_file_faulty(definer);
}

static const struct defined *find(const struct loader *loader, const char *id)
{
    return (const struct defined *)index_find(&loader->index, id);
}

static void define(struct loader *loader, struct course_file *file)
{
    for (size_t i = 0; i < file->definitions.count; i++) {
        const struct defined *defined = &file->definitions.items[i];
        const struct defined *other = find(loader, defined->definition.id);
        if (other && !left_out(loader, other->file, file))
            source_report(&file->source, SEVERITY_ERROR, &defined->at, "the id '%s' is taken by the %s in %s:%zu", defined->definition.id,
                       entity_name(other->definition.entity), other->file->source.path, other->at.line);
        else
            index_put(&loader->index, &defined->definition);
    }
}

static void report_unknown(struct loader *loader, struct course_file *file, const struct reference *reference)
{
    const char *kind = entity_name(reference->entity), *suggested = NULL;
    if (source_has_room(&file->source))
        suggested = index_suggest(&loader->index, reference->id, &reference->entity);
    if (suggested)
        source_report(&file->source, SEVERITY_ERROR, &reference->at, "unknown %s '%s' (did you mean '%s'?)", kind, reference->id, suggested);
    else
        source_report(&file->source, SEVERITY_ERROR, &reference->at, "unknown %s '%s'", kind, reference->id);
}

static void check_reference(struct loader *loader, struct course_file *file, const struct reference *reference)
{
    const struct defined *defined = find(loader, reference->id);
    if (!defined) {
        if (!loader->incomplete)
            report_unknown(loader, file, reference);
    } else if (left_out(loader, defined->file, file)) {
        source_report(&file->source, SEVERITY_ERROR, &reference->at, "'%s' is left out because of the errors in %s", reference->id,
                   defined->file->source.path);
    } else if (defined->definition.entity != reference->entity) {
        const char *found = entity_name(defined->definition.entity), *wanted = entity_name(reference->entity);
        source_report(&file->source, SEVERITY_ERROR, &reference->at, "'%s' is %s %s, not %s %s", reference->id, word_article(found), found,
                   word_article(wanted), wanted);
    }
}

static void check_references(struct loader *loader, struct course_file *file)
{
    for (size_t i = 0; i < file->references.count; i++)
        check_reference(loader, file, &file->references.items[i]);
}

/* A topic on the way from the one where the search began, and the reference that comes next. */
struct step {
    struct course_file *file;
    size_t next;
};

struct path {
    struct step *items;
    size_t count, capacity;
};

static void step_into(struct path *path, struct course_file *file)
{
    file->visit = VISIT_OPEN;
    *vec_add(path) = (struct step){.file = file};
}

/* The next topic that the last one of the path builds on; NULL if there is no more. */
static struct course_file *next_prerequisite(const struct loader *loader, struct step *step)
{
    while (step->next < step->file->references.count) {
        const struct reference *reference = &step->file->references.items[step->next++];
        const struct defined *defined = find(loader, reference->id);
        if (reference->entity == ENTITY_TOPIC && defined && defined->definition.entity == ENTITY_TOPIC)
            return defined->file;
    }
    return NULL;
}

/* The last topic of the path builds on `begin`, which is on the path. */
static void report_circle(struct loader *loader, const struct path *path, const struct course_file *begin)
{
    const struct step *last = &path->items[path->count - 1];
    size_t start = path->count - 1;
    while (path->items[start].file != begin)
        start--;
    const char *names = begin->topic->id;
    for (size_t i = start + 1; i < path->count; i++)
        names = arena_print(&loader->scratch, "%s, %s", names, path->items[i].file->topic->id);
    source_report(&last->file->source, SEVERITY_ERROR, &last->file->references.items[last->next - 1].at,
                  "prerequisites form a circle: %s, %s", names, begin->topic->id);
}

/* Depth first, with a path of its own instead of recursion: a learner may have any number of files. */
static void find_circles(struct loader *loader, struct course_file *start)
{
    struct path path = {0};
    step_into(&path, start);
    while (path.count > 0) {
        struct course_file *next = next_prerequisite(loader, &path.items[path.count - 1]);
        if (!next)
            path.items[--path.count].file->visit = VISIT_DONE;
        else if (next->visit == VISIT_NEW)
            step_into(&path, next);
        else if (next->visit == VISIT_OPEN)
            report_circle(loader, &path, next);
    }
    vec_release(&path);
}

/* Leaving out an own file can break another one's references, and so on.  True if that has happened. */
static bool leave_out_more(struct loader *loader, size_t first)
{
    bool more = false;
    for (size_t i = first; i < loader->files.count; i++) {
        struct course_file *file = loader->files.items[i];
        if (course_file_faulty(file))
            continue;
        check_references(loader, file);
        more |= course_file_faulty(file);
    }
    return more;
}

void loader_resolve(struct loader *loader, size_t first)
{
    for (size_t i = first; i < loader->files.count; i++)
        define(loader, loader->files.items[i]);
    for (size_t i = first; i < loader->files.count; i++)
        if (loader->files.items[i]->topic && loader->files.items[i]->visit == VISIT_NEW)
            find_circles(loader, loader->files.items[i]);
    for (size_t i = first; i < loader->files.count; i++)
        check_references(loader, loader->files.items[i]);
    while (loader->own && leave_out_more(loader, first))
        continue;
}
