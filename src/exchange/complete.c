#include "exchange/complete.h"

#include "base/str.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

enum { TITLE_COLUMNS = 60 };

static const char RIGHT[] = "This is the right answer.", WRONG[] = "This is not the right answer.",
                  GIVEN[] = "This is the answer that the imported file gives.",
                  UNEXPLAINED[] = "The imported file gives no explanation.", UNNAMED[] = "imported-mistake";

bool complete_is_default(const char *text)
{
    return strcmp(text, RIGHT) == 0 || strcmp(text, WRONG) == 0 || strcmp(text, GIVEN) == 0 || strcmp(text, UNEXPLAINED) == 0;
}

/* The beginning of the first line without the signs of Markdown. */
static void add_title(struct str *title, const char *stem)
{
    size_t length = strcspn(stem, "\n");
    for (size_t i = 0; i < length; i++)
        if (!strchr("*`", stem[i]))
            str_add_char(title, stem[i]);
    size_t fits = utf8_fit(title->text, title->length, TITLE_COLUMNS);
    if (fits == title->length)
        return;
    fits = utf8_fit(title->text, title->length, TITLE_COLUMNS - 1);
    for (size_t blank = fits; blank > fits / 2; blank--) {
        if (title->text[blank] == ' ') {
            fits = blank;
            break;
        }
    }
    str_remove(title, fits, title->length - fits);
    str_add(title, "…");
}

static bool put_missing(struct arena *arena, struct node *map, const char *key, const char *text)
{
    if (node_find(map, key))
        return false;
    draft_put_text(arena, map, key, text);
    return true;
}

static void complete_options(struct arena *arena, struct node *question, struct assumptions *assumptions)
{
    const struct node *options = node_find(question, "options");
    for (struct node *option = options ? options->first : NULL; option; option = option->next) {
        const char *right = draft_value(option, "right");
        if (option->kind == NODE_MAP)
            assumptions->reasons += put_missing(arena, option, "why", right && strcmp(right, "true") == 0 ? RIGHT : WRONG);
    }
}

static void complete_question(struct arena *arena, struct node *question, struct assumptions *assumptions)
{
    const char *stem = draft_value(question, "stem");
    const struct node *mistakes = node_find(question, "mistakes");
    if (stem && !node_find(question, "title")) {
        struct str title;
        str_init(&title);
        add_title(&title, stem);
        draft_put_text(arena, question, "title", title.text);
        str_release(&title);
    }
    assumptions->categories += put_missing(arena, question, "category", "conceptual");
    assumptions->explanations += put_missing(arena, question, "explanation", UNEXPLAINED);
    complete_options(arena, question, assumptions);
    if (!node_find(question, "options"))
        assumptions->reasons += put_missing(arena, question, "why", GIVEN);
    for (struct node *mistake = mistakes ? mistakes->first : NULL; mistake; mistake = mistake->next) {
        if (mistake->kind != NODE_MAP)
            continue;
        put_missing(arena, mistake, "name", UNNAMED);
        put_missing(arena, mistake, "why", WRONG);
    }
}

/* A decimal number anywhere: what lint wants to see proved, and more. */
static bool states_number(const struct node *node)
{
    if (node->kind == NODE_SCALAR) {
        for (const char *point = strchr(node->text, '.'); point; point = strchr(point + 1, '.'))
            if (point > node->text && isdigit((unsigned char)point[-1]) && isdigit((unsigned char)point[1]))
                return true;
        return false;
    }
    for (const struct node *child = node->first; child; child = child->next)
        if (states_number(child))
            return true;
    return false;
}

void complete_item(struct arena *arena, const char *section, struct node *item, const char *unchecked,
                   struct assumptions *assumptions)
{
    if (strcmp(section, "experiments") == 0)
        return;
    assumptions->levels += put_missing(arena, item, "level", "beginner");
    if (strcmp(section, "questions") == 0)
        complete_question(arena, item, assumptions);
    const char *kind = draft_value(item, "kind");
    bool numbers = states_number(item) || (kind && strcmp(kind, "number") == 0);
    if (numbers && !node_find(item, "proves") && strcmp(section, "generated") != 0)
        assumptions->numbers += put_missing(arena, item, "unproved", unchecked);
}
