#include "course/loader.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/vec.h"
#include "course/bind.h"

#include <stdlib.h>
#include <string.h>

void loader_init(struct loader *loader, struct diagnostics *diagnostics)
{
    *loader = (struct loader){.diagnostics = diagnostics, .loaded = mem_new(1, sizeof *loader->loaded)};
    arena_init(&loader->loaded->arena);
    index_init(&loader->loaded->index);
    arena_init(&loader->scratch);
    index_init(&loader->index);
}

void loader_release(struct loader *loader)
{
    for (size_t i = 0; i < loader->files.count; i++) {
        struct course_file *file = loader->files.items[i];
        source_release(&file->source);
        vec_release(&file->definitions);
        vec_release(&file->references);
        free(file);
    }
    vec_release(&loader->files);
    index_release(&loader->index);
    arena_release(&loader->scratch);
    if (loader->loaded) {
        struct course *course = &loader->loaded->course;
        course_free(&course);
        loader->loaded = NULL;
    }
}

/* Its tree goes to `nodes`; NULL if it could not be parsed. */
static const struct node *add_file(struct loader *loader, struct source source, const struct schema *schema, void *record,
                                   struct arena *nodes)
{
    struct course_file *file = mem_new(1, sizeof *file);
    *vec_add(&loader->files) = file;
    file->source = source;
    const struct node *root = node_parse(&file->source, nodes);
    file->parsed = root != NULL;
    struct binding binding = {.file = file, .arena = &loader->loaded->arena};
    if (root)
        bind_record(&binding, schema, root, record);
    else
        loader->incomplete |= !loader->own;
    return root;
}

struct course_file *loader_add_topic(struct loader *loader, struct source source)
{
    struct topic *topic = arena_new(&loader->loaded->arena, 1, sizeof *topic);
    struct arena nodes; /* of one file at a time: they take ten times the room of its text */
    arena_init(&nodes);
    add_file(loader, source, &schema_topic, topic, &nodes);
    arena_release(&nodes);
    struct course_file *file = loader->files.items[loader->files.count - 1];
    source_put_away(&file->source);
    file->topic = topic;
    return file;
}

/* `directory`/`name` in the course's memory, since positions keep it. */
static const char *path_of(struct loader *loader, const char *directory, const char *name)
{
    char *path = paths_join(directory, name);
    const char *kept = arena_string(&loader->loaded->arena, path);
    free(path);
    return kept;
}

static void read_named_topic(struct loader *loader, const char *directory, const struct node *name)
{
    struct source source;
    struct err err;
    if (name->kind != NODE_SCALAR || name->length == 0)
        return;
    if (source_read(&source, path_of(loader, directory, name->text), loader->diagnostics, &err) == 0) {
        loader_add_topic(loader, source);
        return;
    }
    source_release(&source);
    loader->incomplete = true;
    node_error(&loader->files.items[0]->source, name, "%s", err.text);
}

int loader_read_course(struct loader *loader, const char *directory, struct err *err)
{
    struct source source;
    int result = source_read(&source, path_of(loader, directory, "course.yaml"), loader->diagnostics, err);
    if (result) {
        source_release(&source);
        return result;
    }
    const struct node *root = add_file(loader, source, &schema_course, &loader->head, &loader->scratch);
    const struct node *names = node_find(root, "topics");
    for (const struct node *name = names && names->kind == NODE_LIST ? names->first : NULL; name; name = name->next)
        read_named_topic(loader, directory, name);
    loader->shipped_count = loader->files.count;
    return 0;
}

void loader_read_own(struct loader *loader, const char *path)
{
    struct source source;
    struct err err;
    const char *kept = arena_string(&loader->loaded->arena, path);
    if (source_read(&source, kept, loader->diagnostics, &err) == 0) {
        loader_add_topic(loader, source);
        return;
    }
    source_report(&source, SEVERITY_ERROR, NULL, "%s", err.text);
    source_release(&source);
}

/* Copies the file's topic to its place in the course, and makes its items and experiments point there. */
static void place_topic(struct course_file *file, struct topic *place)
{
    *place = *file->topic;
    for (size_t i = 0; i < file->definitions.count; i++) {
        struct definition *definition = &file->definitions.items[i].definition;
        size_t offset = entity_topic_offset(definition->entity);
        if (definition->entity == ENTITY_TOPIC)
            definition->target = place;
        else
            memcpy((char *)definition->target + offset, &place, sizeof place);
    }
}

/* The definitions of all good files, in one array; by member, so that the bytes between members stay zero (image.h). */
static void index_definitions(struct loaded *loaded, const struct files *files)
{
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++)
        count += course_file_faulty(files->items[i]) ? 0 : files->items[i]->definitions.count;
    struct definition *next = loaded->definitions = arena_new(&loaded->arena, count, sizeof *next);
    for (size_t i = 0; i < files->count; i++) {
        const struct course_file *file = files->items[i];
        for (size_t j = 0; !course_file_faulty(file) && j < file->definitions.count; j++) {
            const struct definition *definition = &file->definitions.items[j].definition;
            next->id = definition->id;
            next->entity = definition->entity;
            next->target = definition->target;
            index_put(&loaded->index, next++);
        }
    }
}

static void keep_origins(struct loaded *loaded, const struct loader *loader)
{
    loaded->origins = arena_new(&loaded->arena, loader->files.count, sizeof *loaded->origins);
    loaded->origin_count = loader->files.count;
    loaded->shipped_count = loader->shipped_count;
    for (size_t i = 0; i < loader->files.count; i++)
        loaded->origins[i] = (struct origin){loader->files.items[i]->source.path, loader->files.items[i]->source.stamp};
}

static void link_references(const struct loaded *loaded, const struct course_file *file)
{
    for (size_t i = 0; i < file->references.count; i++) {
        const struct reference *reference = &file->references.items[i];
        const void *target = index_find(&loaded->index, reference->id)->target;
        memcpy(reference->slot, &target, sizeof target);
    }
}

struct course *loader_take(struct loader *loader)
{
    struct loaded *loaded = loader->loaded;
    const struct files *files = &loader->files;
    struct topic *topics = arena_new(&loaded->arena, files->count, sizeof *topics);
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++) {
        if (course_file_faulty(files->items[i]))
            continue;
        if (files->items[i]->topic)
            place_topic(files->items[i], &topics[count++]);
    }
    index_definitions(loaded, files);
    keep_origins(loaded, loader);
    for (size_t i = 0; i < files->count; i++)
        if (!course_file_faulty(files->items[i]))
            link_references(loaded, files->items[i]);
    loaded->course = (struct course){.title = loader->head.title,
                                     .topics = topics,
                                     .topic_count = count,
                                     .challenges = loader->head.challenges,
                                     .challenge_count = loader->head.challenge_count};
    loader->loaded = NULL;
    return &loaded->course;
}
