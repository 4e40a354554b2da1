#include "plain/choices.h"

bool choices_are_menu(const struct block *block)
{
    if (block->kind != BLOCK_CHOICES)
        return false;
    for (size_t i = 0; i < block->choices.count; i++)
        if (block->choices.items[i].key)
            return false;
    return true;
}

size_t choices_number(const struct block *choices, size_t index)
{
    size_t number = 0;
    if (choices->choices.items[index].heading)
        return 0;
    for (size_t i = 0; i <= index; i++)
        number += !choices->choices.items[i].heading;
    return number;
}

static const char *style_word(enum style style)
{
    switch (style) {
    case STYLE_RIGHT:
        return "(right) ";
    case STYLE_WRONG:
        return "(wrong) ";
    case STYLE_STRUCK:
        return "(tried) ";
    default:
        return "";
    }
}

/* What stands behind the name of a menu entry: its description, and its progress in words or as a share. */
static void add_choice_tail(struct str *text, const struct choice *choice, const struct render_options *options)
{
    if (choice->detail && choice->detail[0]) {
        str_add(text, ": ");
        render_clean(text, choice->detail, options);
    }
    if (choice->state && choice->state[0]) {
        str_add(text, " (");
        render_clean(text, choice->state, options);
        str_add_char(text, ')');
    } else if (choice->share >= 0 && !choice->key && !choice->heading) {
        str_addf(text, " (%.0f %%)", 100 * choice->share);
    }
}

static void add_choice(struct str *out, const struct block *block, size_t index, const struct render_options *options)
{
    const struct choice *choice = &block->choices.items[index];
    struct str first, text;
    str_init(&first), str_init(&text);
    str_repeat(&first, " ", block->indent);
    if (choice->key)
        str_addf(&first, "  %s  ", choice->key);
    else if (!choice->heading)
        str_addf(&first, "  %2zu  ", choices_number(block, index));
    if (choice->mark)
        str_addf(&first, "%s ", choice->mark);
    str_add(&text, style_word(choice->style));
    render_spans(&text, &choice->text, options);
    add_choice_tail(&text, choice, options);
    render_wrapped(out, first.text, text.text, options);
    str_release(&first), str_release(&text);
}

void choices_render(struct passages *passages, const struct block *block, bool apart, const struct render_options *options)
{
    bool menu = choices_are_menu(block); /* an option is called by its letter, wherever the mark stands */
    for (size_t i = 0; i < block->choices.count; i++) {
        struct str text;
        str_init(&text);
        add_choice(&text, block, i, options);
        bool group = block->choices.items[i].heading && i > 0;
        render_passage(passages, block, &text, (apart && i == 0) || group)->marked = menu && i == block->choices.selected;
    }
}
