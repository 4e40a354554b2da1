/* A walk over the schema's tables copies a course, record by record, and turns what they call pointers into offsets. */
#include "course/image_maker.h"

#include <string.h>

/* Members are pointers to many types, hence memcpy. */
static const void *pointer_of(const void *member)
{
    const void *pointer;
    memcpy(&pointer, member, sizeof pointer);
    return pointer;
}

static size_t count_of(const struct field *field, const char *record)
{
    size_t count;
    memcpy(&count, record + field->count_offset, sizeof count);
    return count;
}

/* From here on: copies what the member of `record` at `field` points to; the record's copy stands at `at`. */
static void put_text(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    maker_text(maker, at + field->offset, pointer_of(record + field->offset));
}

static void put_strings(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    maker_strings(maker, at + field->offset, (const void *)(record + field->offset));
}

static void put_numbers(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    const struct numbers *numbers = (const void *)(record + field->offset);
    if (numbers->items)
        maker_put_at(maker, at + field->offset + offsetof(struct numbers, items), numbers->items,
                     numbers->count * sizeof *numbers->items);
}

static void put_assignments(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    const struct assignments *set = (const void *)(record + field->offset);
    if (!set->items)
        return;
    size_t items = maker_put_at(maker, at + field->offset + offsetof(struct assignments, items), set->items,
                                set->count * sizeof *set->items);
    for (size_t i = 0; i < set->count; i++) {
        size_t item = items + i * sizeof *set->items;
        maker_text(maker, item + offsetof(struct assignment, key), set->items[i].key);
        maker_text(maker, item + offsetof(struct assignment, value), set->items[i].value);
        maker_position(maker, item + offsetof(struct assignment, at), &set->items[i].at);
    }
}

static void put_groups(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    const struct strings *groups = pointer_of(record + field->offset);
    size_t count = count_of(field, record);
    if (!groups)
        return;
    size_t copy = maker_put_at(maker, at + field->offset, groups, count * sizeof *groups);
    for (size_t i = 0; i < count; i++)
        maker_strings(maker, copy + i * sizeof *groups, &groups[i]);
}

static void put_reference(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    maker_link(maker, at + field->offset, pointer_of(record + field->offset));
}

static void put_references(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    const void *const *targets = pointer_of(record + field->offset);
    size_t count = count_of(field, record);
    if (!targets)
        return;
    size_t copy = maker_put_at(maker, at + field->offset, targets, count * sizeof *targets);
    for (size_t i = 0; i < count; i++)
        maker_link(maker, copy + i * sizeof *targets, targets[i]);
}

static void put_all(struct maker *maker, size_t slot, const struct schema *schema, const char *records, size_t count);

static void put_record(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    put_all(maker, at + field->offset, field->records, pointer_of(record + field->offset), 1);
}

static void put_records(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    put_all(maker, at + field->offset, field->records, pointer_of(record + field->offset), count_of(field, record));
}

static void put_field(struct maker *maker, const struct field *field, const char *record, size_t at)
{
    static void (*const functions[])(struct maker *, const struct field *, const char *, size_t) = {
        [FIELD_ID] = put_text,
        [FIELD_NAME] = put_text,
        [FIELD_LINE] = put_text,
        [FIELD_MARKDOWN] = put_text,
        [FIELD_LINES] = put_strings,
        [FIELD_TEXTS] = put_strings,
        [FIELD_NUMBERS] = put_numbers,
        [FIELD_DECIMALS] = put_strings,
        [FIELD_ASSIGNMENTS] = put_assignments,
        [FIELD_GROUPS] = put_groups,
        [FIELD_REFERENCE] = put_reference,
        [FIELD_REFERENCES] = put_references,
        [FIELD_EXPRESSION] = put_text,
        [FIELD_EXPRESSIONS] = put_strings,
        [FIELD_RECORD] = put_record,
        [FIELD_RECORDS] = put_records,
    };
    if (functions[field->type])
        functions[field->type](maker, field, record, at);
}

static void put_fields(struct maker *maker, const struct schema *schema, const char *record, size_t at)
{
    for (size_t i = 0; i < schema->field_count; i++)
        put_field(maker, &schema->fields[i], record, at);
    if (schema->position_offset)
        maker_position(maker, at + schema->position_offset, (const void *)(record + schema->position_offset));
    size_t topic = schema->fields[0].type == FIELD_ID ? entity_topic_offset(schema->fields[0].entity) : 0;
    if (topic)
        maker_link(maker, at + topic, pointer_of(record + topic));
}

/* Copies records with all that belongs to them; the pointer at `slot` leads to the first. */
static void put_all(struct maker *maker, size_t slot, const struct schema *schema, const char *records, size_t count)
{
    uintptr_t at;
    if (!records)
        return;
    if (maker_points(maker, slot))
        memcpy(&at, maker->image->bytes.text + slot, sizeof at);
    else
        at = maker_put_at(maker, slot, records, count * schema->size);
    if (schema->fields[0].type == FIELD_ID)
        maker_moved(maker, records, count * schema->size, at);
    for (size_t i = 0; i < count; i++)
        put_fields(maker, schema, records + i * schema->size, at + i * schema->size);
}

/* course.yaml says it in other members than a course has. */
static void put_course(struct maker *maker, const struct course *course)
{
    maker_text(maker, offsetof(struct course, title), course->title);
    put_all(maker, offsetof(struct course, topics), &schema_topic, (const char *)course->topics, course->topic_count);
    put_all(maker, offsetof(struct course, challenges), &schema_challenge, (const char *)course->challenges,
            course->challenge_count);
}

static void put_index(struct maker *maker, const struct loaded *loaded)
{
    const struct index *index = &loaded->index;
    const struct definition *definition = loaded->definitions;
    size_t first = maker_put_at(maker, offsetof(struct loaded, definitions), definition, index->count * sizeof *definition);
    for (size_t i = 0; i < index->count; i++) {
        size_t at = first + i * sizeof *definition;
        maker_text(maker, at + offsetof(struct definition, id), definition[i].id);
        maker_link(maker, at + offsetof(struct definition, target), definition[i].target);
    }
    size_t slots = maker_put_at(maker, offsetof(struct loaded, index.slots), index->slots, index->slot_count * sizeof(void *));
    for (size_t i = 0; i < index->slot_count; i++)
        if (index->slots[i])
            maker_point(maker, slots + i * sizeof(void *), first + (size_t)(index->slots[i] - definition) * sizeof *definition);
}

static void put_origins(struct maker *maker, const struct loaded *loaded)
{
    const struct origin *origins = loaded->origins;
    size_t first = maker_put_at(maker, offsetof(struct loaded, origins), origins, loaded->origin_count * sizeof *origins);
    for (size_t i = 0; i < loaded->origin_count; i++)
        maker_text(maker, first + i * sizeof *origins + offsetof(struct origin, path), origins[i].path);
}

bool image_make(struct image *image, const struct loaded *loaded)
{
    *image = (struct image){0};
    str_init(&image->bytes);
    struct maker maker = {.image = image};
    struct loaded root = *loaded;
    root.arena.blocks = NULL;
    root.block = true;
    maker_put(&maker, &root, sizeof root);
    put_course(&maker, &loaded->course);
    put_index(&maker, loaded);
    put_origins(&maker, loaded); /* last, so that the block ends with the end of a text */
    bool good = maker_finish(&maker);
    maker_release(&maker);
    return good;
}
