#include "exchange/gift.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct arena *arena_of(const struct gift_question *question)
{
    return &question->import->arena;
}

static void put(const struct gift_question *question, struct node *map, const char *key, const char *text)
{
    draft_put_text(arena_of(question), map, key, text);
}

/* Without = every ~ with a weight above zero is right, and several may be. */
static const char *read_choices(struct gift_question *question, const char *text, size_t length)
{
    struct gift_parts parts;
    bool single = gift_find(text, length, "=") != NULL, partly = false;
    if (!gift_split(question, text, length, "=~", &parts))
        return NULL;
    struct node *options = draft_list(arena_of(question), question->span);
    for (size_t i = 0; i < parts.count; i++) {
        const struct gift_part *part = &parts.items[i];
        struct node *option = draft_map(arena_of(question), question->span);
        bool right = single ? part->sign == '=' : part->weight > 0;
        partly |= single && part->sign == '~' && part->weight > 0;
        put(question, option, "text", part->text);
        put(question, option, "right", right ? "true" : NULL);
        put(question, option, "why", part->feedback);
        draft_add(options, option);
    }
    if (partly)
        import_remark(question->import, &question->span, "an answer that counts in part is taken as wrong");
    put(question, question->item, "kind", single ? "single" : "multiple");
    draft_put(arena_of(question), question->item, "options", options);
    return "questions";
}

/* {T#wrong#right}: the first feedback is that of the wrong answer. */
static const char *read_true_false(struct gift_question *question, bool truth, const char *text, size_t length)
{
    const char *wrong = gift_find(text, length, "#"), *right = NULL, *end = text + length;
    right = wrong ? gift_find(wrong + 1, (size_t)(end - wrong - 1), "#") : NULL;
    struct node *options = draft_list(arena_of(question), question->span);
    for (int value = 1; value >= 0; value--) {
        struct node *option = draft_map(arena_of(question), question->span);
        put(question, option, "text", value ? "True" : "False");
        put(question, option, "right", value == truth ? "true" : NULL);
        put(question, option, "pinned", "true");
        if (value == truth && right)
            put(question, option, "why", gift_text(question, right + 1, (size_t)(end - right - 1)));
        if (value != truth && wrong)
            put(question, option, "why", gift_text(question, wrong + 1, (size_t)((right ? right : end) - wrong - 1)));
        draft_add(options, option);
    }
    put(question, question->item, "kind", "single");
    draft_put(arena_of(question), question->item, "options", options);
    return "questions";
}

/* "1.25:0.01", "1..5" or "1.25": the number as it is written, and how far off one may be ("" = not said). */
static void read_number(const struct gift_question *question, const char *text, const char **number, const char **tolerance)
{
    const char *colon = strchr(text, ':'), *range = strstr(text, "..");
    *tolerance = "";
    if (range) {
        double low = strtod(text, NULL), high = strtod(range + 2, NULL);
        *number = arena_print(arena_of(question), "%.12g", (low + high) / 2);
        *tolerance = arena_print(arena_of(question), "%.12g", fabs(high - low) / 2);
    } else {
        size_t length = colon ? (size_t)(colon - text) : strlen(text);
        while (length && isspace((unsigned char)text[length - 1]))
            length--;
        *number = arena_string_n(arena_of(question), text, length);
        *tolerance = colon ? colon + 1 : "0";
    }
}

static const char *read_numbers(struct gift_question *question, const char *text, size_t length)
{
    struct gift_parts parts;
    struct node *mistakes = draft_list(arena_of(question), question->span);
    const char *number, *tolerance;
    bool answered = false;
    if (!gift_split(question, text, length, "=", &parts))
        return NULL;
    if (!parts.count) { /* {#1.25:0.01#feedback} */
        const char *hash = gift_find(text, length, "#");
        parts.items[0] =
            (struct gift_part){.weight = 100, .text = gift_text(question, text, hash ? (size_t)(hash - text) : length)};
        if (hash)
            parts.items[0].feedback = gift_text(question, hash + 1, length - (size_t)(hash + 1 - text));
        parts.count = 1;
    }
    for (size_t i = 0; i < parts.count; i++) {
        const struct gift_part *part = &parts.items[i];
        read_number(question, part->text, &number, &tolerance);
        if (!answered && !(part->weight < 100)) {
            answered = true;
            put(question, question->item, "answer", number);
            put(question, question->item, "tolerance", tolerance);
            put(question, question->item, "why", part->feedback);
        } else if (part->weight <= 0) {
            struct node *mistake = draft_map(arena_of(question), question->span);
            put(question, mistake, "value", number);
            put(question, mistake, "why", part->feedback);
            draft_add(mistakes, mistake);
        } else {
            import_remark(question->import, &question->span, "only one right number is taken");
        }
    }
    put(question, question->item, "kind", "number");
    if (mistakes->first)
        draft_put(arena_of(question), question->item, "mistakes", mistakes);
    return "questions";
}

