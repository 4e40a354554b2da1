#include "exchange/gift.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

/* %50% or %-33.333% at the start of `text`; returns its length, 0 if there is none. */
static size_t read_weight(const char *text, size_t length, double *weight)
{
    char *end;
    *weight = NAN;
    if (!length || *text != '%')
        return 0;
    double number = strtod(text + 1, &end);
    if (end == text + 1 || *end != '%' || end >= text + length)
        return 0;
    *weight = number;
    return (size_t)(end - text) + 1;
}

static const char *next_sign(const char *text, size_t length, const char *signs)
{
    const char *first = NULL;
    for (; *signs; signs++) {
        const char one[] = {*signs, '\0'}, *found = gift_find(text, length, one);
        first = found && (!first || found < first) ? found : first;
    }
    return first;
}

bool gift_split(const struct gift_question *question, const char *text, size_t length, const char *signs, struct gift_parts *parts)
{
    const char *end = text + length, *at = next_sign(text, length, signs);
    parts->count = 0;
    while (at) {
        struct gift_part *part = &parts->items[parts->count];
        if (parts->count == sizeof parts->items / sizeof *parts->items) {
            import_lost(question->import, &question->span, "more than %zu answers", parts->count);
            return false;
        }
        part->sign = *at++;
        while (at < end && isspace((unsigned char)*at))
            at++;
        at += read_weight(at, (size_t)(end - at), &part->weight);
        const char *next = next_sign(at, (size_t)(end - at), signs), *stop = next ? next : end;
        const char *hash = gift_find(at, (size_t)(stop - at), "#");
        part->text = gift_text(question, at, (size_t)((hash ? hash : stop) - at));
        part->feedback = hash ? gift_text(question, hash + 1, (size_t)(stop - hash - 1)) : NULL;
        parts->count++;
        at = next;
    }
    return true;
}
