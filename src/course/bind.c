#include "course/bind.h"

#include "course/fields.h"
#include "course/suggest.h"
#include "course/words.h"

#include <stdint.h>
#include <string.h>

static void bind_inner_records(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    if (!field_is_list(binding, field, node, "maps"))
        return;
    char *records = arena_new(binding->arena, node->count, field->records->size);
    size_t count = 0;
    for (const struct node *entry = node->first; entry; entry = entry->next)
        bind_record(binding, field->records, entry, records + field->records->size * count++);
    field_put_list(field, record, records, count);
}

static void bind_inner_record(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    void *made = arena_new(binding->arena, 1, field->records->size);
    bind_record(binding, field->records, node, made);
    memcpy((char *)record + field->offset, &made, sizeof made);
}

void bind_field(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    static void (*const functions[])(struct binding *, const struct field *, const struct node *, void *) = {
        [FIELD_ID] = field_bind_id,
        [FIELD_NAME] = field_bind_name,
        [FIELD_LINE] = field_bind_text,
        [FIELD_MARKDOWN] = field_bind_text,
        [FIELD_WORD] = field_bind_word,
        [FIELD_NUMBER] = field_bind_number,
        [FIELD_WHOLE] = field_bind_whole,
        [FIELD_FLAG] = field_bind_flag,
        [FIELD_TIME] = field_bind_time,
        [FIELD_LINES] = field_bind_texts,
        [FIELD_TEXTS] = field_bind_texts,
        [FIELD_NUMBERS] = field_bind_numbers,
        [FIELD_DECIMALS] = field_bind_decimals,
        [FIELD_SIZES] = field_bind_sizes,
        [FIELD_ASSIGNMENTS] = field_bind_assignments,
        [FIELD_GROUPS] = field_bind_groups,
        [FIELD_REFERENCE] = field_bind_reference,
        [FIELD_REFERENCES] = field_bind_references,
        [FIELD_EXPRESSION] = field_bind_text,
        [FIELD_EXPRESSIONS] = field_bind_expressions,
        [FIELD_RECORD] = bind_inner_record,
        [FIELD_RECORDS] = bind_inner_records,
    };
    functions[field->type](binding, field, node, record);
}

/* The place of `key` in the schema, -1 if it has none. */
static int find_field(const struct schema *schema, const char *key)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (strcmp(schema->fields[i].key, key) == 0)
            return (int)i;
    return -1;
}

/* "card 'transform-scale'", or "option". */
static const char *describe(struct binding *binding, const struct schema *schema, const struct node *node)
{
    const struct node *id = node_find(node, schema->fields[0].type == FIELD_ID ? schema->fields[0].key : "id");
    if (!id || id->kind != NODE_SCALAR || id->length == 0)
        return schema->name;
    return arena_print(binding->arena, "%s '%s'", schema->name, node_quote(id, binding->arena));
}

/* Returns the place of the field that was meant, -1 if there is none to be guessed. */
static int report_unknown_key(struct binding *binding, const struct schema *schema, const struct node *map, const struct node *key)
{
    struct source *source = &binding->file->source;
    struct suggestion suggestion = {.word = key->text};
    for (size_t i = 0; i < schema->field_count; i++)
        suggestion_offer(&suggestion, schema->fields[i].key);
    const char *quoted = node_quote(key, binding->arena);
    const char *where = source_has_room(source) ? describe(binding, schema, map) : schema->name;
    if (!suggestion.best) {
        node_error(source, key, "unknown key '%s' in %s", quoted, where);
        return -1;
    }
    node_error(source, key, "unknown key '%s' in %s (did you mean '%s'?)", quoted, where, suggestion.best);
    return find_field(schema, suggestion.best);
}

static void report_missing(struct binding *binding, const struct schema *schema, const struct node *map, const char *key)
{
    node_error(&binding->file->source, map, "%s needs the key '%s'", describe(binding, schema, map), key);
}

void bind_require(struct binding *binding, const struct node *map, const char *key)
{
    int field = find_field(binding->finishing, key);
    if (!(binding->present & UINT64_C(1) << field))
        report_missing(binding, binding->finishing, map, key);
}

/* What holds for a field without a key in the file. */
static void bind_absent(struct binding *binding, const struct schema *schema, const struct field *field, const struct node *map,
                        void *record)
{
    if (field->preset) {
        const struct node preset = {.kind = NODE_SCALAR, .text = field->preset, .length = strlen(field->preset)};
        bind_field(binding, field, &preset, record);
    } else if (field->required) {
        report_missing(binding, schema, map, field->key);
    }
}

/* Binds what is there; returns a bit for each field that has a key, be it a misspelt one. */
static uint64_t bind_present(struct binding *binding, const struct schema *schema, const struct node *map, void *record)
{
    uint64_t present = 0;
    for (const struct node *value = map->first; value; value = value->next) {
        int field = value->key->broken ? -1 : find_field(schema, value->key->text);
        if (field >= 0)
            bind_field(binding, &schema->fields[field], value, record);
        else
            field = report_unknown_key(binding, schema, map, value->key);
        if (field >= 0)
            present |= UINT64_C(1) << field;
    }
    return present;
}

void bind_record(struct binding *binding, const struct schema *schema, const struct node *node, void *record)
{
    struct source *source = &binding->file->source;
    if (node->kind != NODE_MAP) {
        node_error(source, node, "%s %s must be a map of keys and values", word_article(schema->name), schema->name);
        return;
    }
    uint64_t present = bind_present(binding, schema, node, record);
    for (size_t i = 0; i < schema->field_count; i++)
        if (!(present & UINT64_C(1) << i))
            bind_absent(binding, schema, &schema->fields[i], node, record);
    if (schema->position_offset) {
        struct position at = {.file = source->path, .line = node->at.line, .column = node->at.column};
        memcpy((char *)record + schema->position_offset, &at, sizeof at);
    }
    binding->finishing = schema;
    binding->present = present;
    if (schema->finish)
        schema->finish(binding, node, record);
}
