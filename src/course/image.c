#include "course/image.h"

#include "base/vec.h"

#include <string.h>

enum { MARKS = 64 };

/* Raise it when what is loaded from the same text changes and the tables of the schema do not tell: by a rule of `finish`, say. */
enum { IMAGE_REVISION = 1 };

void image_release(struct image *image)
{
    str_release(&image->bytes);
    vec_release(&image->marks);
}

/* Without branches over what the bits are, since half a million pointers are linked in the first tenth of a second. */
static bool link_word(char *bytes, size_t size, uintptr_t *word)
{
    bool good = *word < size;
    *word += (uintptr_t)bytes;
    return good;
}

bool image_link(char *bytes, size_t size, const uint64_t *marks, size_t mark_count)
{
    size_t words = size / sizeof(uintptr_t);
    bool good = size > sizeof(struct loaded) && bytes[size - 1] == '\0' && mark_count <= (words + MARKS - 1) / MARKS;
    for (size_t i = 0; good && i < mark_count; i++)
        for (uint64_t left = marks[i]; good && left; left &= left - 1) {
            size_t word = i * MARKS + (size_t)__builtin_ctzll(left);
            good = word < words && link_word(bytes, size, (uintptr_t *)(void *)bytes + word);
        }
    return good;
}

uint64_t image_checksum(const void *bytes, size_t size)
{
    /* Four lanes, since one would wait for its own multiplications; the constant is that of FNV-1a (index.c). */
    uint64_t lanes[4] = {size, 1, 2, 3}, word[4];
    const char *at = bytes;
    for (; size >= sizeof word; size -= sizeof word, at += sizeof word) {
        memcpy(word, at, sizeof word);
        for (int i = 0; i < 4; i++)
            lanes[i] = ((lanes[i] ^ word[i]) * 0x100000001b3u) ^ lanes[i] >> 29;
    }
    memset(word, 0, sizeof word);
    memcpy(word, at, size);
    uint64_t sum = 0;
    for (int i = 0; i < 4; i++)
        sum = (sum ^ lanes[i] ^ word[i]) * 0x100000001b3u + (sum >> 31);
    return sum;
}

static void add_number(struct str *out, size_t number)
{
    str_add_n(out, (const char *)&number, sizeof number);
}

static void add_text(struct str *out, const char *text)
{
    str_add_n(out, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* All of a schema that says what is loaded from which text, and where to. */
static void add_schema(struct str *out, const struct schema *schema)
{
    add_text(out, schema->name);
    add_number(out, schema->size);
    add_number(out, schema->position_offset);
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct field *field = &schema->fields[i];
        add_text(out, field->key);
        add_text(out, field->preset);
        add_number(out, field->type);
        add_number(out, field->offset);
        add_number(out, field->count_offset);
        for (size_t word = 0; field->words && field->words[word]; word++)
            add_text(out, field->words[word]);
        if (field->records)
            add_schema(out, field->records);
    }
}

uint64_t image_signature(void)
{
    struct str all;
    str_init(&all);
    add_text(&all, PACKAGE_VERSION);
    add_number(&all, IMAGE_REVISION);
    add_number(&all, sizeof(void *));
    add_number(&all, sizeof(struct loaded));
    add_number(&all, sizeof(struct definition));
    add_schema(&all, &schema_course);
    add_schema(&all, &schema_topic);
    uint64_t sum = image_checksum(all.text, all.length);
    str_release(&all);
    return sum;
}
