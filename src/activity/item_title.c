#include "activity/item_title.h"

#include "activity/deck.h"
#include "base/str.h"
#include "base/utf8.h"

#include <string.h>

/* A title, or Markdown whose beginning stands for one. */
static const char *name_of(const struct item *item, bool *markdown)
{
    *markdown = item->kind == ITEM_CARD || item->kind == ITEM_PROMPT;
    switch (item->kind) {
    case ITEM_NOTE:
        return item_note(item)->title;
    case ITEM_CARD:
        return item_card(item)->front;
    case ITEM_PROMPT:
        return item_prompt(item)->ask;
    case ITEM_EXERCISE:
        return ((const struct exercise *)item)->title;
    default:
        return item_question(item)->title;
    }
}

static const char *first_words(struct view *view, const char *markdown)
{
    struct str text;
    struct spans spans = view_inline(view, markdown, STYLE_NORMAL);
    str_init(&text);
    for (size_t i = 0; i < spans.count; i++)
        str_add(&text, spans.items[i].text);
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] == '\n')
            text.text[i] = ' ';
    const char *words = arena_string(&view->arena, text.text);
    str_release(&text);
    return words;
}

const char *item_title(struct view *view, const struct item *item)
{
    bool markdown;
    const char *name = name_of(item, &markdown);
    if (markdown)
        name = first_words(view, name);
    size_t length = strlen(name);
    if (utf8_width(name, length) <= ITEM_TITLE_COLUMNS)
        return name;
    size_t fits = utf8_fit(name, length, ITEM_TITLE_COLUMNS - 1), end = fits;
    while (end && name[end] != ' ')
        end--;
    return arena_print(&view->arena, "%.*s…", (int)(end ? end : fits), name);
}
