#include "course/bind.h"

#include "course/fields.h"
#include "course/suggest.h"

#include <string.h>

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
        [FIELD_SIZES] = field_bind_sizes,
        [FIELD_GROUPS] = field_bind_groups,
        [FIELD_REFERENCE] = field_bind_reference,
        [FIELD_REFERENCES] = field_bind_references,
        [FIELD_RECORDS] = field_bind_records,
    };
    functions[field->type](binding, field, node, record);
}

static const struct field *find_field(const struct schema *schema, const char *key)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (strcmp(schema->fields[i].key, key) == 0)
            return &schema->fields[i];
    return NULL;
}

/* "card 'transform-scale'", or "option". */
static const char *describe(struct binding *binding, const struct schema *schema, const struct node *node)
{
    const struct node *id = node_find(node, schema->fields[0].type == FIELD_ID ? schema->fields[0].key : "id");
    if (!id || id->kind != NODE_SCALAR || id->length == 0)
        return schema->name;
    return arena_print(binding->arena, "%s '%s'", schema->name, node_quote(id, binding->arena));
}

static void report_unknown_key(struct binding *binding, const struct schema *schema, const struct node *map, const struct node *key)
{
    struct suggestion suggestion = {.word = key->text};
    for (size_t i = 0; i < schema->field_count; i++)
        suggestion_offer(&suggestion, schema->fields[i].key);
    const char *quoted = node_quote(key, binding->arena), *where = describe(binding, schema, map);
    if (suggestion.best)
        node_error(&binding->file->source, key, "unknown key '%s' in %s (did you mean '%s'?)", quoted, where, suggestion.best);
    else
        node_error(&binding->file->source, key, "unknown key '%s' in %s", quoted, where);
}

/* What holds for a field without a key in the file. */
static void bind_absent(struct binding *binding, const struct schema *schema, const struct field *field, const struct node *map,
                        void *record)
{
    if (field->preset) {
        const struct node preset = {.kind = NODE_SCALAR, .text = field->preset, .length = strlen(field->preset)};
        bind_field(binding, field, &preset, record);
    } else if (field->required) {
        node_error(&binding->file->source, map, "%s needs the key '%s'", describe(binding, schema, map), field->key);
    }
}

void bind_record(struct binding *binding, const struct schema *schema, const struct node *node, void *record)
{
    struct source *source = &binding->file->source;
    if (node->kind != NODE_MAP) {
        node_error(source, node, "a %s must be a map of keys and values", schema->name);
        return;
    }
    for (const struct node *value = node->first; value; value = value->next) {
        const struct field *field = find_field(schema, value->key->text);
        if (field && !value->key->broken)
            bind_field(binding, field, value, record);
        else
            report_unknown_key(binding, schema, node, value->key);
    }
    for (size_t i = 0; i < schema->field_count; i++)
        if (!node_find(node, schema->fields[i].key))
            bind_absent(binding, schema, &schema->fields[i], node, record);
    if (schema->position_offset) {
        struct position at = {.file = source->path, .line = node->at.line, .column = node->at.column};
        memcpy((char *)record + schema->position_offset, &at, sizeof at);
    }
    if (schema->finish)
        schema->finish(binding, node, record);
}
