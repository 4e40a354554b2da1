#include "view/view.h"

#include "base/str.h"
#include "base/vec.h"

#include <md4c.h>
#include <string.h>

enum {
    MARKDOWN_SIZE_MAX = 1 << 16, /* bytes; past it md4c's worst cases are felt, and a course's texts are far below */
    DEPTH_MAX = 16,              /* of lists and styles; deeper ones look like the deepest */
    LIST_INDENT = 2
};

struct list {
    bool tight; /* its items stand without empty lines between them */
    bool begun;
    unsigned number; /* of the next item; 0 = bullets */
};

/* What the parser's callbacks share while one text is turned into blocks. */
struct writer {
    struct view *view;
    unsigned indent;
    bool flat;       /* everything into one run of spans, no blocks */
    bool wrote, gap; /* a block was added; the next one is set apart by an empty line */
    struct {
        struct span *items;
        size_t count, capacity;
    } spans;
    struct str text; /* of the span or code block being read */
    enum style styles[DEPTH_MAX];
    size_t style_depth;
    struct list lists[DEPTH_MAX];
    size_t list_depth;
    const char *marker;   /* of an item none of whose blocks was added yet, or NULL */
    const char *language; /* of the code block being read, or NULL */
};

static size_t top(size_t depth)
{
    return (depth < DEPTH_MAX ? depth : DEPTH_MAX) - 1;
}

static void end_span(struct writer *writer)
{
    if (!writer->text.length)
        return;
    const char *text = arena_string_n(&writer->view->arena, writer->text.text, writer->text.length);
    *vec_add(&writer->spans) = (struct span){text, writer->styles[top(writer->style_depth)]};
    str_clear(&writer->text);
}

static struct spans take_spans(struct writer *writer)
{
    end_span(writer);
    struct span *items = arena_new(&writer->view->arena, writer->spans.count, sizeof *items);
    if (writer->spans.count)
        memcpy(items, writer->spans.items, writer->spans.count * sizeof *items);
    struct spans spans = {items, writer->spans.count};
    writer->spans.count = 0;
    return spans;
}

static struct block *add_block(struct writer *writer, enum block_kind kind)
{
    if (writer->wrote && writer->gap)
        view_space(writer->view);
    writer->wrote = writer->gap = true;
    struct block *block = view_add(writer->view, kind);
    unsigned depth = (unsigned)writer->list_depth;
    block->indent = writer->indent + LIST_INDENT * (writer->marker ? depth - 1 : depth);
    return block;
}

static void end_paragraph(struct writer *writer)
{
    end_span(writer);
    if (writer->flat || !writer->spans.count)
        return;
    struct block *block = add_block(writer, BLOCK_PARAGRAPH);
    block->paragraph.spans = take_spans(writer);
    block->paragraph.marker = writer->marker;
    writer->marker = NULL;
}

static void end_heading(struct writer *writer)
{
    if (!writer->flat)
        add_block(writer, BLOCK_HEADING)->heading = take_spans(writer);
}

static void end_code(struct writer *writer)
{
    if (writer->text.length && writer->text.text[writer->text.length - 1] == '\n')
        str_remove(&writer->text, writer->text.length - 1, 1);
    if (writer->flat)
        return;
    struct block *block = add_block(writer, BLOCK_CODE);
    block->code.language = writer->language;
    block->code.text = arena_string_n(&writer->view->arena, writer->text.text, writer->text.length);
    str_clear(&writer->text);
}

static void start_list(struct writer *writer, bool tight, unsigned number)
{
    end_paragraph(writer);
    writer->list_depth++;
    writer->lists[top(writer->list_depth)] = (struct list){.tight = tight, .number = number};
}

static void start_item(struct writer *writer)
{
    struct list *list = &writer->lists[top(writer->list_depth)];
    bool opens = !list->begun && writer->list_depth == 1;
    if (list->tight && !opens)
        writer->gap = false;
    list->begun = true;
    writer->marker = list->number ? arena_print(&writer->view->arena, "%u.", list->number++) : "•";
}

static void start_code(struct writer *writer, const MD_BLOCK_CODE_DETAIL *code)
{
    end_paragraph(writer);
    writer->language = code->lang.size ? arena_string_n(&writer->view->arena, code->lang.text, code->lang.size) : NULL;
}

