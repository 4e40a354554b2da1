#include "course/fields.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "course/suggest.h"
#include "course/values.h"

#include <float.h>
#include <string.h>

enum { ID_LENGTH_MAX = 64 };

_Static_assert(sizeof(enum level) == sizeof(int) && sizeof(enum generator) == sizeof(int), "FIELD_WORD is stored as an int");

/* Members are pointers to const structs of many types, hence memcpy instead of a cast of the member. */
static void store(const struct field *field, void *record, const void *value, size_t size)
{
    memcpy((char *)record + field->offset, value, size);
}

static const char *quote(struct binding *binding, const struct node *node)
{
    return node_quote(node, binding->arena);
}

/* True for a scalar with a text; otherwise says what was expected. */
static bool is_scalar(struct binding *binding, const struct field *field, const struct node *node, const char *expected)
{
    if (node->broken)
        return false;
    if (node->kind != NODE_SCALAR)
        node_error(&binding->file->source, node, "'%s' must be %s, not a %s", field->key, expected,
                   node->kind == NODE_LIST ? "list" : "map");
    else if (node->length == 0)
        node_error(&binding->file->source, node, "'%s' is empty", field->key);
    return node->kind == NODE_SCALAR && node->length > 0;
}

/* The text of a scalar without line breaks at its end, in the course's arena; NULL if it is none or empty. */
static const char *markdown(struct binding *binding, const struct field *field, const struct node *node)
{
    if (!is_scalar(binding, field, node, "a text"))
        return NULL;
    size_t length = node->length;
    while (length > 0 && strchr(" \t\r\n", node->text[length - 1]))
        length--;
    if (length == 0) {
        node_error(&binding->file->source, node, "'%s' is empty", field->key);
        return NULL;
    }
    if (node->comment_follows)
        node_warning(&binding->file->source, node, "what follows ' #' is a comment; quote the text if it belongs to it");
    return arena_string_n(binding->arena, node->text, length);
}

static const char *line(struct binding *binding, const struct field *field, const struct node *node)
{
    const char *text = markdown(binding, field, node);
    if (!text)
        return NULL;
    if (strpbrk(text, "\r\n"))
        node_error(&binding->file->source, node, "'%s' must be one line", field->key);
    size_t columns = utf8_width_string(text);
    if (field->type == FIELD_LINE && field->high > 0 && (double)columns > field->high)
        node_warning(&binding->file->source, node, "'%s' has %zu characters; more than %g may be cut off", field->key, columns,
                     field->high);
    return text;
}

const char *field_text(struct binding *binding, const struct field *field, const struct node *node)
{
    bool paragraphs = field->type == FIELD_MARKDOWN || field->type == FIELD_TEXTS;
    return paragraphs ? markdown(binding, field, node) : line(binding, field, node);
}

void field_bind_text(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    const char *text = field_text(binding, field, node);
    store(field, record, &text, sizeof text);
}

