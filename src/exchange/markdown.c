/* Cards as Markdown in the way of hashcards: Q:, A: and C:, with --- between them.  What it has no words for stands in comments. */
#include "exchange/markdown.h"

#include "exchange/complete.h"

#include <string.h>

/* What would be taken for the beginning or the end of a card. */
static bool has_sign(const char *text)
{
    static const char *const signs[] = {"Q:", "A:", "C:", "---", "<!--"};
    for (; *text; text = markdown_next_line(text))
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
            if (strncmp(text, signs[i], strlen(signs[i])) == 0)
                return true;
    return false;
}

static const char *refuses(const struct item *item)
{
    const struct card *card = (const struct card *)item;
    const struct question *question = (const struct question *)item;
    bool is_card = item->kind == ITEM_CARD;
    bool fits =
        is_card ? !has_sign(card->front) && !has_sign(card->back) : !has_sign(question->stem) && !has_sign(question->explanation);
    if (is_card && card->cloze && (strpbrk(card->cloze, "[]") || strstr(card->cloze, "}}(")))
        return "brackets mean gaps and links there";
    for (size_t i = 0; !is_card && i < question->option_count; i++)
        fits &= !strchr(question->options[i].text, '\n') || !strstr(question->options[i].text, "\n\n");
    return fits ? NULL : "lines that begin with Q:, A:, C: or --- mean something there";
}

/* {{n::help}} is [n]. */
static void add_gaps(struct str *out, const char *cloze)
{
    for (const char *gap; (gap = strstr(cloze, "{{"));) {
        const char *end = strstr(gap, "}}"), *help = strstr(gap, "::");
        str_add_n(out, cloze, (size_t)(gap - cloze));
        str_addf(out, "[%.*s]", (int)((help && help < end ? help : end) - gap - 2), gap + 2);
        cloze = end + 2;
    }
    str_add(out, cloze);
}

/* What belongs to an option stands indented below it. */
static void add_indented(struct str *out, const char *text)
{
    for (; *text; text = markdown_next_line(text)) {
        size_t length = strcspn(text, "\n");
        str_addf(out, "\n%s%.*s", length ? "  " : "", (int)length, text);
    }
}

/* Code begins a line of its own. */
static void add_side(struct str *out, const char *sign, const char *text)
{
    str_addf(out, "%s%s%s", sign, strncmp(text, "```", 3) == 0 ? "\n" : " ", text);
}

static void add_question(struct str *out, const struct question *question)
{
    const char *texts[QUESTION_OPTIONS_MAX];
    for (size_t i = 0; i < question->option_count; i++)
        texts[i] = question->options[i].text;
    add_side(out, "Q:", question->stem);
    str_add(out, "\n");
    markdown_add_options(out, texts, question->option_count);
    str_add(out, "\nA:");
    for (size_t i = 0; i < question->option_count; i++) {
        const struct option *option = &question->options[i];
        str_add(out, option->right ? "\n- [x] " : "\n- [ ] ");
        markdown_add_line(out, option->text);
        if (!complete_is_default(option->why))
            add_indented(out, option->why);
    }
    if (!complete_is_default(question->explanation))
        str_addf(out, "\n\n%s", question->explanation);
}

static void add_item(struct str *out, const struct item *item)
{
    const struct card *card = (const struct card *)item;
    str_addf(out, "\n<!-- id: %s; level: %s", item->id, level_name(item->level));
    if (item->kind == ITEM_QUESTION) {
        const struct question *question = (const struct question *)item;
        str_addf(out, "; kind: %s; category: %s", question_kind_name(question->kind), category_name(question->category));
        if (!strpbrk(question->title, ";>"))
            str_addf(out, "; title: %s", question->title);
    }
    str_add(out, " -->\n");
    if (item->kind == ITEM_QUESTION) {
        add_question(out, (const struct question *)item);
    } else if (card->cloze) {
        str_add(out, "C: ");
        add_gaps(out, card->cloze);
    } else {
        add_side(out, "Q:", card->front);
        add_side(out, "\nA:", card->back);
    }
    str_add(out, "\n");
}

static int write_cards(const struct selection *selection, FILE *out, struct err *err)
{
    struct str text;
    (void)err;
    str_init(&text);
    fputs("---\nname = \"bntutor\"\n---\n", out);
    for (size_t i = 0; i < selection->count; i++) {
        str_clear(&text);
        if (i)
            str_add(&text, "\n---\n");
        add_item(&text, selection->items[i]);
        fputs(text.text, out);
    }
    str_release(&text);
    return 0;
}

const struct format format_markdown = {
    .name = "markdown",
    .extension = "md",
    .holds = KIND_CARD | KIND_CLOZE | KIND_SINGLE | KIND_MULTIPLE | PART_ID | PART_LEVEL | PART_CATEGORY | PART_TITLE |
             PART_EXPLANATION | PART_REASONS,
    .refuses = refuses,
    .write = write_cards,
    .read = markdown_read,
};