static void push_style(struct writer *writer, enum style style)
{
    end_span(writer);
    writer->style_depth++;
    writer->styles[top(writer->style_depth)] = style;
}

static void pop_style(struct writer *writer)
{
    end_span(writer);
    writer->style_depth--;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct writer *writer = data;
    if (type == MD_BLOCK_UL)
        start_list(writer, ((MD_BLOCK_UL_DETAIL *)detail)->is_tight, 0);
    else if (type == MD_BLOCK_OL)
        start_list(writer, ((MD_BLOCK_OL_DETAIL *)detail)->is_tight, ((MD_BLOCK_OL_DETAIL *)detail)->start);
    else if (type == MD_BLOCK_LI)
        start_item(writer);
    else if (type == MD_BLOCK_CODE)
        start_code(writer, detail);
    else if (type == MD_BLOCK_QUOTE)
        writer->indent += LIST_INDENT;
    else if (type == MD_BLOCK_H)
        push_style(writer, STYLE_TITLE);
    if (writer->flat && writer->spans.count && (type == MD_BLOCK_P || type == MD_BLOCK_LI))
        str_add_char(&writer->text, ' ');
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct writer *writer = data;
    (void)detail;
    if (type == MD_BLOCK_P || type == MD_BLOCK_LI)
        end_paragraph(writer);
    else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        writer->list_depth--;
        writer->marker = NULL;
        writer->gap = true;
    } else if (type == MD_BLOCK_CODE)
        end_code(writer);
    else if (type == MD_BLOCK_QUOTE)
        writer->indent -= LIST_INDENT;
    else if (type == MD_BLOCK_H) {
        pop_style(writer);
        end_heading(writer);
    }
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    struct writer *writer = data;
    (void)detail;
    enum style now = writer->styles[top(writer->style_depth)];
    push_style(writer, type == MD_SPAN_EM       ? STYLE_EMPHASIS
                       : type == MD_SPAN_STRONG ? STYLE_STRONG
                       : type == MD_SPAN_CODE   ? STYLE_CODE
                                                : now);
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    (void)type, (void)detail;
    pop_style(data);
    return 0;
}

/* The entities that a writer of Markdown needs to get at its own signs. */
static const char *entity(const char *text, size_t size)
{
    static const char *const known[][2] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", "\u00a0"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i][0]) == size && !memcmp(known[i][0], text, size))
            return known[i][1];
    return NULL;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    struct writer *writer = data;
    const char *plain = type == MD_TEXT_ENTITY ? entity(text, size) : NULL;
    if (plain)
        str_add(&writer->text, plain);
    else if (type == MD_TEXT_NULLCHAR)
        str_add(&writer->text, "\ufffd");
    else if (type == MD_TEXT_SOFTBR || (type == MD_TEXT_BR && writer->flat))
        str_add_char(&writer->text, ' ');
    else if (type == MD_TEXT_BR)
        str_add_char(&writer->text, '\n');
    else
        str_add_n(&writer->text, text, size);
    return 0;
}

static void writer_init(struct writer *writer, struct view *view, enum style style)
{
    *writer = (struct writer){.view = view, .styles = {style}, .style_depth = 1};
    str_init(&writer->text);
}

static void writer_release(struct writer *writer)
{
    str_release(&writer->text);
    vec_release(&writer->spans);
}

static void parse(struct writer *writer, const char *markdown)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    size_t size = strlen(markdown);
    if (size > MARKDOWN_SIZE_MAX)
        str_add_n(&writer->text, markdown, size);
    else
        md_parse(markdown, (MD_SIZE)size, &parser, writer);
    end_paragraph(writer);
}

void view_markdown(struct view *view, const char *markdown, unsigned indent)
{
    struct writer writer;
    writer_init(&writer, view, STYLE_NORMAL);
    writer.indent = indent;
    parse(&writer, markdown);
    writer_release(&writer);
}

struct spans view_inline(struct view *view, const char *markdown, enum style style)
{
    struct writer writer;
    writer_init(&writer, view, style);
    writer.flat = true;
    parse(&writer, markdown);
    struct spans spans = take_spans(&writer);
    writer_release(&writer);
    return spans;
}
