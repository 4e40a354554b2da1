/* What the table of cards cannot say: the three forms of a card, and gaps. */
#include "course/rules.h"

#include "base/str.h"
#include "course/bind.h"

#include <string.h>

/* A cloze text while its gaps are opened and filled. */
struct gaps {
    struct str open, filled;
    size_t count;
    size_t fence; /* backquotes that began the code we are in; 0 = none */
    const char *fault;
};

static void add_both(struct gaps *gaps, const char *text, size_t length)
{
    str_add_n(&gaps->open, text, length);
    str_add_n(&gaps->filled, text, length);
}

/* In code emphasis would be two stars. */
static void add_gap(struct gaps *gaps, const char *gap, size_t length)
{
    const char *mark = gaps->fence ? "" : "**", *help = memmem(gap, length, "::", 2);
    size_t words = help ? (size_t)(help - gap) : length;
    gaps->count++;
    if (strspn(gap, " ") >= words)
        gaps->fault = "a gap is empty";
    str_addf(&gaps->open, "%s[%.*s]%s", mark, help ? (int)(length - words - 2) : (int)strlen("…"), help ? help + 2 : "…", mark);
    str_addf(&gaps->filled, "%s%.*s%s", mark, (int)words, gap, mark);
}

/* Takes one gap, one run of backquotes, or one character; returns what comes behind it. */
static const char *take(struct gaps *gaps, const char *text)
{
    size_t quotes = strspn(text, "`");
    if (strncmp(text, "{{", 2) == 0) {
        const char *end = strstr(text, "}}");
        if (end) {
            add_gap(gaps, text + 2, (size_t)(end - text - 2));
            return end + 2;
        }
        gaps->fault = "'{{' is never closed";
    } else if (quotes) {
        gaps->fence = !gaps->fence ? quotes : gaps->fence == quotes ? 0 : gaps->fence;
        add_both(gaps, text, quotes);
        return text + quotes;
    }
    add_both(gaps, text, 1);
    return text + 1;
}

static void make_sides(struct binding *binding, const struct node *node, struct card *card)
{
    struct gaps gaps = {.fault = NULL};
    str_init(&gaps.open);
    str_init(&gaps.filled);
    for (const char *at = card->cloze; *at;)
        at = take(&gaps, at);
    if (!gaps.count && !gaps.fault)
        gaps.fault = "a cloze text needs a gap such as {{n}}";
    if (gaps.fault)
        node_error(&binding->file->source, node_find(node, "cloze"), "%s", gaps.fault);
    card->front = arena_string(binding->arena, gaps.open.text);
    card->back = arena_string(binding->arena, gaps.filled.text);
    str_release(&gaps.open);
    str_release(&gaps.filled);
}

static void check_keys(struct binding *binding, const struct node *node, bool cloze)
{
    static const char *const sides[] = {"front", "back"};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        const struct node *side = node_find(node, sides[i]);
        if (cloze && side)
            node_error(&binding->file->source, side->key, "a cloze card has no '%s'", sides[i]);
        else if (!cloze)
            bind_require(binding, node, sides[i]);
    }
    const struct node *contested = node_find(node, "contested");
    if (cloze && contested)
        node_error(&binding->file->source, contested->key, "a cloze card cannot be contested");
}

void card_finish(struct binding *binding, const struct node *node, void *record)
{
    struct card *card = record;
    card->item.kind = ITEM_CARD;
    card->kind = node_find(node, "cloze") ? CARD_CLOZE : card->contested ? CARD_CONTESTED : CARD_TWO_SIDES;
    check_keys(binding, node, card->kind == CARD_CLOZE);
    if (card->cloze)
        make_sides(binding, node, card);
}
