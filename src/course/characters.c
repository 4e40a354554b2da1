#include "course/characters.h"

#include "base/str.h"

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Bytes of the sequence that starts with `lead`, 0 if none does; *bits are the code point's bits in it. */
static size_t sequence_length(unsigned char lead, unsigned *bits)
{
    if (lead < 0x80) {
        *bits = lead;
        return 1;
    }
    if (lead >= 0xc2 && lead < 0xe0) {
        *bits = lead & 0x1f;
        return 2;
    }
    if (lead >= 0xe0 && lead < 0xf0) {
        *bits = lead & 0x0f;
        return 3;
    }
    if (lead >= 0xf0 && lead < 0xf5) {
        *bits = lead & 0x07;
        return 4;
    }
    return 0;
}

size_t character_decode(const char *bytes, size_t length, unsigned *code_point)
{
    static const unsigned smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned value;
    size_t size = sequence_length((unsigned char)bytes[0], &value);
    *code_point = CHARACTER_MALFORMED;
    if (size == 0 || size > length)
        return 1;
    for (size_t i = 1; i < size; i++) {
        if (!continues(bytes[i]))
            return 1;
        value = value << 6 | ((unsigned char)bytes[i] & 0x3f);
    }
    if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 1;
    *code_point = value;
    return size;
}

bool character_forbidden(unsigned code_point)
{
    if (code_point < 0x20)
        return code_point != '\t' && code_point != '\n' && code_point != '\r';
    return (code_point >= 0x7f && code_point < 0xa0) || code_point == 0x2028 || code_point == 0x2029 ||
           (code_point & 0xfffe) == 0xfffe || (code_point >= 0xfdd0 && code_point <= 0xfdef);
}

char *character_printable(const char *bytes, size_t length)
{
    struct str copy;
    str_init(&copy);
    for (size_t at = 0; at < length;) {
        unsigned code_point;
        size_t size = character_decode(bytes + at, length - at, &code_point);
        if (code_point == CHARACTER_MALFORMED || character_forbidden(code_point) || code_point == '\n' || code_point == '\r')
            str_add_char(&copy, '?');
        else
            str_add_n(&copy, bytes + at, size);
        at += size;
    }
    return str_take(&copy);
}
