/*
 * Markdown of the course as HTML for Anki and Moodle, and HTML of theirs as Markdown.
 *
 * Both ways know paragraphs, emphasis, code, lists and links; what this writes is read back as it was.
 */
#ifndef EXCHANGE_HTML_H
#define EXCHANGE_HTML_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds a text in Markdown as HTML; a single paragraph stands without <p>. */
void html_add(struct str *out, const char *markdown);

/* Adds plain text with & < > " as entities. */
void html_escape(struct str *out, const char *text, size_t length);

/* Adds `length` bytes of HTML as Markdown; true if something was lost: pictures, sounds, tables. */
bool html_read(struct str *out, const char *html, size_t length);

/* Adds plain text so that Markdown shows it as it is. */
void html_plain(struct str *out, const char *text, size_t length);

/* Adds HTML without tags, its entities as characters. */
void html_decode(struct str *out, const char *html, size_t length);

struct html_tag {
    char name[12]; /* in lower case */
    bool closes;
    const char *text, *end; /* from < to behind > */
};

/* Reads the tag, or comment, at the < of `text`; false if it is just a sign. */
bool html_tag(const char *text, const char *limit, struct html_tag *tag);

/* The value of the attribute that begins with `start` (such as href=" with its quote); its length, 0 if there is none. */
size_t html_attribute(const struct html_tag *tag, const char *start, const char **value);

/* What lies within an element. */
struct html_part {
    const char *start; /* of its tag */
    const char *inner; /* behind its tag */
    size_t length;     /* up to its end tag */
    const char *end;   /* behind its end tag */
};

/* The first element `tag` with class="`name`" (NULL = any) from `html` on, up to `limit`; false if there is none. */
bool html_find(const char *html, const char *limit, const char *tag, const char *name, struct html_part *part);

#endif
