#include "base/str.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Read only: a string of capacity 0 is never written through. */
static char empty_text[] = "";

void str_init(struct str *str)
{
    *str = (struct str){.text = empty_text};
}

void str_release(struct str *str)
{
    if (str->capacity)
        free(str->text);
    str_init(str);
}

void str_clear(struct str *str)
{
    if (str->capacity)
        str->text[0] = '\0';
    str->length = 0;
}

char *str_take(struct str *str)
{
    char *text = str->capacity ? str->text : mem_string("");
    str_init(str);
    return text;
}

static void reserve(struct str *str, size_t more)
{
    size_t needed = str->length + more + 1;
    if (needed <= str->capacity)
        return;
    size_t capacity = str->capacity ? str->capacity : 32;
    while (capacity < needed)
        capacity *= 2;
    str->text = mem_resize(str->capacity ? str->text : NULL, capacity, 1);
    str->capacity = capacity;
    str->text[str->length] = '\0';
}

void str_add_n(struct str *str, const char *text, size_t length)
{
    reserve(str, length);
    memcpy(str->text + str->length, text, length);
    str->length += length;
    str->text[str->length] = '\0';
}

void str_add(struct str *str, const char *text)
{
    str_add_n(str, text, strlen(text));
}

void str_add_char(struct str *str, char c)
{
    str_add_n(str, &c, 1);
}

void str_repeat(struct str *str, const char *text, size_t times)
{
    while (times--)
        str_add(str, text);
}

void str_addv(struct str *str, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0) {
        reserve(str, (size_t)length);
        vsnprintf(str->text + str->length, (size_t)length + 1, format, again);
        str->length += (size_t)length;
    }
    va_end(again);
}

void str_addf(struct str *str, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    str_addv(str, format, arguments);
    va_end(arguments);
}

void str_remove(struct str *str, size_t at, size_t length)
{
    if (at >= str->length)
        return;
    if (length > str->length - at)
        length = str->length - at;
    memmove(str->text + at, str->text + at + length, str->length - at - length + 1);
    str->length -= length;
}

void str_insert(struct str *str, size_t at, const char *text)
{
    size_t length = strlen(text);
    if (at > str->length)
        at = str->length;
    reserve(str, length);
    memmove(str->text + at + length, str->text + at, str->length - at + 1);
    memcpy(str->text + at, text, length);
    str->length += length;
}

char *str_print(const char *format, ...)
{
    struct str str;
    str_init(&str);
    va_list arguments;
    va_start(arguments, format);
    str_addv(&str, format, arguments);
    va_end(arguments);
    return str_take(&str);
}
