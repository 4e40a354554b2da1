#include "plain/render.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "plain/choices.h"
#include "plain/figure.h"
#include "plain/table.h"

#include <stdlib.h>
#include <string.h>

enum { CODE_INDENT = 4, FIELD_INDENT = 2 };

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

static void add_line(struct str *out, const char *text, size_t length)
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
        add_line(out, text + start, breaks[i] - start);
    }
    free(breaks);
}

/* The same for clean text that stands behind `indent` blanks and a marker. */
static void add_paragraph(struct str *out, unsigned indent, const char *marker, const char *text,
                          const struct render_options *options)
{
    struct str first;
    str_init(&first);
    str_repeat(&first, " ", indent);
    if (marker) {
        render_clean(&first, marker, options);
        str_add_char(&first, ' ');
    }
    render_wrapped(out, first.text, text, options);
    str_release(&first);
}

static void add_spans(struct str *out, const struct block *block, const char *marker, const struct spans *spans,
                      const struct render_options *options)
{
    struct str text;
    str_init(&text);
    render_spans(&text, spans, options);
    add_paragraph(out, block->indent, marker, text.text, options);
    str_release(&text);
}

/* Code is never broken: its line breaks are part of it. */
static void add_code(struct str *out, const struct block *block, const struct render_options *options)
{
    struct str code;
    str_init(&code);
    render_clean(&code, block->code.text, options);
    str_repeat(out, " ", block->indent);
    if (block->code.language && block->code.language[0])
        str_addf(out, "code (%s):\n", block->code.language);
    else
        str_add(out, "code:\n");
    for (const char *line = code.text; *line;) {
        size_t length = strcspn(line, "\n");
        str_repeat(out, " ", length ? block->indent + CODE_INDENT : 0);
        add_line(out, line, length);
        line += length + (line[length] == '\n');
    }
    str_release(&code);
}

/* What is in the field already stands below its label; the prompt, where the next line is written, follows. */
static void add_field(struct str *out, const struct block *block, const struct render_options *options)
{
    struct str text;
    str_init(&text);
    if (block->field.label)
        render_clean(&text, block->field.label, options);
    str_add_char(&text, ':');
    add_paragraph(out, block->indent, NULL, text.text, options);
    str_clear(&text);
    if (block->field.text && block->field.text[0]) {
        render_clean(&text, block->field.text, options);
        add_paragraph(out, block->indent + FIELD_INDENT, NULL, text.text, options);
    }
    str_release(&text);
}

static void add_gauge(struct str *out, const struct block *block, const struct render_options *options)
{
    struct str text;
    str_init(&text);
    if (block->gauge.label && block->gauge.label[0]) {
        render_clean(&text, block->gauge.label, options);
        str_add(&text, ": ");
    }
    if (block->gauge.words && block->gauge.words[0])
        render_clean(&text, block->gauge.words, options);
    else
        str_addf(&text, "%.0f %%", 100 * block->gauge.share);
    add_paragraph(out, block->indent, NULL, text.text, options);
    str_release(&text);
}

static void add_block(struct str *out, const struct block *block, const struct render_options *options)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        add_spans(out, block, NULL, &block->heading, options);
        break;
    case BLOCK_PARAGRAPH:
        add_spans(out, block, block->paragraph.marker, &block->paragraph.spans, options);
        break;
    case BLOCK_CODE:
        add_code(out, block, options);
        break;
    case BLOCK_FIELD:
        add_field(out, block, options);
        break;
    case BLOCK_GAUGE:
        add_gauge(out, block, options);
        break;
    case BLOCK_TABLE:
        table_render(out, block, options);
        break;
    case BLOCK_PLOT:
        figure_plot(out, block, options);
        break;
    case BLOCK_HISTOGRAM:
        figure_histogram(out, block, options);
        break;
    case BLOCK_HEAT_MAP:
        figure_heat_map(out, block, options);
        break;
    case BLOCK_CHOICES:
    case BLOCK_SPACE:
        break;
    }
}

struct passage *render_passage(struct passages *passages, const struct block *block, struct str *text, bool apart)
{
    struct passage *passage = vec_add(passages);
    *passage = (struct passage){.text = str_take(text), .apart = apart, .block = block};
    return passage;
}

/* Where the eye needs an empty line, the ear a pause: as the view says, and around everything that is no paragraph. */
static bool stands_apart(const struct block *before, const struct block *block)
{
    if (!before || block->kind == BLOCK_HEADING)
        return before != NULL;
    if (block->kind == before->kind)
        return block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_GAUGE && block->kind != BLOCK_FIELD;
    return block->kind != BLOCK_GAUGE && before->kind != BLOCK_HEADING;
}

void render_view(const struct view *view, const struct render_options *options, struct passages *passages)
{
    const struct block *before = NULL;
    bool space = false;
    for (size_t i = 0; i < view->count; i++) {
        const struct block *block = &view->items[i];
        if (block->kind == BLOCK_SPACE) {
            space = true;
            continue;
        }
        bool apart = space || stands_apart(before, block);
        if (block->kind == BLOCK_CHOICES) {
            choices_render(passages, block, apart, options);
        } else {
            struct str text;
            str_init(&text);
            add_block(&text, block, options);
            render_passage(passages, block, &text, apart);
        }
        before = block;
        space = false;
    }
}

void passages_release(struct passages *passages)
{
    for (size_t i = 0; i < passages->count; i++)
        free(passages->items[i].text);
    vec_release(passages);
}
