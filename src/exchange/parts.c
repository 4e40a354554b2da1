#include "exchange/parts.h"

#include "exchange/complete.h"

#include <stdbool.h>
#include <string.h>

static unsigned question_kind(const struct question *question)
{
    static const unsigned kinds[] = {[QUESTION_SINGLE] = KIND_SINGLE,
                                     [QUESTION_MULTIPLE] = KIND_MULTIPLE,
                                     [QUESTION_NUMBER] = KIND_NUMBER,
                                     [QUESTION_ORDER] = KIND_ORDER,
                                     [QUESTION_SHAPE] = KIND_SHAPE};
    return kinds[question->kind];
}

unsigned parts_kind(const struct item *item)
{
    switch (item->kind) {
    case ITEM_CARD:
        return ((const struct card *)item)->kind == CARD_CLOZE ? KIND_CLOZE : KIND_CARD;
    case ITEM_QUESTION:
        return question_kind((const struct question *)item);
    case ITEM_PROMPT:
        return KIND_PROMPT;
    case ITEM_NOTE:
        return KIND_NOTE;
    case ITEM_PREDICTION:
        return KIND_PREDICTION;
    default:
        return KIND_EXERCISE;
    }
}

/* A gap such as {{n::a letter}}. */
static bool has_gap_hint(const char *cloze)
{
    for (const char *gap = strstr(cloze, "{{"); gap; gap = strstr(gap + 2, "{{")) {
        const char *end = strstr(gap, "}}"), *help = strstr(gap, "::");
        if (end && help && help < end)
            return true;
    }
    return false;
}

static unsigned parts_of_card(const struct card *card)
{
    unsigned parts = card->contested ? PART_DISPUTE : 0;
    return parts | (card->cloze && has_gap_hint(card->cloze) ? PART_GAP_HINTS : 0);
}

static unsigned parts_of_options(const struct question *question)
{
    unsigned parts = 0;
    for (size_t i = 0; i < question->option_count; i++) {
        const struct option *option = &question->options[i];
        parts |= complete_is_default(option->why) ? 0 : PART_REASONS;
        parts |= option->misconception ? PART_NAMES : 0;
        parts |= option->pinned ? PART_PINNED : 0;
        parts |= option->experiment ? PART_EXPERIMENT : 0;
    }
    return parts;
}

static unsigned parts_of_question(const struct question *question)
{
    unsigned parts = PART_CATEGORY | PART_TITLE | parts_of_options(question);
    parts |= complete_is_default(question->explanation) ? 0 : PART_EXPLANATION;
    parts |= question->why && !complete_is_default(question->why) ? PART_REASONS : 0;
    parts |= question->mistake_count ? PART_MISTAKES | PART_NAMES : 0;
    parts |= question->hints.count ? PART_HINTS : 0;
    parts |= question->also_count ? PART_ALSO : 0;
    return parts | (question->seconds || question->attempts > 1 ? PART_LIMITS : 0);
}

unsigned parts_of(const struct item *item)
{
    unsigned parts = PART_ID | PART_LEVEL;
    parts |= item->sources.count ? PART_SOURCES : 0;
    parts |= item->erratum ? PART_ERRATUM : 0;
    parts |= item->experiment ? PART_EXPERIMENT : 0;
    parts |= item->proof_count ? PART_PROOFS : 0;
    if (item->kind == ITEM_CARD)
        parts |= parts_of_card((const struct card *)item);
    else if (item->kind == ITEM_QUESTION || item->kind == ITEM_PREDICTION)
        parts |= parts_of_question((const struct question *)item);
    else if (item->kind == ITEM_PROMPT)
        parts |= ((const struct prompt *)item)->hints.count ? PART_HINTS : 0;
    return parts;
}

const char *part_name(unsigned bit, size_t count)
{
    static const struct {
        unsigned bit;
        const char *one, *many;
    } names[] = {
        {KIND_CARD, "card", "cards"},
        {KIND_CLOZE, "text with gaps", "texts with gaps"},
        {KIND_SINGLE, "question with one right option", "questions with one right option"},
        {KIND_MULTIPLE, "question with several right options", "questions with several right options"},
        {KIND_NUMBER, "question for a number", "questions for a number"},
        {KIND_ORDER, "question for an order", "questions for an order"},
        {KIND_SHAPE, "question for a shape", "questions for a shape"},
        {KIND_PROMPT, "thing to explain", "things to explain"},
        {KIND_NOTE, "note", "notes"},
        {KIND_PREDICTION, "prediction", "predictions"},
        {KIND_EXERCISE, "exercise with fresh numbers", "exercises with fresh numbers"},
        {PART_ID, "its id", "their ids"},
        {PART_LEVEL, "its level", "levels"},
        {PART_CATEGORY, "its category", "categories"},
        {PART_TITLE, "its title", "titles"},
        {PART_EXPLANATION, "its explanation", "explanations"},
        {PART_REASONS, "its reasons", "reasons of answers"},
        {PART_MISTAKES, "its wrong answers", "wrong answers with a reason"},
        {PART_NAMES, "names of its mistakes", "names of mistakes"},
        {PART_HINTS, "its hints", "hints"},
        {PART_SOURCES, "its sources", "sources"},
        {PART_ERRATUM, "its erratum", "errata"},
        {PART_EXPERIMENT, "its experiment", "experiments"},
        {PART_PROOFS, "its proofs", "proofs of numbers"},
        {PART_LIMITS, "its limits in a challenge", "limits in a challenge"},
        {PART_GAP_HINTS, "help for its gaps", "help for gaps"},
        {PART_PINNED, "a fixed place of its options", "fixed places of options"},
        {PART_DISPUTE, "both sides of its dispute", "both sides of disputes"},
        {PART_ALSO, "its other right orders", "other right orders"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].bit == bit)
            return count == 1 ? names[i].one : names[i].many;
    return "?";
}
