/*
 * Writes bntutor-course(5) from its frame: `schema_man FRAME EXAMPLE >PAGE`.  In the frame the line @SCHEMA@ stands for the keys of
 * schema.c, @EXAMPLE@ for the text of the example.  Runs at build time only.
 */
#include "base/str.h"
#include "course/schema.h"
#include "course/words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEMAS_MAX = 32, SHARED_AT_LEAST = 3 };

struct pages {
    const struct schema *items[SCHEMAS_MAX];
    size_t count;
};

/* Text of the page: backslashes and a dot or quote at the start of a line mean something to mdoc; a sentence ends its line. */
static void put_text(const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text; text++) {
        bool sentence = text[0] == '.' && text[1] == ' ' && isupper((unsigned char)text[2]);
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (sentence)
            fputs(".\n", stdout);
        else
            putchar(*text);
        text += sentence;
    }
    putchar('\n');
}

static bool has_range(const struct field *field)
{
    return field->low != 0 || field->high != 0;
}

/* "2 to 8 ", or nothing for any number of them. */
static void add_count(struct str *text, const struct field *field)
{
    if (has_range(field))
        str_addf(text, "%g to %g ", field->low, field->high);
}

static void add_words(struct str *text, const struct field *field, const char *last_link)
{
    for (size_t i = 0; field->words[i]; i++)
        str_addf(text, "%s%s", i == 0 ? "" : field->words[i + 1] ? ", " : last_link, field->words[i]);
}

/* Numbers without a bound of their own have that of a float32, which says nothing to an author. */
static void add_number(struct str *text, const struct field *field, const char *noun)
{
    str_add(text, noun);
    if (field->high < 1e30)
        str_addf(text, " from %.10g to %.10g", field->low, field->high);
    else if (field->low == 0)
        str_add(text, ", not negative");
    if (field->words) {
        str_add(text, ", or ");
        add_words(text, field, " or ");
    }
}

static void add_list(struct str *text, const struct field *field, const char *entries)
{
    str_add(text, "A list of ");
    add_count(text, field);
    str_add(text, entries);
}

/* Types that need no more than words; for a list, those for its entries. */
static const char *const plain_types[] = {
    [FIELD_ID] = "A name",
    [FIELD_NAME] = "A name",
    [FIELD_MARKDOWN] = "Markdown",
    [FIELD_FLAG] = "true or false",
    [FIELD_ASSIGNMENTS] = "A map of names and values",
    [FIELD_TIME] = "Minutes and seconds such as 1:30, up to 99:59",
    [FIELD_EXPRESSION] = "An expression",
    [FIELD_EXPRESSIONS] = "An expression or a list of expressions",
};
static const char *const list_types[] = {
    [FIELD_LINES] = "texts of one line",
    [FIELD_TEXTS] = "Markdown texts",
    [FIELD_SIZES] = "whole numbers from 1 on",
    [FIELD_GROUPS] = "lists of texts",
};

static const char *type_words(const char *const *words, size_t count, enum field_type type)
{
    return (size_t)type < count ? words[type] : NULL;
}

/* Types that name what they refer to. */
static void add_entity(struct str *text, const struct field *field)
{
    const char *entity = entity_name(field->entity);
    switch (field->type) {
    case FIELD_REFERENCE:
        str_addf(text, "The name of %s %s", word_article(entity), entity);
        break;
    case FIELD_REFERENCES:
        add_list(text, field, "names of ");
        str_addf(text, "%ss", entity);
        break;
    case FIELD_RECORD:
        str_addf(text, "A map: %s %s", word_article(field->records->name), field->records->name);
        break;
    case FIELD_RECORDS:
        add_list(text, field, field->records->name);
        str_add(text, "s");
        break;
    default:
        break;
    }
}

/* What is to be written, as the beginning of a sentence. */
static void add_type(struct str *text, const struct field *field)
{
    const char *plain = type_words(plain_types, sizeof plain_types / sizeof *plain_types, field->type);
    const char *entries = type_words(list_types, sizeof list_types / sizeof *list_types, field->type);
    if (plain) {
        str_add(text, plain);
    } else if (entries) {
        add_list(text, field, entries);
    } else if (field->type == FIELD_LINE) {
        str_add(text, "A text of one line");
        if (has_range(field))
            str_addf(text, ", best within %g characters", field->high);
    } else if (field->type == FIELD_WORD) {
        str_add(text, "One of: ");
        add_words(text, field, ", ");
    } else if (field->type == FIELD_NUMBER || field->type == FIELD_WHOLE) {
        add_number(text, field, field->type == FIELD_NUMBER ? "A number" : "A whole number");
    } else if (field->type == FIELD_NUMBERS || field->type == FIELD_DECIMALS) {
        add_number(text, field, "A number or a list of numbers");
    } else {
        add_entity(text, field);
    }
}

