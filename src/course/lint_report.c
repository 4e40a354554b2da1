#include "course/lint_rules.h"

#include "base/str.h"

void lint_report(struct source *source, enum severity severity, const struct item *item, const char *format, ...)
{
    struct span at = {.line = item->at.line, .column = item->at.column, .width = 1};
    struct str text;
    va_list arguments;
    str_init(&text);
    va_start(arguments, format);
    str_addv(&text, format, arguments);
    va_end(arguments);
    source_report(source, severity, &at, "%s '%s' %s", item_kind_name(item->kind), item->id, text.text);
    str_release(&text);
}
