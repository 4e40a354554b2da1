/* What the readers of formats hand over, and what they have to say about it. */
#include "exchange/format.h"

#include "base/vec.h"

void import_add(struct import *import, const char *section, struct node *item)
{
    *vec_add(&import->drafts) = (struct draft){section, item};
}

struct span import_span(struct import *import, const char *at)
{
    size_t offset = (size_t)(at - import->source.bytes);
    if (!import->cursor.line || offset < import->cursor.offset)
        import->cursor.offset = 0, import->cursor.line = import->cursor.column = 1;
    for (; import->cursor.offset < offset; import->cursor.offset++) {
        unsigned char byte = (unsigned char)import->source.bytes[import->cursor.offset];
        if (byte == '\n')
            import->cursor.line++, import->cursor.column = 1;
        else if ((byte & 0xc0) != 0x80)
            import->cursor.column++;
    }
    return (struct span){import->cursor.line, import->cursor.column, 1};
}

void import_lost(struct import *import, const struct span *span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    source_vreport(&import->source, SEVERITY_ERROR, span, format, arguments);
    va_end(arguments);
}

void import_remark(struct import *import, const struct span *span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    source_vreport(&import->source, SEVERITY_WARNING, span, format, arguments);
    va_end(arguments);
}

void import_say_left(struct str *said, size_t left)
{
    if (left)
        str_addf(said, "; %zu left out", left);
    str_add(said, ".\n");
}