static void put_field(const struct field *field)
{
    struct str text;
    str_init(&text);
    add_type(&text, field);
    if (field->required)
        str_add(&text, "; required");
    else if (field->preset)
        str_addf(&text, "; default: %s", field->preset);
    str_add(&text, ".");
    printf(".It Cm %s\n", field->key);
    put_text(field->help);
    put_text(text.text);
    str_release(&text);
}

static bool same_field(const struct field *a, const struct field *b)
{
    return a->type == b->type && a->required == b->required && strcmp(a->key, b->key) == 0 && strcmp(a->help, b->help) == 0;
}

static bool has_field(const struct schema *schema, const struct field *field)
{
    for (size_t i = 0; schema && i < schema->field_count; i++)
        if (same_field(&schema->fields[i], field))
            return true;
    return false;
}

/* The first schema with so many of the same keys that they need not be explained again; NULL if there is none. */
static const struct schema *relative_of(const struct pages *pages, const struct schema *schema)
{
    for (size_t i = 0; i < pages->count; i++) {
        size_t shared = 0;
        for (size_t j = 0; j < schema->field_count; j++)
            shared += has_field(pages->items[i], &schema->fields[j]);
        if (shared >= SHARED_AT_LEAST)
            return pages->items[i];
    }
    return NULL;
}

static void put_shared(const struct schema *schema, const struct schema *relative)
{
    size_t put = 0, shared = 0;
    for (size_t i = 0; i < schema->field_count; i++)
        shared += has_field(relative, &schema->fields[i]);
    puts("Its keys");
    for (size_t i = 0; i < schema->field_count; i++) {
        if (!has_field(relative, &schema->fields[i]))
            continue;
        put++;
        printf(".Cm %s%s\n", schema->fields[i].key, put < shared - 1 ? " ," : "");
        if (put == shared - 1)
            puts("and");
    }
    printf("are those of a %s.\nFurther:\n", relative->name);
}

/* Puts a schema and then those of the lists in it, each once. */
static void put_schema(struct pages *pages, const struct schema *schema)
{
    for (size_t i = 0; i < pages->count; i++)
        if (pages->items[i] == schema)
            return;
    const struct schema *relative = relative_of(pages, schema);
    pages->items[pages->count++] = schema;
    printf(".Ss %c%s\n", toupper((unsigned char)schema->name[0]), schema->name + 1);
    put_text(schema->help);
    if (relative)
        put_shared(schema, relative);
    puts(".Bl -tag -width Ds");
    for (size_t i = 0; i < schema->field_count; i++)
        if (!has_field(relative, &schema->fields[i]))
            put_field(&schema->fields[i]);
    puts(".El");
    for (size_t i = 0; i < schema->field_count; i++)
        if (schema->fields[i].records)
            put_schema(pages, schema->fields[i].records);
}

/* A line of the example, in characters that can be copied from the page. */
static void put_literal(const char *line)
{
    if (*line == '.')
        fputs("\\&", stdout);
    for (; *line; line++) {
        const char *escape = *line == '\\' ? "\\e" : *line == '-' ? "\\-" : *line == '\'' ? "\\(aq" : *line == '`' ? "\\(ga" : NULL;
        if (escape)
            fputs(escape, stdout);
        else
            putchar(*line);
    }
    putchar('\n');
}

static FILE *open_or_exit(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return file;
}

static void put_example(const char *path)
{
    char line[512];
    FILE *file = open_or_exit(path);
    puts(".Bd -literal");
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        put_literal(line);
    }
    puts(".Ed");
    fclose(file);
}

int main(int argc, char **argv)
{
    char line[512];
    struct pages pages = {0};
    if (argc != 3) {
        fputs("usage: schema_man FRAME EXAMPLE\n", stderr);
        return EXIT_FAILURE;
    }
    FILE *frame = open_or_exit(argv[1]);
    while (fgets(line, sizeof line, frame)) {
        if (strcmp(line, "@SCHEMA@\n") == 0) {
            put_schema(&pages, &schema_course);
            put_schema(&pages, &schema_topic);
        } else if (strcmp(line, "@EXAMPLE@\n") == 0) {
            put_example(argv[2]);
        } else {
            fputs(line, stdout);
        }
    }
    fclose(frame);
    return ferror(stdout) || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
