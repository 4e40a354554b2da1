#include "vectors.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char **vectors_find(size_t *count)
{
    char pattern[4096];
    const char *folder = getenv("BNTUTOR_VECTORS");
    const char *source = getenv("abs_top_srcdir");
    if (folder)
        snprintf(pattern, sizeof pattern, "%s/*/*.txt", folder);
    else
        snprintf(pattern, sizeof pattern, "%s/../shared/vectors/*/*.txt", source ? source : ".");
    static glob_t found; /* lives as long as the program, as its paths do */
    if (glob(pattern, 0, NULL, &found) != 0)
        return NULL;
    *count = found.gl_pathc;
    return found.gl_pathv;
}

static char *copy(const char *text)
{
    char *copied = strdup(text);
    if (!copied)
        abort();
    return copied;
}

static bool is_word(const char *key)
{
    static const char *const keys[] = {"name", "op", "mode", "layout", "dtype", "momentum_convention", "running_var_estimator"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

static bool read_numbers(struct vector_entry *entry, char *text)
{
    char *end;
    entry->count = strtoul(text, &end, 10);
    entry->numbers = calloc(entry->count + 1, sizeof *entry->numbers);
    if (!entry->numbers)
        abort();
    for (size_t i = 0; i < entry->count; i++) {
        char *from = end;
        entry->numbers[i] = strtod(from, &end);
        if (end == from)
            return false;
    }
    return end[strspn(end, " \n")] == '\0';
}

static bool read_line(struct vector *vector, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '#' || line[0] == '\0')
        return true;
    char *value = strchr(line, ' ');
    if (vector->count == VECTOR_ENTRIES_MAX || !value)
        return value == NULL; /* a key without a value says nothing */
    *value++ = '\0';
    struct vector_entry *entry = &vector->entries[vector->count++];
    *entry = (struct vector_entry){.key = copy(line)};
    if (!is_word(line))
        return read_numbers(entry, value);
    entry->word = copy(value);
    return true;
}

bool vector_read(struct vector *vector, const char *path)
{
    *vector = (struct vector){.count = 0};
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    char *line = NULL;
    size_t size = 0;
    bool fine = true;
    while (fine && getline(&line, &size, file) > 0)
        fine = read_line(vector, line);
    free(line);
    fclose(file);
    return fine;
}

void vector_release(struct vector *vector)
{
    for (size_t i = 0; i < vector->count; i++) {
        free(vector->entries[i].key);
        free(vector->entries[i].word);
        free(vector->entries[i].numbers);
    }
    vector->count = 0;
}

static const struct vector_entry *find(const struct vector *vector, const char *key)
{
    for (size_t i = 0; i < vector->count; i++)
        if (strcmp(vector->entries[i].key, key) == 0)
            return &vector->entries[i];
    return NULL;
}

const char *vector_word(const struct vector *vector, const char *key)
{
    const struct vector_entry *entry = find(vector, key);
    return entry && entry->word ? entry->word : "";
}

const double *vector_numbers(const struct vector *vector, const char *key, size_t *count)
{
    const struct vector_entry *entry = find(vector, key);
    if (count)
        *count = entry ? entry->count : 0;
    return entry ? entry->numbers : NULL;
}

double vector_number(const struct vector *vector, const char *key, double otherwise)
{
    const struct vector_entry *entry = find(vector, key);
    return entry && entry->count == 1 ? entry->numbers[0] : otherwise;
}

float *vector_floats(const struct vector *vector, const char *key)
{
    size_t count;
    const double *numbers = vector_numbers(vector, key, &count);
    if (!numbers)
        return NULL;
    float *floats = malloc((count + 1) * sizeof *floats);
    if (!floats)
        abort();
    for (size_t i = 0; i < count; i++)
        floats[i] = (float)numbers[i];
    return floats;
}
