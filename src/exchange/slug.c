#include "exchange/slug.h"

#include "base/ascii.h"

#include <ctype.h>

void slug_add(struct str *out, const char *text, size_t most)
{
    struct str ascii;
    size_t start = out->length;
    str_init(&ascii);
    ascii_add(&ascii, text);
    for (const char *c = ascii.text; *c && out->length - start < most; c++) {
        if (isalnum((unsigned char)*c))
            str_add_char(out, (char)tolower((unsigned char)*c));
        else if (out->length > start && out->text[out->length - 1] != '-')
            str_add_char(out, '-');
    }
    while (out->length > start && out->text[out->length - 1] == '-')
        str_remove(out, out->length - 1, 1);
    str_release(&ascii);
}
