#include "plain/offer.h"

#include "base/utf8.h"
#include "plain/choices.h"
#include "plain/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 9 };

/* What an offer is made from. */
struct scene {
    const struct live_actions *live;
    const struct block *choices;
    bool menu, letters, writing;
};

static void add(struct offers *offers, const char *typed, const char *label, const char *help)
{
    struct offer *offer = &offers->items[offers->count++];
    snprintf(offer->typed, sizeof offer->typed, "%s", typed);
    offer->label = label;
    offer->help = help;
}

static void add_range(struct offers *offers, char first, size_t count, size_t most, const char *label, const char *help)
{
    char typed[48];
    if (first == '1' && count > DIGITS)
        snprintf(typed, sizeof typed, "1-%zu", count);
    else if (count > 1)
        snprintf(typed, sizeof typed, "%c-%c", first, (char)(first + (int)(count < most ? count : most) - 1));
    else
        snprintf(typed, sizeof typed, "%c", first);
    add(offers, typed, label, help);
}

/* A number chooses an entry and opens it; the empty line opens the one that is marked, which may have a label of its own. */
static void add_menu(struct offers *offers, const struct scene *scene, const char *label)
{
    size_t entries = 0;
    for (size_t i = 0; i < scene->choices->choices.count; i++)
        entries += !scene->choices->choices.items[i].heading;
    add_range(offers, '1', entries, entries, "choose", "choose an entry, by its number or its name");
    if (strcmp(label, "choose") != 0)
        add(offers, "enter", label, "take the marked entry");
}

/* Where a letter or number does something itself, several of them in one line are the whole answer. */
static void add_choices(struct offers *offers, const struct live_action *row, const char *label, const char *help)
{
    add_range(offers, row->numbered ? '1' : 'a', row->count, CHOOSE_LETTERS_MAX, label, help);
    struct offer *offer = &offers->items[offers->count - 1];
    size_t used = strlen(offer->typed);
    if (!row->label || row->count < 2)
        return;
    if (!row->numbered) {
        snprintf(offer->typed + used, sizeof offer->typed - used, " (or a b)");
        return;
    }
    used += (size_t)snprintf(offer->typed + used, sizeof offer->typed - used, " (or all:");
    for (unsigned i = row->count; i > 0; i--)
        used += (size_t)snprintf(offer->typed + used, sizeof offer->typed - used, " %u%s", i, i > 1 ? "" : ")");
}

static void add_word(struct offers *offers, const struct scene *scene, const char *word, const char *label, const char *help)
{
    char typed[48];
    snprintf(typed, sizeof typed, "%s%s", scene->writing ? ":" : "", word);
    add(offers, typed, label, help);
}

/* In a list things are chosen by number or letter: moving needs no mention, though it works. */
static bool is_tacit(const struct scene *scene, const struct live_action *action)
{
    bool moving = action->action == ACTION_UP || action->action == ACTION_DOWN || action->action == ACTION_FIRST ||
                  action->action == ACTION_LAST;
    return !input_label(action)[0] || (scene->choices && moving) || action->action == ACTION_QUIT;
}

static void add_action(struct offers *offers, const struct scene *scene, const struct live_action *action)
{
    const struct action_info *info = action_info(action->action);
    const char *label = input_label(action);
    if (is_tacit(scene, action))
        return;
    switch (action->action) {
    case ACTION_CHOOSE:
        if (scene->letters)
            label = input_label(input_find(scene->live, ACTION_CONFIRM));
        if (!scene->menu)
            add_choices(offers, action, label, info->help);
        break;
    case ACTION_GRADE:
        add_range(offers, '1', action->count, DIGITS, label, info->help);
        break;
    case ACTION_CONFIRM:
        if (scene->menu)
            add_menu(offers, scene, label);
        else if (!scene->letters)
            add(offers, "enter", label, info->help);
        break;
    default:
        if (info->plain[0])
            add_word(offers, scene, info->plain, label, info->help);
    }
}

void offers_list(struct offers *offers, const struct live_actions *live, const struct block *choices, bool writing)
{
    struct scene scene = {live, choices, choices && choices_are_menu(choices), input_wants_letter(live, choices), writing};
    offers->count = 0;
    for (size_t i = 0; i < live->count; i++)
        add_action(offers, &scene, &live->items[i]);
}

/* "left or right step,": from `first` on what does the same; *next is the offer behind it. */
static char *offer_words(const struct offers *offers, size_t first, size_t *next)
{
    const char *label = offers->items[first].label;
    struct str words;
    str_init(&words);
    str_add(&words, offers->items[first].typed);
    for (*next = first + 1; *next < offers->count && strcmp(offers->items[*next].label, label) == 0; (*next)++)
        str_addf(&words, " or %s", offers->items[*next].typed);
    str_addf(&words, " %s%s", label, *next < offers->count ? "," : "");
    return str_take(&words);
}

void offers_print(struct str *out, const char *before, const struct offers *offers, const struct render_options *options)
{
    struct str item;
    str_init(&item);
    render_clean(out, before, options);
    size_t column = utf8_width_string(before);
    for (size_t i = 0, next; i < offers->count; i = next) {
        char *text = offer_words(offers, i, &next);
        str_clear(&item);
        render_clean(&item, text, options);
        free(text);
        size_t width = utf8_width_string(item.text);
        bool breaks = column > 0 && column + (i > 0) + width > options->width;
        str_addf(out, "%s%s", breaks ? "\n" : i > 0 ? " " : "", item.text);
        column = breaks ? width : column + (i > 0) + width;
    }
    str_add_char(out, '\n');
    str_release(&item);
}
