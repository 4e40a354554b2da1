/* JSON with everything that course files hold: their trees, in the keys of bntutor-course(5). */
#include "exchange/json_read.h"

#include "course/schema.h"
#include "exchange/lookup.h"
#include "store/json.h"

#include <stdlib.h>
#include <string.h>

enum { FORMAT_VERSION = 1 };

static const char FORMAT_NAME[] = "bntutor course";

/* What is to be written. */
struct writer {
    const struct course *course;
    struct lookup ids;
};

static void add_indent(struct str *out, size_t depth)
{
    str_add_char(out, '\n');
    str_repeat(out, "  ", depth);
}

/* A number as JSON has it: no sign before it but -, a digit on either side of the point. */
static bool is_json_number(const char *text)
{
    const char *digits = text + (*text == '-');
    char *end;
    strtod(text, &end);
    return !*end && *digits >= '0' && *digits <= '9' && !(digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') &&
           text[strspn(text, "-+.0123456789eE")] == '\0' && text[strlen(text) - 1] != '.' && !strstr(text, ".e") &&
           !strstr(text, ".E");
}

/* Numbers whose digits matter stay texts. */
static bool is_bare(const struct field *field, const char *text)
{
    if (!field)
        return false;
    if (field->type == FIELD_FLAG)
        return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    bool number =
        field->type == FIELD_NUMBER || field->type == FIELD_WHOLE || field->type == FIELD_NUMBERS || field->type == FIELD_SIZES;
    return number && is_json_number(text);
}

static const struct field *find_field(const struct schema *schema, const char *key)
{
    for (size_t i = 0; schema && i < schema->field_count; i++)
        if (strcmp(schema->fields[i].key, key) == 0)
            return &schema->fields[i];
    return NULL;
}

static void add_value(struct str *out, const struct node *node, const struct field *field, size_t depth);

static void add_map(struct str *out, const struct node *map, const struct schema *schema, size_t depth)
{
    str_add_char(out, '{');
    for (const struct node *value = map->first; value; value = value->next) {
        add_indent(out, depth + 1);
        json_text(out, value->key->text);
        str_add(out, ": ");
        add_value(out, value, find_field(schema, value->key->text), depth + 1);
        str_add(out, value->next ? "," : "");
    }
    add_indent(out, depth);
    str_add_char(out, '}');
}

static void add_list(struct str *out, const struct node *list, const struct field *field, size_t depth)
{
    bool maps = list->first && list->first->kind == NODE_MAP;
    str_add_char(out, '[');
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        if (maps)
            add_indent(out, depth + 1);
        add_value(out, entry, field, depth + 1);
        str_add(out, entry->next ? maps ? "," : ", " : "");
    }
    if (maps)
        add_indent(out, depth);
    str_add_char(out, ']');
}

static void add_value(struct str *out, const struct node *node, const struct field *field, size_t depth)
{
    if (node->kind == NODE_MAP)
        add_map(out, node, field ? field->records : NULL, depth);
    else if (node->kind == NODE_LIST)
        add_list(out, node, field, depth);
    else if (is_bare(field, node->text))
        str_add(out, node->text);
    else
        json_text(out, node->text);
}

/* Text at the end of which line breaks mean nothing goes without them, as it is loaded. */
static void trim(struct node *node)
{
    while (node->kind == NODE_SCALAR && node->length && strchr(" \t\r\n", node->text[node->length - 1]))
        node->length--;
    if (node->kind == NODE_SCALAR)
        ((char *)(uintptr_t)node->text)[node->length] = '\0';
    for (struct node *child = node->kind == NODE_SCALAR ? NULL : node->first; child; child = child->next)
        trim(child);
}

/* Experiments go with their topic. */
static bool is_wanted(const struct writer *writer, const char *id)
{
    return id && (lookup_find(&writer->ids, id) != LOOKUP_NONE || course_experiment(writer->course, id));
}

/* Takes what was not selected out of the sections of a topic. */
static void keep_selected(const struct writer *writer, struct node *root)
{
    for (struct node *section = root->first; section; section = section->next) {
        const struct field *field = find_field(&schema_topic, section->key->text);
        if (!field || field->type != FIELD_RECORDS)
            continue;
        for (struct node **slot = &section->first; *slot;) {
            if (is_wanted(writer, draft_value(*slot, "id"))) {
                slot = &(*slot)->next;
                continue;
            }
            *slot = (*slot)->next;
            section->count--;
        }
    }
}

