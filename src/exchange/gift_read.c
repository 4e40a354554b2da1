/* GIFT: questions are taken apart; answers are read in gift_answers.c. */
#include "exchange/gift.h"

#include <string.h>

static enum gift_markup markup_of(const char *text)
{
    return strncmp(text, "[html]", 6) == 0 ? GIFT_HTML : strncmp(text, "[markdown]", 10) == 0 ? GIFT_MARKDOWN : GIFT_PLAIN;
}

/* "id: x; level: y; category: z" in a comment, as gift.c writes it. */
static void read_comment(struct gift_question *question, const char *line, size_t length)
{
    static const char *const keys[] = {"id", "level", "category"};
    char *text = arena_string_n(&question->import->arena, line, length);
    for (char *part = text; part;) {
        char *next = strstr(part, "; "), *colon = strstr(part, ": ");
        if (next)
            *next = '\0';
        part += strspn(part, " ");
        for (size_t i = 0; colon && i < sizeof keys / sizeof *keys; i++) {
            size_t size = strlen(keys[i]);
            if (strncmp(part, keys[i], size) == 0 && part + size == colon)
                draft_put_text(&question->import->arena, question->item, keys[i], colon + 2);
        }
        part = next ? next + 2 : NULL;
    }
}

/* The stem; behind the answers the text may go on, and the gap is shown. */
static void put_stem(struct gift_question *question, const char *text, const char *open, const char *close, const char *end)
{
    const char *stem = gift_text(question, text, (size_t)(open - text));
    bool goes_on = (size_t)strspn(close + 1, " \t\n") < (size_t)(end - close - 1);
    if (goes_on)
        stem = arena_print(&question->import->arena, "%s \\_\\_\\_\\_\\_ %s", stem,
                           gift_text(question, close + 1, (size_t)(end - close - 1)));
    draft_put_text(&question->import->arena, question->item, "stem", stem);
}

/* ::title:: in front of the question; returns what comes behind. */
static const char *read_title(struct gift_question *question, const char *text, const char *end)
{
    const char *close = strncmp(text, "::", 2) == 0 ? gift_find(text + 2, (size_t)(end - text - 2), "::") : NULL;
    if (!close)
        return text;
    const struct gift_question plain = {.import = question->import, .markup = GIFT_MARKDOWN};
    const char *title = gift_text(&plain, text + 2, (size_t)(close - text - 2));
    draft_put_text(&question->import->arena, question->item, "title", title);
    text = close + 2;
    return text + strspn(text, " \t\n");
}

/* An essay is a card: its front, and the general feedback as its back. */
static void turn_into_card(struct gift_question *question, const char *feedback)
{
    static const char *const keys[] = {"stem", "title", "category", "explanation"};
    if (!draft_value(question->item, "front")) {
        draft_put_text(&question->import->arena, question->item, "front", draft_value(question->item, "stem"));
        draft_put_text(&question->import->arena, question->item, "back", feedback);
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        draft_remove(question->item, keys[i]);
}

static void read_question(struct gift_question *question, const char *text, const char *end)
{
    text = read_title(question, text, end);
    question->markup = markup_of(text);
    const char *open = gift_find(text, (size_t)(end - text), "{");
    const char *close = open ? gift_find(open, (size_t)(end - open), "}") : NULL;
    if (!open || !close) {
        import_lost(question->import, &question->span, open ? "'{' is never closed" : "a description without answers in braces");
        return;
    }
    put_stem(question, text, open, close, end);
    if (!draft_value(question->item, "stem")) {
        import_lost(question->import, &question->span, "a question without a text");
        return;
    }
    const char *general = gift_find(open, (size_t)(close - open), "####"), *feedback = NULL;
    if (general) {
        feedback = gift_text(question, general + 4, (size_t)(close - general - 4));
        draft_put_text(&question->import->arena, question->item, "explanation", feedback);
    }
    const char *section = gift_read_answers(question, open + 1, (size_t)((general ? general : close) - open - 1), feedback);
    if (section && strcmp(section, "cards") == 0)
        turn_into_card(question, feedback);
    if (section)
        import_add(question->import, section, question->item);
}

/* The lines up to an empty one, without comments; what is left of them goes to `text`. */
static const char *gather(struct gift_question *question, const char *line, struct str *text, const char **first)
{
    *first = NULL;
    for (; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        size_t length = strcspn(line, "\n"), blanks = strspn(line, " \t");
        if (blanks >= length && *first)
            break;
        if (strncmp(line + blanks, "//", 2) == 0) {
            read_comment(question, line + blanks + 2, length - blanks - 2);
        } else if (strncmp(line, "$CATEGORY:", 10) != 0 && blanks < length) {
            *first = *first ? *first : line + blanks;
            str_add_n(text, line, length);
            str_add_char(text, '\n');
        }
    }
    return line;
}

int gift_read(struct import *import, struct err *err)
{
    struct str text;
    const char *first;
    (void)err;
    str_init(&text);
    for (const char *line = import->source.bytes; *line;) {
        struct span nowhere = {1, 1, 1};
        struct gift_question question = {.import = import, .item = draft_map(&import->arena, nowhere)};
        str_clear(&text);
        line = gather(&question, line, &text, &first);
        if (!first)
            break;
        question.span = question.item->at = import_span(import, first);
        const char *start = text.text + strspn(text.text, " \t\n");
        read_question(&question, start, text.text + text.length);
    }
    str_release(&text);
    return 0;
}
