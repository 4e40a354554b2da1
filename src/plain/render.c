#include "plain/render.h"

#include "base/utf8.h"
#include "plain/choices.h"
#include "plain/figure.h"
#include "plain/table.h"

#include <stdlib.h>
#include <string.h>

enum { CODE_INDENT = 4, FIELD_INDENT = 2 };

/* Clean text wrapped behind `indent` blanks and a marker. */
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
        passage_line(out, line, length);
        line += length + (line[length] == '\n');
    }
    str_release(&code);
}

/*
 * What is in the field already stands below its label; the prompt, where the next line is written, follows.  That line takes the place
 * of what a field of one line holds, and who wrote it has just read it.
 */
static void add_field(struct str *out, const struct block *block, const struct render_options *options)
{
    struct str text;
    str_init(&text);
    if (block->field.label)
        render_clean(&text, block->field.label, options);
    str_add_char(&text, ':');
    add_paragraph(out, block->indent, NULL, text.text, options);
    str_clear(&text);
    if (block->field.lines > 1 && block->field.text && block->field.text[0]) {
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

/* What a block is told by: pictures by words, and by a table of `numbers`. */
static void add_block(struct str *out, struct str *numbers, const struct block *block, const struct render_options *options)
{
    static void (*const figures[])(struct str *, struct str *, const struct block *, const struct render_options *) = {
        [BLOCK_PLOT] = figure_plot,
        [BLOCK_HISTOGRAM] = figure_histogram,
        [BLOCK_HEAT_MAP] = figure_heat_map,
        [BLOCK_SCATTER] = figure_scatter,
    };
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
    case BLOCK_HISTOGRAM:
    case BLOCK_HEAT_MAP:
    case BLOCK_SCATTER:
        figures[block->kind](out, numbers, block, options);
        break;
    case BLOCK_CHOICES:
    case BLOCK_SPACE:
        break;
    }
}

/* Its words, and behind them its numbers if it has some.  Those of curves and counts say once more what the words say. */
static void add_passages(struct passages *passages, const struct block *block, bool apart, const struct render_options *options)
{
    struct str text, numbers;
    str_init(&text), str_init(&numbers);
    add_block(&text, &numbers, block, options);
    render_passage(passages, block, &text, apart);
    if (numbers.length)
        render_passage(passages, block, &numbers, false)->detail = block->kind == BLOCK_PLOT || block->kind == BLOCK_HISTOGRAM;
    else
        str_release(&numbers);
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
            add_passages(passages, block, apart, options);
        }
        before = block;
        space = false;
    }
}
