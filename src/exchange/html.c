#include "exchange/html.h"

#include <ctype.h>
#include <string.h>

void html_escape(struct str *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '&')
            str_add(out, "&amp;");
        else if (text[i] == '<')
            str_add(out, "&lt;");
        else if (text[i] == '>')
            str_add(out, "&gt;");
        else
            str_add_char(out, text[i]);
    }
}

static void add_spans(struct str *out, const char *text, size_t length);

/* Code between equal runs of backquotes; returns its length with them, 0 if it is none. */
static size_t add_code(struct str *out, const char *text, size_t length)
{
    size_t quotes = 0;
    while (quotes < length && text[quotes] == '`')
        quotes++;
    for (size_t i = quotes; i < length;) {
        size_t run = 0;
        while (i + run < length && text[i + run] == '`')
            run++;
        if (run == quotes) {
            str_add(out, "<code>");
            html_escape(out, text + quotes, i - quotes);
            str_add(out, "</code>");
            return i + run;
        }
        i += run ? run : 1;
    }
    return 0;
}

/* Where the emphasis of `stars` signs at the start of `text` ends: the place of the closing ones, 0 if there are none. */
static size_t emphasis_end(const char *text, size_t length, size_t stars)
{
    for (size_t i = stars; i < length;) {
        size_t run = 0;
        if (text[i] == '`') {
            struct str unused;
            str_init(&unused);
            size_t code = add_code(&unused, text + i, length - i);
            str_release(&unused);
            i += code ? code : 1;
            continue;
        }
        if (text[i] == '\\' && i + 1 < length) {
            i += 2;
            continue;
        }
        while (i + run < length && text[i + run] == text[0])
            run++;
        if (run >= stars && !isspace((unsigned char)text[i - 1]) && i > stars && (run == stars || run == 3))
            return i + (run - stars); /* of three stars the inner ones belong to what is inside */
        i += run ? run : 1;
    }
    return 0;
}

static size_t add_emphasis(struct str *out, const char *text, size_t length)
{
    size_t stars = length > 1 && text[1] == text[0] ? 2 : 1;
    if (stars >= length || isspace((unsigned char)text[stars]))
        return 0;
    size_t end = emphasis_end(text, length, stars);
    if (!end)
        return 0;
    str_add(out, stars == 2 ? "<strong>" : "<em>");
    add_spans(out, text + stars, end - stars);
    str_add(out, stars == 2 ? "</strong>" : "</em>");
    return end + stars;
}

/* [words](address) */
static size_t add_link(struct str *out, const char *text, size_t length)
{
    const char *middle = memmem(text, length, "](", 2);
    const char *end = middle ? memchr(middle, ')', length - (size_t)(middle - text)) : NULL;
    if (!end || memchr(text, '\n', (size_t)(end - text)))
        return 0;
    str_add(out, "<a href=\"");
    html_escape(out, middle + 2, (size_t)(end - middle - 2));
    str_add(out, "\">");
    add_spans(out, text + 1, (size_t)(middle - text - 1));
    str_add(out, "</a>");
    return (size_t)(end - text) + 1;
}

static void add_spans(struct str *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t taken = 0;
        if (text[i] == '\\' && i + 1 < length && text[i + 1] == '\n') {
            str_add(out, "<br>");
            taken = 2;
        } else if (text[i] == '\\' && i + 1 < length && ispunct((unsigned char)text[i + 1])) {
            html_escape(out, text + i + 1, 1);
            taken = 2;
        } else if (text[i] == '`')
            taken = add_code(out, text + i, length - i);
        else if (text[i] == '*' || (text[i] == '_' && (!i || !isalnum((unsigned char)text[i - 1]))))
            taken = add_emphasis(out, text + i, length - i);
        else if (text[i] == '[')
            taken = add_link(out, text + i, length - i);
        if (!taken) {
            size_t run = 1;
            while (text[i] == '`' && i + run < length && text[i + run] == '`')
                run++;
            html_escape(out, text + i, run);
            taken = run;
        }
        i += taken;
    }
}

static size_t line_length(const char *text)
{
    return strcspn(text, "\n");
}

static const char *next_line(const char *text)
{
    size_t length = line_length(text);
    return text + length + (text[length] == '\n');
}

/* Bytes of a list marker such as "- " or "12. ", 0 if none stands there. */
static size_t marker_length(const char *text, bool *numbered)
{
    size_t digits = strspn(text, "0123456789");
    *numbered = digits > 0;
    if (digits && digits < 4 && text[digits] == '.' && text[digits + 1] == ' ')
        return digits + 2;
    return !digits && strchr("-*+", *text) && *text && text[1] == ' ' ? 2 : 0;
}

/* ```language … ``` */
static const char *add_fence(struct str *out, const char *text)
{
    const char *language = text + 3, *body = next_line(text), *end = body;
    size_t length = line_length(language);
    while (*end && strncmp(end, "```", 3) != 0)
        end = next_line(end);
    str_add(out, "<pre><code");
    if (length) {
        str_add(out, " class=\"language-");
        html_escape(out, language, length);
        str_add(out, "\"");
    }
    str_add(out, ">");
    html_escape(out, body, (size_t)(end - body));
    str_add(out, "</code></pre>");
    return *end ? next_line(end) : end;
}

/* A list without empty lines in it; lines that are indented go on with their item. */
static const char *add_list(struct str *out, const char *text)
{
    bool numbered, other;
    size_t marker = marker_length(text, &numbered);
    str_add(out, numbered ? "<ol>" : "<ul>");
    while (*text && (marker = marker_length(text, &other)) && other == numbered) {
        struct str item;
        str_init(&item);
        str_add_n(&item, text + marker, line_length(text + marker));
        text = next_line(text);
        while (*text == ' ' && line_length(text) > strspn(text, " ")) {
            str_add_char(&item, '\n');
            text += strspn(text, " ");
            str_add_n(&item, text, line_length(text));
            text = next_line(text);
        }
        str_add(out, "<li>");
        add_spans(out, item.text, item.length);
        str_add(out, "</li>");
        str_release(&item);
    }
    str_add(out, numbered ? "</ol>" : "</ul>");
    return text;
}

static bool begins_block(const char *text)
{
    bool numbered;
    return *text == '\n' || !*text || strncmp(text, "```", 3) == 0 || (marker_length(text, &numbered) && !numbered) ||
           strncmp(text, "1. ", 3) == 0;
}

/* What goes straight on into a list or code stands without <p>, so that it is read back so. */
static const char *add_paragraph(struct str *out, const char *text, bool single)
{
    const char *end = next_line(text);
    while (!begins_block(end))
        end = next_line(end);
    bool marked = !single && (*end == '\n' || !*end);
    size_t length = (size_t)(end - text);
    while (length && text[length - 1] == '\n')
        length--;
    str_add(out, marked ? "<p>" : "");
    add_spans(out, text, length);
    str_add(out, marked ? "</p>" : "");
    return end;
}

void html_add(struct str *out, const char *markdown)
{
    bool numbered, single = !strstr(markdown, "\n\n");
    for (const char *text = markdown; *text;) {
        if (*text == '\n')
            text++;
        else if (strncmp(text, "```", 3) == 0)
            text = add_fence(out, text);
        else if (marker_length(text, &numbered))
            text = add_list(out, text);
        else
            text = add_paragraph(out, text, single);
    }
}
