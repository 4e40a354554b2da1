#include "course/item_text.h"

/* Counts down to the text that is asked for while an item's texts go by. */
struct search {
    size_t left;
    const char *found;
};

static void pass(struct search *search, const char *text)
{
    if (text && !search->found && search->left-- == 0)
        search->found = text;
}

static void pass_all(struct search *search, const struct strings *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        pass(search, texts->items[i]);
}

static void pass_card(struct search *search, const struct card *card)
{
    pass(search, card->front);
    pass(search, card->back);
    for (size_t i = 0; card->contested && i < card->contested->stance_count; i++) {
        pass(search, card->contested->stances[i].says);
        pass(search, card->contested->stances[i].evidence);
    }
    if (card->contested)
        pass(search, card->contested->why);
}

static void pass_question(struct search *search, const struct question *question)
{
    pass(search, question->stem);
    pass(search, question->explanation);
    pass(search, question->why);
    for (size_t i = 0; i < question->option_count; i++) {
        pass(search, question->options[i].text);
        pass(search, question->options[i].why);
    }
    pass_all(search, &question->lines);
    for (size_t i = 0; i < question->mistake_count; i++)
        pass(search, question->mistakes[i].why);
    pass_all(search, &question->hints);
}

static void pass_prompt(struct search *search, const struct prompt *prompt)
{
    pass(search, prompt->ask);
    pass(search, prompt->answer);
    pass_all(search, &prompt->hints);
}

const char *item_text(const struct item *item, size_t index)
{
    struct search search = {.left = index};
    pass(&search, item->erratum);
    if (item->kind == ITEM_NOTE)
        pass(&search, ((const struct note *)item)->body);
    else if (item->kind == ITEM_CARD)
        pass_card(&search, (const struct card *)item);
    else if (item->kind == ITEM_QUESTION || item->kind == ITEM_PREDICTION)
        pass_question(&search, (const struct question *)item);
    else if (item->kind == ITEM_PROMPT)
        pass_prompt(&search, (const struct prompt *)item);
    return search.found;
}

bool item_text_is_wrong(const struct item *item, const char *text)
{
    const struct question *question = (const struct question *)item;
    if (item->kind != ITEM_QUESTION && item->kind != ITEM_PREDICTION)
        return false;
    for (size_t i = 0; i < question->option_count; i++)
        if (!question->options[i].right && (question->options[i].text == text || question->options[i].why == text))
            return true;
    for (size_t i = 0; i < question->mistake_count; i++)
        if (question->mistakes[i].why == text)
            return true;
    return false;
}
