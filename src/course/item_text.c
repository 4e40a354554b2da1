#include "course/item_text.h"

static const char *string_at(const struct strings *strings, size_t index)
{
    return index < strings->count ? strings->items[index] : NULL;
}

static const char *question_text(const struct question *question, size_t index)
{
    if (index < 2)
        return index == 0 ? question->stem : question->explanation;
    index -= 2;
    if (index < 2 * question->option_count) {
        const struct option *option = &question->options[index / 2];
        return index % 2 ? option->why : option->text;
    }
    return string_at(&question->hints, index - 2 * question->option_count);
}

static const char *prompt_text(const struct prompt *prompt, size_t index)
{
    return index == 0 ? prompt->ask : index == 1 ? prompt->answer : string_at(&prompt->hints, index - 2);
}

const char *item_text(const struct item *item, size_t index)
{
    if (item->erratum && index-- == 0)
        return item->erratum;
    switch (item->kind) {
    case ITEM_NOTE:
        return index == 0 ? ((const struct note *)item)->body : NULL;
    case ITEM_CARD:
        return index == 0 ? ((const struct card *)item)->front : index == 1 ? ((const struct card *)item)->back : NULL;
    case ITEM_QUESTION:
        return question_text((const struct question *)item, index);
    case ITEM_PROMPT:
        return prompt_text((const struct prompt *)item, index);
    default:
        return NULL;
    }
}
