#include "exchange/target.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "exchange/same_item.h"
#include "exchange/slug.h"
#include "exchange/yaml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const section_names[TARGET_SECTIONS] = {"notes",       "cards",       "questions", "prompts",
                                                           "predictions", "experiments", "generated"};

/* The first line of every file that importing makes. */
static const char MARK[] = "# Imported by bntutor";

/* What an item is recognized by when it has no id. */
static const char *front_of(const struct node *item)
{
    static const char *const keys[] = {"front", "cloze", "stem", "ask", "title"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = draft_value(item, keys[i]);
        if (text)
            return text;
    }
    return NULL;
}

static size_t section_index(const char *name)
{
    for (size_t i = 0; i < TARGET_SECTIONS; i++)
        if (strcmp(section_names[i], name) == 0)
            return i;
    return TARGET_SECTIONS;
}

static struct placed *placed_at(struct target *target, size_t number)
{
    return number == LOOKUP_NONE ? NULL : &target->sections[number % TARGET_SECTIONS].items[number / TARGET_SECTIONS];
}

static void append(struct target *target, size_t section, struct placed placed)
{
    size_t number = target->sections[section].count * TARGET_SECTIONS + section;
    const char *id = draft_value(placed.item, "id"), *front = front_of(placed.item);
    *vec_add(&target->sections[section]) = placed;
    if (id)
        lookup_put(&target->ids, id, number);
    if (front && lookup_find(&target->fronts, front) == LOOKUP_NONE)
        lookup_put(&target->fronts, front, number);
}

static struct node *writable(const struct node *node)
{
    return (struct node *)(uintptr_t)node; /* of the arena that is the target's own */
}

/* Takes the sections out of the tree that was read, so that they can grow. */
static void take_apart(struct target *target, const struct node *root)
{
    target->root = draft_map(&target->arena, root->at);
    for (const struct node *value = root->first, *next; value; value = next) {
        next = value->next;
        size_t section = value->kind == NODE_LIST ? section_index(value->key->text) : TARGET_SECTIONS;
        if (section == TARGET_SECTIONS) {
            draft_add(target->root, writable(value));
            continue;
        }
        for (const struct node *item = value->first; item; item = item->next)
            append(target, section, (struct placed){.item = writable(item)});
    }
}

static bool is_loaded(const struct course *course, const char *path)
{
    for (size_t i = 0; i < course->topic_count; i++)
        if (strcmp(course->topics[i].at.file, path) == 0)
            return true;
    return false;
}

static int read_existing(struct target *target, struct err *err)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    int code = source_read(&target->source, target->path, &diagnostics, err);
    if (!code && strncmp(target->source.bytes, MARK, strlen(MARK)) != 0)
        code = err_set(err, ERR_INVALID, "cannot import into '%s': it is not from an import; name another one with --into",
                       target->path);
    if (!code && !is_loaded(target->course, target->path))
        code = err_set(err, ERR_INVALID, "cannot import into '%s': it has mistakes; 'bntutor lint %s' tells them", target->path,
                       target->path);
    const struct node *root = code ? NULL : node_parse(&target->source, &target->arena);
    if (root)
        take_apart(target, root);
    else if (!code)
        code = err_set(err, ERR_INVALID, "cannot import into '%s': it cannot be read", target->path);
    diagnostics_release(&diagnostics);
    target->source.diagnostics = NULL;
    return code;
}

int target_open(struct target *target, const struct course *course, const char *own, const char *name, struct err *err)
{
    struct stat status;
    char *file = str_print("%s.yaml", name);
    *target = (struct target){.course = course, .name = mem_string(name), .path = paths_join(own, file)};
    free(file);
    arena_init(&target->arena);
    target->exists = lstat(target->path, &status) == 0;
    if (target->exists)
        return read_existing(target, err);
    target->root = draft_map(&target->arena, (struct span){1, 1, 1});
    return 0;
}

void target_release(struct target *target)
{
    for (size_t i = 0; i < TARGET_SECTIONS; i++)
        vec_release(&target->sections[i]);
    lookup_release(&target->ids);
    lookup_release(&target->fronts);
    lookup_release(&target->numbers);
    source_release(&target->source);
    arena_release(&target->arena);
    free(target->name);
    free(target->path);
}

/* What has `id` in any other file, or would clash with this one's topic. */
static bool taken_elsewhere(const struct target *target, const char *id)
{
    const struct course *course = target->course;
    const struct item *item = course_item(course, id);
    const struct experiment *experiment = course_experiment(course, id);
    const char *topic = draft_value(target->root, "topic");
    if (lookup_find(&target->ids, id) != LOOKUP_NONE)
        return false;
    return (topic && strcmp(topic, id) == 0) || item || experiment || course_topic(course, id) || course_challenge(course, id) ||
           course_exercise(course, id);
}

/* Whether another file has the very item, as far as a learner is asked. */
static bool is_known(const struct target *target, const char *id, const struct item *bound)
{
    const struct item *item = course_item(target->course, id);
    if (!bound || bound->kind == ITEM_EXERCISE)
        return course_experiment(target->course, id) || course_exercise(target->course, id);
    return item && same_item(item, bound);
}

