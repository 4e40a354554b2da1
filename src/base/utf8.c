#include "base/utf8.h"

#include "base/mem.h"

#include <stdlib.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

/* libunistring wants to know a legacy encoding only to resolve ambiguous East Asian widths; UTF-8 makes them narrow. */
static const char encoding[] = "UTF-8";

static const uint8_t *bytes(const char *text)
{
    return (const uint8_t *)text;
}

bool utf8_valid(const char *text, size_t length)
{
    return u8_check(bytes(text), length) == NULL;
}

size_t utf8_width(const char *text, size_t length)
{
    size_t columns = 0;
    for (size_t i = 0; i < length;) {
        ucs4_t character;
        int used = u8_mbtouc(&character, bytes(text) + i, length - i);
        int width = uc_width(character, encoding);
        if (width > 0)
            columns += (size_t)width;
        i += (size_t)used;
    }
    return columns;
}

size_t utf8_width_string(const char *text)
{
    return utf8_width(text, u8_strlen(bytes(text)));
}

size_t utf8_next(const char *text, size_t length)
{
    if (length == 0)
        return 0;
    const uint8_t *next = u8_grapheme_next(bytes(text), bytes(text) + length);
    return next ? (size_t)(next - bytes(text)) : length;
}

size_t utf8_previous(const char *text, size_t at)
{
    if (at == 0)
        return 0;
    const uint8_t *previous = u8_grapheme_prev(bytes(text) + at, bytes(text));
    return previous ? at - (size_t)(previous - bytes(text)) : at;
}

size_t utf8_fit(const char *text, size_t length, size_t columns)
{
    size_t used = 0, width = 0;
    while (used < length) {
        size_t bytes_next = utf8_next(text + used, length - used);
        width += utf8_width(text + used, bytes_next);
        if (width > columns)
            break;
        used += bytes_next;
    }
    return used;
}

/* The end of the line that starts at `start`: the last break opportunity that fits, or as much of a long word as fits. */
static size_t line_end(const char *text, size_t length, const char *opportunities, size_t start, size_t columns)
{
    size_t width = 0, last_break = 0;
    for (size_t i = start; i < length;) {
        if (opportunities[i] == UC_BREAK_MANDATORY)
            return i + utf8_next(text + i, length - i);
        if (i > start && opportunities[i] == UC_BREAK_POSSIBLE)
            last_break = i;
        size_t used = utf8_next(text + i, length - i);
        width += utf8_width(text + i, used);
        if (width > columns && text[i] != ' ') {
            if (last_break)
                return last_break;
            return i > start ? i : i + used;
        }
        i += used;
    }
    return length;
}

size_t utf8_wrap(const char *text, size_t length, size_t columns, size_t *breaks, size_t limit)
{
    size_t lines = 0;
    char *opportunities = mem_new(length + 1, 1);
    u8_possible_linebreaks(bytes(text), length, encoding, opportunities);
    for (size_t start = 0; lines < limit;) {
        size_t end = line_end(text, length, opportunities, start, columns ? columns : 1);
        breaks[lines++] = end;
        start = end;
        if (start >= length)
            break;
    }
    free(opportunities);
    return lines;
}

size_t utf8_encode(unsigned code_point, char *out)
{
    int used = u8_uctomb((uint8_t *)out, code_point, 4);
    return used > 0 ? (size_t)used : 0;
}
