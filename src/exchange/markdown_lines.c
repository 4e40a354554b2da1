/* Lines of Markdown cards, which are read and written alike. */
#include "exchange/markdown.h"

#include <string.h>

const char *markdown_next_line(const char *text)
{
    text += strcspn(text, "\n");
    return text + (*text == '\n');
}

void markdown_add_line(struct str *out, const char *text)
{
    for (; *text; text++)
        str_add_char(out, *text == '\n' ? ' ' : *text);
}

void markdown_add_options(struct str *out, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        str_add(out, "\n- ");
        markdown_add_line(out, texts[i]);
    }
}