/* A name that nothing has: `base`, or with a number behind it. */
static const char *free_name(struct target *target, const char *base)
{
    const char *id = base;
    size_t last = lookup_find(&target->numbers, base), number = last == LOOKUP_NONE ? 2 : last + 1;
    if (last != LOOKUP_NONE)
        id = arena_print(&target->arena, "%.*s-%zu", 56, base, number++);
    for (; taken_elsewhere(target, id) || lookup_find(&target->ids, id) != LOOKUP_NONE; number++)
        id = arena_print(&target->arena, "%.*s-%zu", 56, base, number);
    if (id != base)
        lookup_put(&target->numbers, base, number - 1);
    return id;
}

/* NAME-rest, as an id. */
static const char *prefixed(struct target *target, const char *rest, size_t most)
{
    struct str id;
    str_init(&id);
    slug_add(&id, target->name, 24);
    str_add_char(&id, '-');
    slug_add(&id, rest, most);
    while (id.text[id.length - 1] == '-')
        str_remove(&id, id.length - 1, 1);
    const char *kept = arena_string(&target->arena, id.text);
    str_release(&id);
    return kept;
}

/* Puts `item` where `placed` was, or at the end. */
static void put(struct target *target, size_t section, struct placed *placed, struct node *item, const char *id)
{
    draft_put_text(&target->arena, item, "id", id);
    struct placed fresh = {.item = item, .fresh = true, .source = item->at.line};
    const char *front = front_of(item);
    if (!placed)
        append(target, section, fresh);
    else if (front && lookup_find(&target->fronts, front) == LOOKUP_NONE)
        lookup_put(&target->fronts, front, lookup_find(&target->ids, id));
    if (placed)
        *placed = fresh;
    target->updated += placed != NULL;
    target->added += placed == NULL;
}

/* The item that is meant where a file gives no id: the one with the same front; otherwise a new one is named after it. */
static enum placing place_by_front(struct target *target, size_t section, struct node *item, size_t *line)
{
    const char *front = front_of(item);
    struct placed *placed = placed_at(target, lookup_find(&target->fronts, front ? front : ""));
    if (placed && placed->fresh) {
        *line = placed->source;
        return PLACED_TWICE;
    }
    const char *id = placed ? draft_value(placed->item, "id") : free_name(target, prefixed(target, front ? front : "item", 36));
    put(target, section, placed, item, id);
    return PLACED;
}

enum placing target_place(struct target *target, const char *section, struct node *item, const struct item *bound, size_t *line)
{
    size_t index = section_index(section);
    const char *given = draft_value(item, "id");
    struct str slug;
    str_init(&slug);
    slug_add(&slug, given ? given : "", 64);
    const char *id = arena_string(&target->arena, slug.text);
    str_release(&slug);
    if (!*id)
        return place_by_front(target, index, item, line);
    if (taken_elsewhere(target, id)) {
        if (is_known(target, id, bound))
            return PLACED_KNOWN;
        id = prefixed(target, id, 39);
    }
    if (taken_elsewhere(target, id))
        id = free_name(target, id);
    struct placed *placed = placed_at(target, lookup_find(&target->ids, id));
    if (placed && placed->fresh) {
        *line = placed->source;
        return PLACED_TWICE;
    }
    if (placed && lookup_find(&target->ids, id) % TARGET_SECTIONS != index)
        placed = NULL, id = free_name(target, prefixed(target, id, 36));
    put(target, index, placed, item, id);
    return PLACED;
}

static void put_missing(struct target *target, const char *key, const char *text, size_t columns)
{
    if (!node_find(target->root, key))
        draft_put_text(&target->arena, target->root, key,
                       arena_string_n(&target->arena, text, utf8_fit(text, strlen(text), columns)));
}

void target_describe(struct target *target, const char *title, const char *from)
{
    const char *name = target->name;
    if (!node_find(target->root, "topic"))
        put_missing(target, "topic", free_name(target, name), 64);
    put_missing(target, "title", title ? title : name, 60);
    put_missing(target, "summary", arena_print(&target->arena, "Imported from %s.", from), 72);
}

void target_write(const struct target *target, const char *from, struct str *out)
{
    struct node root = *target->root, lists[TARGET_SECTIONS], keys[TARGET_SECTIONS];
    struct node *end = root.first;
    while (end->next)
        end = end->next;
    struct node *last = end;
    str_addf(out,
             "%s, last from %s. Importing it again into '%s' updates its items by their ids\n"
             "# and keeps everything else here; what you change is kept until then.\n",
             MARK, from, target->name);
    for (size_t i = 0; i < TARGET_SECTIONS; i++) {
        if (!target->sections[i].count)
            continue;
        keys[i] = (struct node){.text = section_names[i], .length = strlen(section_names[i])};
        lists[i] = (struct node){.kind = NODE_LIST, .key = &keys[i], .first = target->sections[i].items[0].item};
        for (size_t j = 0; j < target->sections[i].count; j++)
            target->sections[i].items[j].item->next =
                j + 1 < target->sections[i].count ? target->sections[i].items[j + 1].item : NULL;
        last->next = &lists[i];
        last = &lists[i];
    }
    yaml_add(out, &root);
    end->next = NULL;
}
