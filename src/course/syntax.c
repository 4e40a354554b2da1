#include "course/syntax.h"

#include <string.h>

struct span syntax_span(const yaml_mark_t *from, const yaml_mark_t *to)
{
    size_t width = to->line == from->line && to->column > from->column ? to->column - from->column : 1;
    return (struct span){.line = from->line + 1, .column = from->column + 1, .width = width};
}

/* What a course's author has most probably done when libyaml says `problem`. */
static const char *advice_for(const char *problem)
{
    static const struct {
        const char *problem, *advice;
    } advices[] = {
        {"mapping values are not allowed", "a text with ': ' in it must stand in quotes or in a block after '|'"},
        {"cannot start any token", "a text that starts with this character must stand in quotes; tabs cannot indent"},
        {"did not find expected key", "look at the indentation, and at quotes inside a quoted text, in the lines above"},
        {"did not find expected '-' indicator", "all entries of a list need the same indentation"},
        {"did not find expected ',' or ']'", "a list in brackets needs commas, and quotes around texts with : [ ] { } or ,"},
        {"did not find expected ',' or '}'", "a map in braces needs commas, and quotes around texts with : [ ] { } or ,"},
        {"unknown escape character", "in double quotes write two backslashes for one; single quotes take it as it is"},
        {"could not find expected ':'", "a key needs a colon and a blank; is a quote left open?"},
    };
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if (strstr(problem, advices[i].problem))
            return advices[i].advice;
    return NULL;
}

/* The useful place is where the quote stands, not the end of the file. */
static void report_open_quote(struct source *source, const yaml_parser_t *parser)
{
    struct span opened = syntax_span(&parser->context_mark, &parser->context_mark);
    struct span noticed = syntax_span(&parser->problem_mark, &parser->problem_mark);
    source_report(source, SEVERITY_ERROR, &opened, "this quote is never closed");
    source_report(source, SEVERITY_NOTE, &noticed, "noticed here: %s", parser->problem);
}

void syntax_report(struct source *source, const yaml_parser_t *parser)
{
    if (!parser->problem) { /* only when memory is exhausted */
        source_report(source, SEVERITY_ERROR, NULL, "cannot be parsed");
        return;
    }
    if (parser->context && strstr(parser->context, "quoted scalar") && strstr(parser->problem, "end of stream")) {
        report_open_quote(source, parser);
        return;
    }
    struct span at = syntax_span(&parser->problem_mark, &parser->problem_mark);
    source_report(source, SEVERITY_ERROR, &at, "%s%s%s", parser->problem, parser->context ? " " : "",
                  parser->context ? parser->context : "");
    struct span opened = syntax_span(&parser->context_mark, &parser->context_mark);
    if (parser->context && strstr(parser->context, "flow") && opened.line != at.line)
        source_report(source, SEVERITY_NOTE, &opened, "the bracket stands here");
    const char *advice = advice_for(parser->problem);
    if (advice)
        source_report(source, SEVERITY_NOTE, &at, "%s", advice);
}

/* Moves to the start of the next line. */
static const char *next_line(const char *text)
{
    text += strcspn(text, "\r\n");
    return text + (text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0');
}

/* True for a line with nothing but blanks or a comment from `text` on. */
static bool is_blank(const char *text)
{
    text += strspn(text, " \t");
    return *text == '#' || *text == '\r' || *text == '\n' || *text == '\0';
}

bool syntax_check_start(struct source *source)
{
    size_t line = 1;
    const char *text = source->bytes;
    for (; *text && is_blank(text); text = next_line(text))
        line++;
    if (*text != '%')
        return true;
    struct span at = {line, 1, strcspn(text, "\r\n")};
    source_report(source, SEVERITY_ERROR, &at, "YAML directives are not allowed in course files");
    return false;
}

void syntax_check_rest(struct source *source, const yaml_mark_t *end)
{
    struct span at = {end->line + 1, end->column + 1, 1};
    const char *text = source->bytes + source_offset(source, at.line, at.column);
    for (; *text; text = next_line(text), at.line++, at.column = 1) {
        if (is_blank(text) || strncmp(text, "...", 3) == 0)
            continue;
        at.column += strspn(text, " \t");
        source_report(source, SEVERITY_ERROR, &at, "a course file holds one document only");
        return;
    }
}