/* True for "(8, 1, 1, 4)", "(8)" and "8,1,1,4", whose dimensions go to `list`. */
static bool read_shape(const struct gift_question *question, const char *text, struct node *list)
{
    size_t length = strspn(text, "()0123456789, "), commas = 0;
    if (text[length] || !length)
        return false;
    for (const char *at = text; *(at += strcspn(at, "0123456789"));) {
        size_t digits = strspn(at, "0123456789");
        draft_add(list, draft_text(arena_of(question), arena_string_n(arena_of(question), at, digits), question->span));
        at += digits;
        commas += *at == ',';
    }
    return commas > 0 || (*text == '(' && list->first);
}

/* A word that is typed: here a shape, or a card to be recalled. */
static const char *read_short_answers(struct gift_question *question, const char *text, size_t length)
{
    struct gift_parts parts;
    struct node *dimensions = draft_list(arena_of(question), question->span);
    if (!gift_split(question, text, length, "=", &parts))
        return NULL;
    if (parts.count == 0) {
        import_lost(question->import, &question->span, "these answers are of no known kind");
        return NULL;
    }
    if (read_shape(question, parts.items[0].text, dimensions)) {
        put(question, question->item, "kind", "shape");
        draft_put(arena_of(question), question->item, "answer", dimensions);
        put(question, question->item, "why", parts.items[0].feedback);
        return "questions";
    }
    const char *back = parts.items[0].text, *feedback = parts.items[0].feedback;
    if (feedback)
        back = arena_print(arena_of(question), "%s\n\n%s", back, feedback);
    import_remark(question->import, &question->span, "a short answer is taken as a card");
    put(question, question->item, "front", draft_value(question->item, "stem"));
    put(question, question->item, "back", back);
    return "cards";
}

/* The side of a pair, its arrows as signs again. */
static const char *side(const struct gift_question *question, const char *text, size_t length)
{
    struct str out;
    str_init(&out);
    str_add_n(&out, text, length);
    for (char *arrow; (arrow = strstr(out.text, GIFT_ARROW));) {
        size_t at = (size_t)(arrow - out.text);
        str_remove(&out, at, strlen(GIFT_ARROW));
        str_insert(&out, at, "->");
    }
    while (out.length && isspace((unsigned char)out.text[out.length - 1]))
        str_remove(&out, out.length - 1, 1);
    const char *kept = arena_string(arena_of(question), out.text + strspn(out.text, " \n"));
    str_release(&out);
    return kept;
}

/* Pairs: those that number their right sides are an order, others are recalled as a card. */
static const char *read_pairs(struct gift_question *question, const char *text, size_t length)
{
    struct gift_parts parts;
    struct node *lines = draft_list(arena_of(question), question->span);
    const char *back = "", *list = "";
    bool numbered = true;
    if (!gift_split(question, text, length, "=", &parts))
        return NULL;
    for (size_t i = 0; i < parts.count; i++) {
        const char *arrow = strstr(parts.items[i].text, "->");
        if (!arrow) {
            import_lost(question->import, &question->span, "pair %zu has no '->'", i + 1);
            return NULL;
        }
        const char *left = side(question, parts.items[i].text, (size_t)(arrow - parts.items[i].text));
        const char *right = side(question, arrow + 2, strlen(arrow + 2));
        numbered &= strtoul(left, NULL, 10) == i + 1;
        back = arena_print(arena_of(question), "%s%s- %s → %s", back, i ? "\n" : "", left, right);
        list = arena_print(arena_of(question), "%s\n- %s", list, left);
        draft_add(lines, draft_text(arena_of(question), right, question->span));
    }
    if (numbered) {
        put(question, question->item, "kind", "order");
        draft_put(arena_of(question), question->item, "lines", lines);
        return "questions";
    }
    import_remark(question->import, &question->span, "pairs to be matched are taken as a card");
    put(question, question->item, "front", arena_print(arena_of(question), "%s\n%s", draft_value(question->item, "stem"), list));
    put(question, question->item, "back", back);
    return "cards";
}

/* T, TRUE, F or FALSE up to a feedback. */
static bool is_truth(const char *text, size_t length, bool *truth)
{
    static const char *const words[] = {"T", "TRUE", "F", "FALSE"};
    size_t word = strcspn(text, "# \t\n}");
    word = word > length ? length : word;
    for (size_t i = 0; i < 4; i++) {
        *truth = i < 2;
        if (strlen(words[i]) == word && strncasecmp(words[i], text, word) == 0)
            return true;
    }
    return false;
}

const char *gift_read_answers(struct gift_question *question, const char *text, size_t length, const char *feedback)
{
    bool truth;
    while (length && isspace((unsigned char)*text))
        text++, length--;
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    if (!length && feedback && *feedback)
        return "cards";
    if (!length) {
        import_lost(question->import, &question->span, "an essay: there is no answer to compare with");
        return NULL;
    }
    if (*text == '#')
        return read_numbers(question, text + 1, length - 1);
    if (gift_find(text, length, "~"))
        return read_choices(question, text, length);
    if (gift_find(text, length, "=") && gift_find(text, length, "->"))
        return read_pairs(question, text, length);
    if (is_truth(text, length, &truth))
        return read_true_false(question, truth, text, length);
    return read_short_answers(question, text, length);
}
