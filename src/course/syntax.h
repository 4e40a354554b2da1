/*
 * What libyaml says about a file's syntax in words for a course's author, and what it would find out too slowly by itself.
 */
#ifndef COURSE_SYNTAX_H
#define COURSE_SYNTAX_H

#include "course/source.h"

#include <stdbool.h>
#include <yaml.h>

/* Where libyaml's marks stand; of a construct that goes on over more lines only the first character is underlined. */
struct span syntax_span(const yaml_mark_t *from, const yaml_mark_t *to);

/* Reports the error at which `parser` has stopped. */
void syntax_report(struct source *source, const yaml_parser_t *parser);

/* Refuses directives before the document: libyaml compares each %TAG line with all before it.  False after a message. */
bool syntax_check_start(struct source *source);

/* Refuses anything but comments from `end` on, where the first document ends; for the same reason. */
void syntax_check_rest(struct source *source, const yaml_mark_t *end);

#endif
