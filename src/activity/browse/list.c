#include "activity/browse/list.h"

#include "activity/deck.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "course/item_text.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 8 };

/* What is searched for. */
struct words {
    char *text; /* folded and cut up */
    const char *items[WORDS_MAX];
    size_t count;
};

static unsigned bit(enum browse_state state)
{
    return 1u << state;
}

static unsigned states_of(const struct schedule_parameters *parameters, const struct item *item, const struct known_item *known,
                          int64_t now_ms)
{
    unsigned states = bit(BROWSE_ALL) | (known->state.flag ? bit(BROWSE_FLAGGED) : 0);
    if (item->kind == ITEM_NOTE)
        return states;
    states |= known->memory.lapses >= LEECH_LAPSES ? bit(BROWSE_LEECH) : 0;
    if (known->state.suspended)
        return states | bit(BROWSE_SUSPENDED);
    if (known->state.buried_until > now_ms)
        return states | bit(BROWSE_BURIED);
    if (known->memory.phase == PHASE_NEW)
        return states | bit(BROWSE_NEW);
    if (schedule_is_due(parameters, &known->memory, now_ms))
        return states | bit(BROWSE_DUE);
    return states | bit(known->memory.phase == PHASE_REVIEW ? BROWSE_LATER : BROWSE_LEARNING);
}

int browse_list_update(struct browse_list *list, size_t row, struct environment *environment, int64_t now_ms, struct err *err)
{
    const struct schedule_parameters *parameters = store_parameters(environment->store);
    struct browse_row *changed = &list->items[row];
    struct known_item known;
    int code = store_known(environment->store, changed->item->id, &known, err);
    changed->states = states_of(parameters, changed->item, &known, now_ms);
    changed->days = (int32_t)(schedule_day(parameters, known.memory.due) - schedule_day(parameters, now_ms));
    return code;
}

static void list_topic(struct browse_list *list, const struct topic *topic)
{
    const struct item *item;
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        for (size_t i = 0; (item = topic_item(topic, (enum item_kind)kind, i)); i++)
            *vec_add(list) = (struct browse_row){.item = item};
}

int browse_list_load(struct browse_list *list, struct environment *environment, int64_t now_ms, struct err *err)
{
    *list = (struct browse_list){.kind = -1};
    for (size_t t = 0; t < environment->course->topic_count; t++)
        list_topic(list, &environment->course->topics[t]);
    int code = store_known_begin(environment->store, course_size(environment->course), err);
    for (size_t i = 0; !code && i < list->count; i++)
        code = browse_list_update(list, i, environment, now_ms, err);
    if (code) {
        browse_list_release(list);
        return code;
    }
    list->shown = mem_new(list->count + 1, sizeof *list->shown);
    browse_list_filter(list, "", false);
    return 0;
}

void browse_list_release(struct browse_list *list)
{
    free(list->shown);
    list->shown = NULL;
    list->shown_count = 0;
    vec_release(list);
}

static void words_init(struct words *words, const char *text)
{
    *words = (struct words){.text = utf8_fold(text)};
    char *rest = words->text;
    for (char *word; words->count < WORDS_MAX && (word = strtok_r(rest, " \t\n", &rest));)
        words->items[words->count++] = word;
}

static bool holds(const char *text, const char *word)
{
    return text && utf8_holds(text, word);
}

/* What item_text() leaves out. */
static bool title_holds(const struct item *item, const char *word)
{
    const struct exercise *exercise = item->kind == ITEM_EXERCISE ? (const struct exercise *)item : NULL;
    if (exercise)
        return holds(exercise->title, word) || holds(exercise->stem, word) || holds(exercise->explanation, word);
    return item->kind == ITEM_NOTE ? holds(item_note(item)->title, word)
                                   : item_question(item) && holds(item_question(item)->title, word);
}

static bool item_holds(const struct item *item, const char *word)
{
    if (holds(item->id, word) || holds(item->topic->title, word) || title_holds(item, word))
        return true;
    const char *text;
    for (size_t i = 0; (text = item_text(item, i)); i++)
        if (holds(text, word))
            return true;
    return false;
}

static bool matches(const struct browse_list *list, const struct browse_row *row, const struct words *words)
{
    if ((list->topic && row->item->topic != list->topic) || (list->kind >= 0 && (int)row->item->kind != list->kind) ||
        !(row->states & bit(list->state)))
        return false;
    for (size_t i = 0; i < words->count; i++)
        if (!item_holds(row->item, words->items[i]))
            return false;
    return true;
}

void browse_list_filter(struct browse_list *list, const char *text, bool narrows)
{
    struct words words;
    size_t candidates = narrows ? list->shown_count : list->count, count = 0;
    words_init(&words, text);
    for (size_t i = 0; i < candidates; i++) {
        size_t row = narrows ? list->shown[i] : i;
        if (matches(list, &list->items[row], &words))
            list->shown[count++] = row;
    }
    list->shown_count = count;
    free(words.text);
}

bool browse_list_find(const struct browse_list *list, const char *id, size_t *place)
{
    for (size_t i = 0; i < list->shown_count; i++)
        if (strcmp(list->items[list->shown[i]].item->id, id) == 0) {
            *place = i;
            return true;
        }
    return false;
}

const char *browse_state_name(enum browse_state state)
{
    static const char *const names[BROWSE_STATE_COUNT] = {
        [BROWSE_ALL] = "all",       [BROWSE_NEW] = "new",         [BROWSE_LEARNING] = "learning",
        [BROWSE_DUE] = "due",       [BROWSE_LATER] = "due later", [BROWSE_SUSPENDED] = "suspended",
        [BROWSE_BURIED] = "buried", [BROWSE_FLAGGED] = "flagged", [BROWSE_LEECH] = "leech"};
    return names[state];
}

const char *browse_row_words(struct view *view, const struct browse_row *row)
{
    const char *words = "";
    for (int state = BROWSE_NEW; state <= BROWSE_BURIED; state++)
        if (row->states & bit((enum browse_state)state))
            words = browse_state_name((enum browse_state)state);
    if (row->states & bit(BROWSE_LATER))
        words = row->days == 1 ? "due tomorrow" : arena_print(&view->arena, "due in %d days", (int)row->days);
    for (int state = BROWSE_FLAGGED; state <= BROWSE_LEECH; state++)
        if (row->states & bit((enum browse_state)state))
            words = arena_print(&view->arena, "%s%s%s", words, words[0] ? ", " : "", browse_state_name((enum browse_state)state));
    return words;
}
