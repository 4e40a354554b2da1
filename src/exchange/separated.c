#include "exchange/separated.h"

#include "base/vec.h"

#include <string.h>

void record_release(struct record *record)
{
    vec_release(record);
}

const char *record_field(const struct record *record, size_t index)
{
    return index < record->count ? record->items[index].text : "";
}

char separated_guess(const char *text)
{
    static const char candidates[] = "\t;,|";
    size_t counts[sizeof candidates] = {0}, best = 0;
    bool quoted = false;
    for (; *text && (quoted || *text != '\n'); text++) {
        const char *found = strchr(candidates, *text);
        quoted ^= *text == '"';
        if (found && !quoted)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < sizeof candidates - 1; i++)
        best = counts[i] > counts[best] ? i : best;
    return counts[best] ? candidates[best] : '\0';
}

/* A field in quotes: `at` stands on the first one.  Returns what comes behind the last one, NULL if there is none. */
static const char *read_quoted(const char *at, struct str *text)
{
    for (;;) {
        const char *quote = strchr(++at, '"');
        if (!quote)
            return NULL;
        str_add_n(text, at, (size_t)(quote - at));
        if (quote[1] != '"')
            return quote + 1;
        str_add_char(text, '"');
        at = quote + 1;
    }
}

/* Reads one field into `text`; returns the separator or line end behind it, NULL where a quote is never closed. */
static const char *read_field(const struct separated *separated, const char *at, struct str *text)
{
    const char ends[] = {separated->separator, '\n', '\0'};
    if (*at == '"')
        at = read_quoted(at, text);
    if (!at)
        return NULL;
    size_t rest = strcspn(at, ends);
    str_add_n(text, at, rest);
    return at + rest;
}

/* Blank lines, and comments. */
static const char *skip(const struct separated *separated)
{
    const char *at = separated->next;
    for (;;) {
        size_t length = strcspn(at, "\n");
        bool blank = strspn(at, " \t") >= length && !memchr(at, separated->separator, length);
        if (!*at || !(blank || (separated->comments && *at == '#')))
            return at;
        at += length + (at[length] == '\n');
    }
}

bool separated_next(struct separated *separated, struct record *record)
{
    struct str text;
    record->count = 0;
    if (!separated->next)
        return false;
    const char *at = skip(separated);
    if (!*at)
        return false;
    str_init(&text);
    for (bool more = true; more;) {
        str_clear(&text);
        const char *end = read_field(separated, at, &text);
        if (!end) {
            struct span span = import_span(separated->import, at);
            import_lost(separated->import, &span, "this quote is never closed; nothing from here on was read");
            separated->next = NULL;
            str_release(&text);
            return false;
        }
        size_t start = strspn(text.text, " \t\n"), length = text.length;
        while (length > start && strchr(" \t\n", text.text[length - 1]))
            length--;
        vec_add(record);
        record->items[record->count - 1].text = arena_string_n(&separated->import->arena, text.text + start, length - start);
        record->items[record->count - 1].at = at;
        more = *end == separated->separator && *end;
        at = end + (*end != '\0');
    }
    separated->next = at;
    str_release(&text);
    return true;
}

void separated_add(struct str *out, const char *text, char separator)
{
    const char special[] = {separator, '"', '\n', '\r', '\0'};
    if (!text[strcspn(text, special)] && *text != '#' && *text != ' ') {
        str_add(out, text);
        return;
    }
    str_add_char(out, '"');
    for (; *text; text++)
        str_add(out, (const char[]){*text, *text == '"' ? '"' : '\0', '\0'});
    str_add_char(out, '"');
}