/* Reads the topic's file again: a loaded course does not keep the way in which things were written. */
static int add_topic(struct str *out, const struct writer *writer, const struct topic *topic, struct err *err)
{
    struct source source;
    struct arena arena;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    arena_init(&arena);
    int code = source_read(&source, topic->at.file, &diagnostics, err);
    struct node *root = code ? NULL : node_parse(&source, &arena);
    if (root) {
        keep_selected(writer, root);
        trim(root);
        add_map(out, root, &schema_topic, 2);
    } else if (!code) {
        code = err_set(err, ERR_INVALID, "cannot read '%s' again", topic->at.file);
    }
    source_release(&source);
    arena_release(&arena);
    diagnostics_release(&diagnostics);
    return code;
}

static int write_topics(const struct selection *selection, FILE *out, struct err *err)
{
    struct str text;
    struct writer writer = {.course = selection->exchange->course};
    const struct topic *topic = NULL;
    int code = 0;
    for (size_t i = 0; i < selection->count; i++)
        lookup_put(&writer.ids, selection->items[i]->id, i);
    str_init(&text);
    str_addf(&text, "{\n  \"format\": \"%s\",\n  \"version\": %d,\n  \"topics\": [", FORMAT_NAME, FORMAT_VERSION);
    for (size_t i = 0; !code && i < selection->count; i++) {
        if (selection->items[i]->topic == topic)
            continue;
        str_add(&text, topic ? ",\n    " : "\n    ");
        topic = selection->items[i]->topic;
        code = add_topic(&text, &writer, topic, err);
    }
    str_add(&text, "\n  ]\n}\n");
    if (!code)
        fputs(text.text, out);
    str_release(&text);
    lookup_release(&writer.ids);
    return code;
}

static void take_section(struct import *import, struct node *section)
{
    const struct field *field = find_field(&schema_topic, section->key->text);
    if (!field || field->type != FIELD_RECORDS)
        return;
    if (section->kind != NODE_LIST) {
        import_lost(import, &section->at, "'%s' must be a list", field->key);
        return;
    }
    for (struct node *item = section->first, *next; item; item = next) {
        next = item->next;
        import_add(import, field->key, item);
    }
}

static void take_topic(struct import *import, struct node *topic)
{
    for (struct node *section = topic->kind == NODE_MAP ? topic->first : NULL, *next; section; section = next) {
        next = section->next;
        take_section(import, section);
    }
}

/* A map such as other programs write: one side and the other. */
static void take_card(struct import *import, struct node *map)
{
    static const char *const fronts[] = {"front", "question", "term", "q", "prompt"}, *const backs[] = {"back", "answer",
                                                                                                        "definition", "a"};
    struct node *card = draft_map(&import->arena, map->at);
    if (node_find(map, "stem")) {
        import_add(import, "questions", map);
        return;
    }
    if ((node_find(map, "front") || node_find(map, "cloze"))) {
        import_add(import, "cards", map);
        return;
    }
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        draft_put_text(&import->arena, card, "front", node_find(card, "front") ? NULL : draft_value(map, fronts[i]));
    for (size_t i = 0; i < sizeof backs / sizeof *backs; i++)
        draft_put_text(&import->arena, card, "back", node_find(card, "back") ? NULL : draft_value(map, backs[i]));
    draft_put_text(&import->arena, card, "id", draft_value(map, "id"));
    import_add(import, "cards", card);
}

static void take_root(struct import *import, struct node *root)
{
    const struct node *topics = node_find(root, "topics");
    struct node *first = topics ? topics->first : root->kind == NODE_LIST ? root->first : NULL;
    const char *title = topics && topics->count == 1 ? draft_value(first, "title") : NULL;
    import->title = title;
    if (root->kind == NODE_MAP && !topics)
        take_topic(import, root);
    for (struct node *entry = first, *next; entry; entry = next) {
        next = entry->next;
        if (topics)
            take_topic(import, entry);
        else
            take_card(import, entry);
    }
}

static int read_topics(struct import *import, struct err *err)
{
    const char *text = import->source.bytes, *fault;
    struct node *root = json_read(import, &text, &import->arena, NULL, &fault);
    struct span span = import_span(import, text);
    if (!root || *text) {
        import_lost(import, &span, "%s", fault ? fault : "something follows the end of the JSON value");
        return err_set(err, ERR_INVALID, "cannot import '%s': it is no JSON", import->source.path);
    }
    const char *format = draft_value(root, "format");
    if (format && strcmp(format, FORMAT_NAME) != 0)
        return err_set(err, ERR_INVALID, "cannot import '%s': it holds '%.40s', no items", import->source.path, format);
    take_root(import, root);
    return 0;
}

const struct format format_json = {
    .name = "json",
    .extension = "json",
    .holds = KINDS_ALL | PARTS_ALL,
    .write = write_topics,
    .read = read_topics,
};