/* The text of an id or a name, or NULL. */
static const char *name(struct binding *binding, const struct field *field, const struct node *node)
{
    if (!is_scalar(binding, field, node, "a name"))
        return NULL;
    size_t length = strspn(node->text, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (length < node->length)
        node_error(&binding->file->source, node, "'%s' is no name: only a-z, 0-9 and '-' can be in it", quote(binding, node));
    else if (length > ID_LENGTH_MAX)
        node_error(&binding->file->source, node, "'%s' is no name: it is longer than %d characters", quote(binding, node),
                   ID_LENGTH_MAX);
    else
        return arena_string(binding->arena, node->text);
    return NULL;
}

void field_bind_id(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    const char *id = name(binding, field, node);
    if (!id)
        return;
    store(field, record, &id, sizeof id);
    if (field->entity != ENTITY_COURSE)
        *vec_add(&binding->file->definitions) =
            (struct defined){.definition = {id, field->entity, record}, .at = node->at, .file = binding->file};
}

void field_bind_name(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    const char *text = name(binding, field, node);
    store(field, record, &text, sizeof text);
}

static const char *words_joined(struct binding *binding, const char *const *words)
{
    const char *joined = words[0];
    for (size_t i = 1; words[i]; i++)
        joined = arena_print(binding->arena, "%s%s%s", joined, words[i + 1] ? ", " : " or ", words[i]);
    return joined;
}

/* The place of the node's text in `words`, -1 if it is none of them. */
static int word_index(const char *const *words, const struct node *node)
{
    for (int i = 0; words && words[i]; i++)
        if (strcmp(words[i], node->text) == 0)
            return i;
    return -1;
}

void field_bind_word(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    if (!is_scalar(binding, field, node, "a word"))
        return;
    int index = word_index(field->words, node);
    if (index >= 0) {
        store(field, record, &index, sizeof index);
        return;
    }
    struct suggestion suggestion = {.word = node->text};
    for (size_t i = 0; field->words[i]; i++)
        suggestion_offer(&suggestion, field->words[i]);
    if (suggestion.best)
        node_error(&binding->file->source, node, "'%s' is no %s (did you mean '%s'?)", quote(binding, node), field->key,
                   suggestion.best);
    else
        node_error(&binding->file->source, node, "'%s' is no %s: it must be %s", quote(binding, node), field->key,
                   words_joined(binding, field->words));
}

/* True within the field's range; otherwise says what the range is. */
static bool in_range(struct binding *binding, const struct field *field, const struct node *node, double number)
{
    bool size = field->type == FIELD_SIZES;
    double low = size ? 1 : field->low, high = size ? VALUE_SIZE_MAX : field->high;
    if (number >= low && number <= high)
        return true;
    const char *quoted = quote(binding, node);
    if (high < (double)FLT_MAX)
        node_error(&binding->file->source, node, "'%s' must be from %.10g to %.10g, not %s", field->key, low, high, quoted);
    else if (number < low && low == 0)
        node_error(&binding->file->source, node, "'%s' must be at least 0, not %s", field->key, quoted);
    else
        node_error(&binding->file->source, node, "%s is too large for a float32", quoted);
    return false;
}

bool field_double(struct binding *binding, const struct field *field, const struct node *node, double *number)
{
    if (!is_scalar(binding, field, node, "a number"))
        return false;
    bool whole = field->type == FIELD_WHOLE || field->type == FIELD_SIZES;
    if (!value_number(node->text, number) || (whole && !value_is_whole(*number))) {
        node_error(&binding->file->source, node, "'%s' is no %snumber", quote(binding, node), whole ? "whole " : "finite ");
        return false;
    }
    return in_range(binding, field, node, *number);
}

void field_bind_number(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    double number = -1;
    bool word = node->kind == NODE_SCALAR && word_index(field->words, node) >= 0;
    if (word || field_double(binding, field, node, &number))
        store(field, record, &number, sizeof number);
}

void field_bind_whole(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    double number;
    if (!field_double(binding, field, node, &number))
        return;
    unsigned value = (unsigned)number; /* no schema has negative ones, and an int has the same bits */
    store(field, record, &value, sizeof value);
}

void field_bind_flag(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    if (!is_scalar(binding, field, node, "true or false"))
        return;
    bool value = strcmp(node->text, "true") == 0;
    if (value || strcmp(node->text, "false") == 0)
        store(field, record, &value, sizeof value);
    else
        node_error(&binding->file->source, node, "'%s' must be true or false, not '%s'", field->key, quote(binding, node));
}

void field_bind_time(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    int seconds;
    if (!is_scalar(binding, field, node, "a time"))
        return;
    if (value_time(node->text, &seconds))
        store(field, record, &seconds, sizeof seconds);
    else
        node_error(&binding->file->source, node, "'%s' is no time from 0:01 to 99:59, minutes:seconds", quote(binding, node));
}

bool field_refer(struct binding *binding, const struct field *field, const struct node *node, void *slot)
{
    const char *id = name(binding, field, node);
    if (id)
        *vec_add(&binding->file->references) = (struct reference){.entity = field->entity, .id = id, .at = node->at, .slot = slot};
    return id != NULL;
}

void field_bind_reference(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    field_refer(binding, field, node, (char *)record + field->offset);
}
