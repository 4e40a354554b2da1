#include "exchange/anki_note.h"

#include "exchange/complete.h"
#include "exchange/html.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char ANKI_CARD[] = "bntutor", ANKI_CLOZE[] = "bntutor cloze";

void anki_note_init(struct anki_note *note)
{
    note->type = ANKI_CARD;
    str_init(&note->deck);
    str_init(&note->tags);
    for (size_t i = 0; i < ANKI_FIELDS; i++)
        str_init(&note->fields[i]);
}

void anki_note_release(struct anki_note *note)
{
    str_release(&note->deck);
    str_release(&note->tags);
    for (size_t i = 0; i < ANKI_FIELDS; i++)
        str_release(&note->fields[i]);
}

/* A tag such as level::beginner; blanks would end it. */
static void add_tag(struct str *tags, const char *key, const char *value)
{
    str_addf(tags, "%s%s::", tags->length ? " " : "", key);
    for (; *value; value++)
        str_add_char(tags, *value == ' ' ? '_' : *value);
}

/* {{n::a letter}} is {{c1::n::a letter}} there; all gaps are of one card, as they are here. */
static void add_cloze(struct str *field, const char *cloze)
{
    struct str text;
    str_init(&text);
    for (const char *gap; (gap = strstr(cloze, "{{")); cloze = gap + 2) {
        str_add_n(&text, cloze, (size_t)(gap - cloze));
        str_add(&text, "{{c1::");
    }
    str_add(&text, cloze);
    html_add(field, text.text);
    str_release(&text);
}

static void add_part(struct str *field, const char *tag, const char *name, const char *markdown)
{
    if (!markdown || complete_is_default(markdown))
        return;
    str_addf(field, "<%s class=\"%s\">", tag, name);
    html_add(field, markdown);
    str_addf(field, "</%s>", tag);
}

static void add_options(struct anki_note *note, const struct question *question)
{
    bool reasons = false;
    const char *between = "";
    str_add(&note->fields[1], "<ol class=\"options\" type=\"A\">");
    str_add(&note->fields[2], "<div class=\"answer\">");
    for (size_t i = 0; i < question->option_count; i++) {
        add_part(&note->fields[1], "li", "option", question->options[i].text);
        reasons |= !complete_is_default(question->options[i].why);
        if (question->options[i].right) {
            str_addf(&note->fields[2], "%s%c", between, (char)('A' + i));
            between = ", ";
        }
    }
    str_add(&note->fields[1], "</ol>");
    str_add(&note->fields[2], "</div>");
    if (!reasons)
        return;
    str_add(&note->fields[2], "<ol class=\"reasons\" type=\"A\">");
    for (size_t i = 0; i < question->option_count; i++) {
        str_add(&note->fields[2], "<li class=\"reason\">");
        if (!complete_is_default(question->options[i].why))
            html_add(&note->fields[2], question->options[i].why);
        str_add(&note->fields[2], "</li>");
    }
    str_add(&note->fields[2], "</ol>");
}

static void fill_question(struct anki_note *note, const struct question *question)
{
    struct str *back = &note->fields[2];
    html_add(&note->fields[1], question->stem);
    if (question->kind == QUESTION_NUMBER) {
        str_addf(back, "<div class=\"answer\">%s", question->answer.items[0]);
        if (question->tolerance > 0)
            str_addf(back, " ± %.12g", question->tolerance);
        if (question->relative > 0)
            str_addf(back, " ± %.12g%%", 100 * question->relative);
        str_add(back, "</div>");
    } else if (question->kind == QUESTION_SHAPE) {
        str_add(back, "<div class=\"answer\">(");
        for (size_t i = 0; i < question->answer.count; i++)
            str_addf(back, "%s%s", i ? ", " : "", question->answer.items[i]);
        str_add(back, "</div>");
        str_insert(back, back->length - strlen("</div>"), ")");
    } else {
        add_options(note, question);
    }
    add_part(back, "div", "reason", question->why);
    add_part(back, "div", "explanation", question->explanation);
    add_tag(&note->tags, "kind", question_kind_name(question->kind));
    add_tag(&note->tags, "category", category_name(question->category));
}

void anki_note_fill(struct anki_note *note, const struct item *item)
{
    const struct card *card = (const struct card *)item;
    bool is_card = item->kind == ITEM_CARD;
    str_clear(&note->deck);
    str_clear(&note->tags);
    for (size_t i = 0; i < ANKI_FIELDS; i++)
        str_clear(&note->fields[i]);
    note->type = is_card && card->cloze ? ANKI_CLOZE : ANKI_CARD;
    str_addf(&note->deck, "bntutor::%s", item->topic->title);
    str_add(&note->fields[0], item->id);
    add_tag(&note->tags, "topic", item->topic->id);
    add_tag(&note->tags, "level", level_name(item->level));
    if (!is_card) {
        fill_question(note, (const struct question *)item);
    } else if (card->cloze) {
        add_cloze(&note->fields[1], card->cloze);
    } else {
        html_add(&note->fields[1], card->front);
        html_add(&note->fields[2], card->back);
    }
}
