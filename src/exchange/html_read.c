/* HTML of other programs as Markdown: what it has in common with the course's texts is kept, everything else gives its words. */
#include "exchange/html.h"

#include <ctype.h>
#include <string.h>

enum { LISTS_MAX = 8, MARKS_MAX = 8 };

struct reader {
    struct str *out;
    size_t begin;                /* where this text begins in `out` */
    size_t newlines;             /* to be put before the next text */
    size_t breaks;               /* <br> since the last text */
    unsigned numbers[LISTS_MAX]; /* of the next item of each open list; 0 = bullets */
    bool begun[LISTS_MAX];       /* it has an item */
    size_t indent[LISTS_MAX];    /* of the lines of its items */
    size_t lists;
    bool marked;                  /* the marker of an item stands before what comes next */
    const char *marks[MARKS_MAX]; /* emphasis that begins with the next text */
    size_t mark_count;
    size_t open; /* emphasis that has begun and not ended */
    bool lost;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || !c;
}

/* Adds a text whose further lines belong to the item of a list that is open. */
static void add_lines(struct reader *reader, const char *text)
{
    for (; *text; text++) {
        str_add_char(reader->out, *text);
        if (*text == '\n' && reader->lists && text[1] != '\n')
            str_repeat(reader->out, " ", reader->indent[reader->lists - 1]);
    }
}

static void flush(struct reader *reader)
{
    bool first = reader->out->length == reader->begin;
    while (!first && reader->newlines && reader->out->text[reader->out->length - 1] == ' ')
        str_remove(reader->out, reader->out->length - 1, 1);
    if (!first && reader->newlines)
        str_repeat(reader->out, "\n", reader->newlines);
    else if (!first && reader->breaks)
        add_lines(reader, reader->breaks > 1 ? "\n\n" : "\\\n");
    reader->newlines = reader->breaks = 0;
    for (size_t i = 0; i < reader->mark_count; i++)
        str_add(reader->out, reader->marks[i]);
    reader->open += reader->mark_count;
    reader->mark_count = 0;
}

static void gap(struct reader *reader, size_t newlines)
{
    if (reader->marked)
        return;
    reader->newlines = newlines > reader->newlines ? newlines : reader->newlines;
}

/* Blanks at a line's ends mean nothing in HTML, and indented lines would be code in Markdown. */
static void add_text(struct reader *reader, const char *text, size_t length)
{
    struct str plain, trimmed;
    str_init(&plain);
    str_init(&trimmed);
    html_decode(&plain, text, length);
    bool starts = reader->newlines || reader->breaks || reader->marked || reader->out->length == reader->begin;
    for (const char *c = plain.text; *c; c++) {
        bool line = trimmed.length ? trimmed.text[trimmed.length - 1] == '\n' : starts;
        if (*c == '\n') {
            while (trimmed.length && strchr(" \t", trimmed.text[trimmed.length - 1]))
                str_remove(&trimmed, trimmed.length - 1, 1);
            if (!line || (trimmed.length && trimmed.text[trimmed.length - 1] != '\n'))
                str_add_char(&trimmed, '\n');
        } else if (!line || !strchr(" \t", *c)) {
            str_add_char(&trimmed, *c);
        }
    }
    size_t first = strspn(trimmed.text, " \t\n");
    if (first < trimmed.length) {
        if (first && !starts)
            str_add_n(reader->out, trimmed.text, first);
        flush(reader);
        str_clear(&plain);
        if (!starts)
            str_add_char(&plain, 'x'); /* it does not begin a line */
        html_plain(&plain, trimmed.text + first, trimmed.length - first);
        add_lines(reader, plain.text + !starts);
        reader->marked = false;
    } else if (trimmed.length && !starts) {
        str_add_char(reader->out, ' ');
    }
    str_release(&plain);
    str_release(&trimmed);
}

