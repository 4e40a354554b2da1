#include "exchange/format.h"

#include <string.h>
#include <strings.h>

const struct format *const formats[] = {
    &format_anki, &format_csv, &format_gift, &format_aiken, &format_markdown, &format_json, &format_apkg, &format_history, NULL,
};

const struct format *format_find(const char *name)
{
    for (size_t i = 0; formats[i]; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

const struct format *format_of_path(const char *path)
{
    static const struct {
        const char *extension;
        const struct format *format;
    } others[] = {{"tsv", &format_csv}, {"markdown", &format_markdown}, {"ndjson", &format_history}};
    const char *point = strrchr(path, '.');
    if (!point)
        return NULL;
    for (size_t i = 0; formats[i]; i++)
        if (strcasecmp(formats[i]->extension, point + 1) == 0)
            return formats[i];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcasecmp(others[i].extension, point + 1) == 0)
            return others[i].format;
    return NULL;
}

const char *format_name(size_t index)
{
    return formats[index] ? formats[index]->name : NULL;
}

bool format_is_history(const struct format *format)
{
    return format->history;
}
