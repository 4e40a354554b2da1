#include "exchange/same_item.h"

#include <string.h>

static bool same_text(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

static bool same_card(const struct card *one, const struct card *other)
{
    return same_text(one->front, other->front) && same_text(one->back, other->back);
}

static bool same_question(const struct question *one, const struct question *other)
{
    bool same = one->kind == other->kind && one->option_count == other->option_count && same_text(one->stem, other->stem);
    for (size_t i = 0; same && i < one->option_count; i++)
        same = one->options[i].right == other->options[i].right && same_text(one->options[i].text, other->options[i].text);
    return same;
}

bool same_item(const struct item *one, const struct item *other)
{
    if (one->kind != other->kind)
        return false;
    if (one->kind == ITEM_CARD)
        return same_card((const struct card *)one, (const struct card *)other);
    if (one->kind == ITEM_QUESTION || one->kind == ITEM_PREDICTION)
        return same_question((const struct question *)one, (const struct question *)other);
    return true;
}