/* [sound:…] is Anki's. */
static void add_text_without_sounds(struct reader *reader, const char *text, size_t length)
{
    const char *sound = memmem(text, length, "[sound:", 7);
    const char *end = sound ? memchr(sound, ']', length - (size_t)(sound - text)) : NULL;
    if (!end) {
        add_text(reader, text, length);
        return;
    }
    reader->lost = true;
    add_text(reader, text, (size_t)(sound - text));
    add_text_without_sounds(reader, end + 1, length - (size_t)(end + 1 - text));
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

static void add_code(struct reader *reader, const char *html, size_t length)
{
    struct str code;
    size_t longest = 0, run = 0;
    str_init(&code);
    html_decode(&code, html, length);
    for (const char *c = code.text; *c; c++) {
        run = *c == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    if (code.length) {
        flush(reader);
        str_repeat(reader->out, "`", longest + 1);
        str_add_n(reader->out, code.text, code.length);
        str_repeat(reader->out, "`", longest + 1);
        reader->marked = false;
    }
    str_release(&code);
}

/* <pre>, with or without <code class="language-…"> in it. */
static void add_pre(struct reader *reader, const char *html, size_t length)
{
    struct html_tag tag;
    const char *language = NULL;
    size_t language_length = 0;
    gap(reader, 1);
    flush(reader);
    str_add(reader->out, "```");
    if (length && *html == '<' && html_tag(html, html + length, &tag) && strcmp(tag.name, "code") == 0) {
        const char *end = memmem(tag.end, length - (size_t)(tag.end - html), "</code>", 7);
        language_length = html_attribute(&tag, "class=\"language-", &language);
        length = end ? (size_t)(end - tag.end) : length - (size_t)(tag.end - html);
        html = tag.end;
    }
    str_add_n(reader->out, language_length ? language : "", language_length);
    str_add_char(reader->out, '\n');
    for (const char *limit = html + length; html < limit;) { /* colours of an editor are tags within */
        const char *next = memchr(html, '<', (size_t)(limit - html));
        bool is_tag = next && html_tag(next, limit, &tag);
        html_decode(reader->out, html, (size_t)((next ? next + !is_tag : limit) - html));
        if (is_tag && strcmp(tag.name, "br") == 0)
            str_add_char(reader->out, '\n');
        html = is_tag ? tag.end : next ? next + 1 : limit;
    }
    if (reader->out->text[reader->out->length - 1] != '\n')
        str_add_char(reader->out, '\n');
    str_add(reader->out, "```");
    gap(reader, 2);
}

static void mark(struct reader *reader, const char *stars, bool closes)
{
    if (!closes && reader->mark_count < MARKS_MAX) {
        reader->marks[reader->mark_count++] = stars;
    } else if (closes && reader->mark_count) {
        reader->mark_count--;
    } else if (closes && reader->open) {
        size_t length = reader->out->length, blanks = 0;
        while (blanks < length && is_blank(reader->out->text[length - 1 - blanks]))
            blanks++;
        str_insert(reader->out, length - blanks, stars);
        reader->open--;
    }
}

static void list_tag(struct reader *reader, const struct html_tag *tag)
{
    bool numbered = tag->name[0] == 'o';
    reader->marked = false;
    if (tag->closes) {
        reader->lists -= reader->lists > 0;
        gap(reader, reader->lists ? 1 : 2);
    } else if (reader->lists < LISTS_MAX) {
        gap(reader, 1);
        reader->begun[reader->lists] = false;
        reader->numbers[reader->lists++] = numbered;
    }
}

static void item_tag(struct reader *reader, const struct html_tag *tag)
{
    reader->marked = false;
    gap(reader, 1);
    if (tag->closes)
        return;
    size_t depth = reader->lists ? reader->lists - 1 : 0;
    if (reader->begun[depth])
        reader->newlines = 1;
    reader->begun[depth] = true;
    flush(reader);
    size_t start = reader->out->length, left = depth ? reader->indent[depth - 1] : 0;
    str_repeat(reader->out, " ", left);
    if (reader->lists && reader->numbers[depth])
        str_addf(reader->out, "%u. ", reader->numbers[depth]++);
    else
        str_add(reader->out, "- ");
    reader->indent[depth] = reader->out->length - start;
    reader->marked = true;
}

static void inline_or_block(struct reader *reader, const struct html_tag *tag)
{
    static const char *const blocks[] = {"p", "div", "blockquote", "tr", "hr", "section", "article", NULL},
                             *const strong[] = {"b", "strong", "h1", "h2", "h3", "h4", NULL}, *const soft[] = {"i", "em", NULL},
                             *const lost[] = {"img", "audio", "video", "object", "svg", "table", "iframe", NULL};
    bool heading = tag->name[0] == 'h' && isdigit((unsigned char)tag->name[1]);
    reader->lost |= is_one_of(tag->name, lost);
    if (heading && !tag->closes)
        gap(reader, 2);
    if (strcmp(tag->name, "br") == 0)
        reader->breaks++;
    else if (is_one_of(tag->name, blocks))
        gap(reader, 2);
    else if (is_one_of(tag->name, strong))
        mark(reader, "**", tag->closes);
    else if (is_one_of(tag->name, soft))
        mark(reader, "*", tag->closes);
    else if (strcmp(tag->name, "td") == 0 && tag->closes)
        str_add_char(reader->out, ' ');
    if (heading && tag->closes)
        gap(reader, 2);
}

/* Takes one tag, with what is in it where that is no text; returns what comes behind. */
static const char *take_tag(struct reader *reader, const struct html_tag *tag, const char *limit)
{
    static const char *const unseen[] = {"script", "style", NULL};
    char close[16] = "</";
    const char *inner = tag->end, *end, *address;
    strncat(close, tag->name, sizeof close - 3);
    bool raw = !tag->closes && (strcmp(tag->name, "pre") == 0 || strcmp(tag->name, "code") == 0 || is_one_of(tag->name, unseen));
    if (raw) {
        end = memmem(inner, (size_t)(limit - inner), close, strlen(close));
        size_t length = (size_t)((end ? end : limit) - inner);
        if (tag->name[0] == 'p')
            add_pre(reader, inner, length);
        else if (tag->name[0] == 'c')
            add_code(reader, inner, length);
        const char *behind = end ? memchr(end, '>', (size_t)(limit - end)) : NULL;
        return behind ? behind + 1 : limit;
    }
    size_t length = tag->closes ? 0 : html_attribute(tag, "href=\"", &address);
    if (strcmp(tag->name, "a") == 0 && length && (end = memmem(inner, (size_t)(limit - inner), "</a>", 4))) {
        flush(reader);
        str_add_char(reader->out, '[');
        reader->lost |= html_read(reader->out, inner, (size_t)(end - inner));
        str_add(reader->out, "](");
        html_decode(reader->out, address, length);
        str_add_char(reader->out, ')');
        return end + 4;
    }
    if (strcmp(tag->name, "ul") == 0 || strcmp(tag->name, "ol") == 0)
        list_tag(reader, tag);
    else if (strcmp(tag->name, "li") == 0)
        item_tag(reader, tag);
    else
        inline_or_block(reader, tag);
    return tag->end;
}

bool html_read(struct str *out, const char *html, size_t length)
{
    struct reader reader = {.out = out, .begin = out->length};
    const char *limit = html + length;
    while (html < limit) {
        struct html_tag tag;
        const char *next = memchr(html, '<', (size_t)(limit - html));
        while (next && !html_tag(next, limit, &tag))
            next = memchr(next + 1, '<', (size_t)(limit - next - 1));
        const char *end = next ? next : limit;
        if (end > html)
            add_text_without_sounds(&reader, html, (size_t)(end - html));
        html = next ? take_tag(&reader, &tag, limit) : limit;
    }
    while (out->length > reader.begin && is_blank(out->text[out->length - 1]))
        str_remove(out, out->length - 1, 1);
    return reader.lost;
}
