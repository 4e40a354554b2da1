#include "plain/news.h"

#include <string.h>

/* The passage of `told` with the same text that was not matched yet, or NULL. */
static struct passage *find_told(struct passages *told, const char *text)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->items[i].block && strcmp(told->items[i].text, text) == 0)
            return &told->items[i];
    return NULL;
}

static size_t length_of(const struct passages *passages)
{
    size_t length = 0;
    for (size_t i = 0; i < passages->count; i++)
        length += strlen(passages->items[i].text);
    return length;
}

/* Marks in known[] the passages that were told before; returns the length of what was told that is still there. */
static size_t compare(struct passages *told, const struct passages *now, bool *known)
{
    size_t kept = 0;
    for (size_t i = 0; i < now->count; i++) {
        struct passage *before = find_told(told, now->items[i].text);
        known[i] = before && (before->marked || !now->items[i].marked);
        if (before) {
            kept += strlen(before->text);
            before->block = NULL; /* matched */
        }
    }
    return kept;
}

/* Whether two passages begin with the same title, or with words about the same thing: "ch 0 before: 8 values". */
static bool same_title(const char *a, const char *b)
{
    size_t length = strcspn(a, ":\n");
    return length && length == strcspn(b, ":\n") && strncmp(a, b, length) == 0;
}

/* Numbers behind a picture that was told before with other ones: its words say what has changed. */
static void pass_over_details(const struct passages *told, const struct passages *now, bool *known)
{
    for (size_t i = 1; i < now->count; i++)
        for (size_t k = 1; now->items[i].detail && k < told->count; k++)
            known[i] |= told->items[k].detail && same_title(told->items[k - 1].text, now->items[i - 1].text);
}

/*
 * Whether a page is rather another one than an addition to what was told: on the same page a tenth that stays is enough to be
 * understood as the same, and anything if there is no list to be heard as a whole; another page (a verdict under its question) has
 * to keep most of it, and to be no shorter.
 */
static bool is_another(size_t before, size_t kept, size_t now, bool same_page, bool list)
{
    if (same_page && !list)
        return kept == 0;
    double kept_share = same_page ? 0.1 : 0.6, length_share = same_page ? 0.6 : 1;
    return (double)kept < kept_share * (double)before || (double)now < length_share * (double)before;
}

bool news_find(struct passages *told, const struct passages *now, bool same_page, bool list, bool *known)
{
    size_t before = length_of(told), kept = compare(told, now, known);
    pass_over_details(told, now, known);
    return is_another(before, kept, length_of(now), same_page, list);
}
