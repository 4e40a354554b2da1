/* Text between HTML and Markdown, and the tags in it. */
#include "exchange/html.h"

#include "base/utf8.h"
#include "course/characters.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The code point of the entity at `text`, with its length; 0 if it is none. */
static unsigned entity(const char *text, size_t length, size_t *size)
{
    static const struct {
        const char *name;
        unsigned code_point;
    } known[] = {{"amp;", '&'},      {"lt;", '<'},        {"gt;", '>'},        {"quot;", '"'},    {"apos;", '\''},
                 {"nbsp;", ' '},     {"minus;", 0x2212},  {"times;", 0xd7},    {"middot;", 0xb7}, {"ndash;", 0x2013},
                 {"mdash;", 0x2014}, {"hellip;", 0x2026}, {"radic;", 0x221a},  {"alpha;", 0x3b1}, {"beta;", 0x3b2},
                 {"gamma;", 0x3b3},  {"delta;", 0x3b4},   {"epsilon;", 0x3b5}, {"mu;", 0x3bc},    {"sigma;", 0x3c3},
                 {"le;", 0x2264},    {"ge;", 0x2265},     {"ne;", 0x2260},     {"rarr;", 0x2192}};
    char digits[12] = "";
    const char *end = memchr(text, ';', length < 12 ? length : 12);
    if (!end)
        return 0;
    *size = (size_t)(end - text) + 1;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == *size - 1 && strncmp(text + 1, known[i].name, *size - 1) == 0)
            return known[i].code_point;
    if (text[1] != '#')
        return 0;
    memcpy(digits, text + 2, *size - 3);
    bool hex = digits[0] == 'x' || digits[0] == 'X';
    unsigned long number = strtoul(digits + hex, NULL, hex ? 16 : 10);
    bool fit = number > 0 && number < 0x110000 && (number < 0xd800 || number > 0xdfff) && !character_forbidden((unsigned)number);
    return fit ? (unsigned)number : ' ';
}

void html_decode(struct str *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t size = 1;
        unsigned code_point = text[i] == '&' ? entity(text + i, length - i, &size) : 0;
        char bytes[4];
        if (code_point)
            str_add_n(out, bytes, utf8_encode(code_point, bytes));
        else
            str_add_n(out, text + i, size = 1);
        i += size;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || !c;
}

/* True where Markdown would read something else than the character. */
static bool needs_backslash(const char *text, size_t at, size_t length, bool line_start)
{
    char c = text[at], before = at ? text[at - 1] : '\0', next = at + 1 < length ? text[at + 1] : '\0';
    if (c == '`')
        return true;
    if (c == '*')
        return !is_blank(next) || (!is_blank(before) && memchr(text, '*', at));
    if (c == '_')
        return !is_blank(next) && !isalnum((unsigned char)before);
    if (c == '\\')
        return ispunct((unsigned char)next) || next == '\n';
    if (c == '[')
        return memmem(text + at, length - at, "](", 2) != NULL;
    return line_start && strchr("-+#>", c) && is_blank(next);
}

void html_plain(struct str *out, const char *text, size_t length)
{
    bool line_start = !out->length || out->text[out->length - 1] == '\n';
    for (size_t i = 0; i < length; i++) {
        size_t digits = line_start ? strspn(text + i, "0123456789") : 0;
        if (digits && digits < 4 && i + digits + 1 < length && text[i + digits] == '.' && text[i + digits + 1] == ' ') {
            str_add_n(out, text + i, digits);
            str_add(out, "\\.");
            i += digits;
        } else {
            if (needs_backslash(text, i, length, line_start))
                str_add_char(out, '\\');
            str_add_char(out, text[i]);
        }
        line_start = text[i] == '\n';
    }
}

bool html_tag(const char *text, const char *limit, struct html_tag *tag)
{
    *tag = (struct html_tag){.text = text, .closes = text + 1 < limit && text[1] == '/'};
    const char *name = text + 1 + tag->closes, *end = memchr(text, '>', (size_t)(limit - text));
    if (!end || !(isalpha((unsigned char)*name) || *name == '!'))
        return false;
    if (strncmp(name, "!--", 3) == 0 && limit - name > 3) {
        const char *close = memmem(name + 3, (size_t)(limit - name - 3), "-->", 3);
        end = close ? close + 2 : end;
    }
    for (size_t i = 0; i + 1 < sizeof tag->name && isalnum((unsigned char)name[i]); i++)
        tag->name[i] = (char)tolower((unsigned char)name[i]);
    tag->end = end + 1;
    return true;
}

size_t html_attribute(const struct html_tag *tag, const char *name, const char **value)
{
    const char *found = memmem(tag->text, (size_t)(tag->end - tag->text), name, strlen(name));
    if (!found)
        return 0;
    *value = found + strlen(name);
    const char *end = memchr(*value, '"', (size_t)(tag->end - *value));
    return end ? (size_t)(end - *value) : 0;
}

bool html_find(const char *html, const char *limit, const char *tag_name, const char *name, struct html_part *part)
{
    size_t depth = 0;
    char wanted[40];
    snprintf(wanted, sizeof wanted, "class=\"%s\"", name ? name : "");
    *part = (struct html_part){.start = NULL};
    for (const char *at = html; (at = memchr(at, '<', (size_t)(limit - at)));) {
        struct html_tag tag;
        if (!html_tag(at, limit, &tag)) {
            at++;
            continue;
        }
        bool same = strcasecmp(tag.name, tag_name) == 0;
        bool begins = same && !tag.closes && (!name || memmem(at, (size_t)(tag.end - at), wanted, strlen(wanted)));
        if (!part->start && begins)
            *part = (struct html_part){.start = at, .inner = tag.end};
        if (part->start && same)
            depth = tag.closes ? depth - 1 : depth + 1;
        if (part->start && same && !depth) {
            part->length = (size_t)(at - part->inner);
            part->end = tag.end;
            return true;
        }
        at = tag.end;
        if (at >= limit)
            break;
    }
    return false;
}
