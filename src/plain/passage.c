#include "plain/passage.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* C0 and C1 control characters would be orders to the terminal; line breaks are the only ones with a meaning here. */
static bool is_control(const unsigned char *text, size_t length)
{
    return (text[0] < 0x20 && text[0] != '\n') || text[0] == 0x7f || (length == 2 && text[0] == 0xc2 && text[1] < 0xa0);
}

static void add_without_controls(struct str *out, const char *text)
{
    for (size_t left = strlen(text); left > 0;) {
        size_t length = utf8_next(text, left);
        if (!is_control((const unsigned char *)text, length))
            str_add_n(out, text, length);
        text += length;
        left -= length;
    }
}

void render_clean(struct str *out, const char *text, const struct render_options *options)
{
    struct str clean;
    if (!options->ascii) {
        add_without_controls(out, text);
        return;
    }
    str_init(&clean);
    add_without_controls(&clean, text);
    ascii_add(out, clean.text);
    str_release(&clean);
}

void render_spans(struct str *out, const struct spans *spans, const struct render_options *options)
{
    struct str text;
    str_init(&text);
    for (size_t i = 0; i < spans->count; i++)
        str_add(&text, spans->items[i].text);
    render_clean(out, text.text, options);
    str_release(&text);
}

void passage_line(struct str *out, const char *text, size_t length)
{
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
        length--;
    str_add_n(out, text, length);
    str_add_char(out, '\n');
}

void render_wrapped(struct str *out, const char *first, const char *text, const struct render_options *options)
{
    size_t hanging = utf8_width_string(first), length = strlen(text);
    size_t columns = options->width > hanging + 8 ? options->width - hanging : 8;
    size_t *breaks = mem_new(length + 1, sizeof *breaks);
    size_t lines = utf8_wrap(text, length, columns, breaks, length + 1);
    for (size_t i = 0, start = 0; i < lines; start = breaks[i++]) {
        if (i == 0)
            str_add(out, first);
        else
            str_repeat(out, " ", hanging);
        passage_line(out, text + start, breaks[i] - start);
    }
    free(breaks);
}

struct passage *render_passage(struct passages *passages, const struct block *block, struct str *text, bool apart)
{
    struct passage *passage = vec_add(passages);
    *passage = (struct passage){.text = str_take(text), .apart = apart, .block = block};
    return passage;
}

void passages_release(struct passages *passages)
{
    for (size_t i = 0; i < passages->count; i++)
        free(passages->items[i].text);
    vec_release(passages);
}
