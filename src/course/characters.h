/*
 * The code points of course files: libyaml counts columns in them, and some of them must never reach a terminal.
 */
#ifndef COURSE_CHARACTERS_H
#define COURSE_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>

/* What character_decode() yields for a byte that is no part of well-formed UTF-8. */
#define CHARACTER_MALFORMED 0xffffffffu

/* Decodes the code point at `bytes`, length >= 1; returns the bytes it takes, 1 for a malformed one. */
size_t character_decode(const char *bytes, size_t length, unsigned *code_point);

/*
 * True for code points that a course file may not hold, neither as they are nor by an escape: control characters except tab and
 * line breaks, the separators that YAML 1.1 takes for line breaks and editors do not, and noncharacters.
 */
bool character_forbidden(unsigned code_point);

/* A copy for a message, owned by the caller: one '?' for each forbidden, line-breaking or malformed character. */
char *character_printable(const char *bytes, size_t length);

#endif
