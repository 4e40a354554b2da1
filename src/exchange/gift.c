/* GIFT, Moodle's text format for questions: written.  Cards go out as essays whose feedback is the back. */
#include "exchange/gift.h"

#include "exchange/complete.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_escaped(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n')
            str_add(out, "\\n");
        else if (strchr("\\:#={}~", *text))
            str_addf(out, "\\%c", *text);
        else
            str_add_char(out, *text);
    }
}

/* "->" stands between the sides of a pair; in the text of one it is written as an entity. */
static void add_side(struct str *out, const char *text)
{
    for (const char *arrow; (arrow = strstr(text, "->")); text = arrow + 2) {
        char *before = str_print("%.*s", (int)(arrow - text), text);
        add_escaped(out, before);
        str_add(out, GIFT_ARROW);
        free(before);
    }
    add_escaped(out, text);
}

static void add_feedback(struct str *out, const char *sign, const char *text)
{
    if (!text || complete_is_default(text))
        return;
    str_add(out, sign);
    add_escaped(out, text);
}

/* Weights as Moodle knows them: up to five decimals. */
static void add_options(struct str *out, const struct question *question)
{
    size_t right = 0;
    for (size_t i = 0; i < question->option_count; i++)
        right += question->options[i].right;
    for (size_t i = 0; i < question->option_count; i++) {
        const struct option *option = &question->options[i];
        str_add(out, "\n  ");
        if (question->kind == QUESTION_SINGLE)
            str_add(out, option->right ? "=" : "~");
        else if (option->right)
            str_addf(out, "~%%%.7g%%", round(1e5 * 100 / (double)right) / 1e5);
        else
            str_add(out, "~%-100%");
        add_escaped(out, option->text);
        add_feedback(out, "#", option->why);
    }
}

static double tolerance_of(const struct question *question)
{
    return fmax(question->tolerance, question->relative * fabs(strtod(question->answer.items[0], NULL)));
}

static void add_number(struct str *out, const struct question *question)
{
    double tolerance = tolerance_of(question);
    str_addf(out, "#\n  =%s:%.12g", question->answer.items[0], tolerance);
    add_feedback(out, "#", question->why);
    for (size_t i = 0; i < question->mistake_count; i++) {
        str_addf(out, "\n  =%%0%%%s:%.12g", question->mistakes[i].values.items[0], tolerance);
        add_feedback(out, "#", question->mistakes[i].why);
    }
}

static void add_shape(struct str *out, const struct question *question)
{
    static const char *const forms[][3] = {{"(", ", ", ")"}, {"(", ",", ")"}, {"", ",", ""}};
    for (size_t form = 0; form < sizeof forms / sizeof *forms; form++) {
        str_addf(out, "\n  =%s", forms[form][0]);
        for (size_t i = 0; i < question->answer.count; i++)
            str_addf(out, "%s%s", i ? forms[form][1] : "", question->answer.items[i]);
        str_add(out, forms[form][2]);
        if (form == 0)
            add_feedback(out, "#", question->why);
    }
}

static void add_order(struct str *out, const struct question *question)
{
    for (size_t i = 0; i < question->lines.count; i++) {
        str_addf(out, "\n  =%zu -> ", i + 1);
        add_side(out, question->lines.items[i]);
    }
}

/* Pairs have no feedback of their own: the reason of an order stands before its explanation. */
static void add_general_feedback(struct str *out, const struct question *question)
{
    bool reason = question->kind == QUESTION_ORDER && !complete_is_default(question->why);
    bool explained = !complete_is_default(question->explanation);
    if (reason || explained)
        str_add(out, "\n  ####");
    if (reason)
        add_escaped(out, question->why);
    if (reason && explained)
        str_add(out, "\\n\\n");
    if (explained)
        add_escaped(out, question->explanation);
}

static void add_question(struct str *out, const struct question *question)
{
    str_add(out, "::");
    add_escaped(out, question->title);
    str_add(out, "::[markdown]");
    add_escaped(out, question->stem);
    str_add(out, " {");
    if (question->kind == QUESTION_NUMBER)
        add_number(out, question);
    else if (question->kind == QUESTION_SHAPE)
        add_shape(out, question);
    else if (question->kind == QUESTION_ORDER)
        add_order(out, question);
    else
        add_options(out, question);
    add_general_feedback(out, question);
    str_add(out, "\n}\n");
}

static void add_card(struct str *out, const struct card *card)
{
    str_add(out, "[markdown]");
    add_escaped(out, card->front);
    str_add(out, " {####");
    add_escaped(out, card->back);
    str_add(out, "}\n");
}

static int write_questions(const struct selection *selection, FILE *out, struct err *err)
{
    struct str text;
    const struct topic *topic = NULL;
    (void)err;
    str_init(&text);
    for (size_t i = 0; i < selection->count; i++) {
        const struct item *item = selection->items[i];
        str_clear(&text);
        if (item->topic != topic) {
            str_add(&text, topic ? "\n$CATEGORY: " : "$CATEGORY: ");
            str_addf(&text, "%s\n", item->topic->title);
            topic = item->topic;
        }
        str_addf(&text, "\n// id: %s; level: %s", item->id, level_name(item->level));
        if (item->kind == ITEM_QUESTION)
            str_addf(&text, "; category: %s", category_name(((const struct question *)item)->category));
        str_add_char(&text, '\n');
        if (item->kind == ITEM_QUESTION)
            add_question(&text, (const struct question *)item);
        else
            add_card(&text, (const struct card *)item);
        fputs(text.text, out);
    }
    str_release(&text);
    return 0;
}

const struct format format_gift = {
    .name = "gift",
    .extension = "gift",
    .holds = KIND_CARD | KIND_SINGLE | KIND_MULTIPLE | KIND_NUMBER | KIND_ORDER | KIND_SHAPE | PART_ID | PART_LEVEL |
             PART_CATEGORY | PART_TITLE | PART_EXPLANATION | PART_REASONS | PART_MISTAKES,
    .write = write_questions,
    .read = gift_read,
};
