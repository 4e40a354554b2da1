#include "activity/response/response.h"

#include "activity/item_view.h"
#include "activity/response/kind.h"
#include "store/json.h"

#include <stdio.h>
#include <string.h>

static const struct response_kind *kind_of(const struct response *response)
{
    static const struct response_kind *const kinds[QUESTION_KIND_COUNT] = {
        [QUESTION_SINGLE] = &response_single, [QUESTION_MULTIPLE] = &response_multiple, [QUESTION_NUMBER] = &response_number,
        [QUESTION_ORDER] = &response_order,   [QUESTION_SHAPE] = &response_shape,
    };
    return kinds[response->question->kind];
}

static size_t entries_of(const struct response *response)
{
    const struct response_kind *kind = kind_of(response);
    return kind->entries ? kind->entries(response->question) : 0;
}

void response_start(struct response *response, const struct question *question, uint64_t seed)
{
    *response = (struct response){.question = question, .seed = seed, .chosen = RESPONSE_NONE};
    size_t movable[QUESTION_OPTIONS_MAX], shuffled[QUESTION_OPTIONS_MAX], count = 0;
    for (size_t i = 0; i < entries_of(response); i++) {
        response->order[i] = i;
        if (i >= question->option_count || !question->options[i].pinned)
            movable[count++] = i;
    }
    struct rng rng;
    rng_init(&rng, seed);
    rng_permute(&rng, shuffled, count);
    for (size_t i = 0; i < count; i++)
        response->order[movable[i]] = movable[shuffled[i]];
    if (kind_of(response)->start)
        kind_of(response)->start(response);
    memcpy(response->start, response->order, sizeof response->start);
}

/* Takes what stands there as the answer, unless it is none or was wrong already. */
static bool hand_in(struct response *response)
{
    const struct response_kind *kind = kind_of(response);
    char words[RESPONSE_TEXT_MAX] = "";
    if (!kind->tell(response, words))
        return false;
    if (response->given && strcmp(words, response->answer) == 0) {
        response->notice = "That was wrong already.";
        return false;
    }
    memcpy(response->answer, words, sizeof words);
    response->given = true;
    response->grabbed = false;
    kind->judge(response);
    response->misses += !response->right;
    return true;
}

bool response_act(struct response *response, enum action action, const struct event *event)
{
    response->notice = NULL;
    if (response->revealed)
        return false;
    if (action == ACTION_HINT) {
        response->hints += response->hints < response->question->hints.count;
        return false;
    }
    return kind_of(response)->act(response, action, event) && hand_in(response);
}

void response_try_again(struct response *response)
{
    if (response->right || response->chosen == RESPONSE_NONE)
        return;
    response->tried[response->chosen] = true;
    if (response->order[response->selected] == response->chosen)
        response_move(response, entries_of(response), 1);
}

enum grade response_grade(const struct response *response)
{
    if (!response->given || !response->right)
        return GRADE_AGAIN;
    return response->misses || response->hints ? GRADE_HARD : GRADE_GOOD;
}

/* The wrong option in the last answer that says most about it, or NULL. */
static const struct option *wrong_option(const struct response *response)
{
    const struct question *question = response->question;
    const struct option *found = NULL;
    if (response->chosen != RESPONSE_NONE)
        return question->options[response->chosen].right ? NULL : &question->options[response->chosen];
    for (size_t i = 0; i < question->option_count; i++)
        if (response->ticked[i] && !question->options[i].right && (question->options[i].misconception || !found))
            found = found && found->misconception ? found : &question->options[i];
    return found;
}

const char *response_misconception(const struct response *response)
{
    if (!response_missed(response))
        return NULL;
    const struct option *option = wrong_option(response);
    return response->mistake ? response->mistake->name : option ? option->misconception : NULL;
}

const struct experiment *response_experiment(const struct response *response)
{
    const struct experiment *own = NULL;
    if (response_missed(response)) {
        const struct option *option = wrong_option(response);
        own = response->mistake ? response->mistake->experiment : option ? option->experiment : NULL;
    }
    return own ? own : response->question->item.experiment;
}

struct claim response_claim(const struct response *response)
{
    const struct question *question = response->question;
    bool typed = question->kind == QUESTION_NUMBER || question->kind == QUESTION_SHAPE;
    const struct claim claim = {
        .question = question,
        .option = wrong_option(response),
        .mistake = response->mistake,
        .typed = typed ? response->answer : NULL,
        .open = !response->revealed,
    };
    bool claims = response_missed(response) && (claim.option || claim.mistake || claim.typed);
    return claims ? claim : (struct claim){.question = NULL};
}

void response_view(struct view *view, const struct response *response)
{
    view_markdown(view, response->question->stem, 0);
    view_space(view);
    kind_of(response)->view(view, response);
    if (response->notice)
        view_text(view, STYLE_WARNING, "%s", response->notice);
}

void response_view_hints(struct view *view, const struct response *response)
{
    item_view_hints(view, &response->question->hints, response->hints);
}

void response_view_miss(struct view *view, const struct response *response)
{
    if (response_missed(response))
        kind_of(response)->view_miss(view, response);
}

void response_view_verdict(struct view *view, const struct response *response)
{
    kind_of(response)->view_verdict(view, response);
    view_essential(view);
    view_space(view);
    view_markdown(view, response->question->explanation, 0);
    item_view_erratum(view, &response->question->item);
    item_view_sources(view, &response->question->item);
}

void response_live(struct live_actions *live, const struct response *response)
{
    if (response->revealed)
        return;
    /* The last letter is the hint's key too: with eight options the hint keeps it, and the option has its digit. */
    bool hint_first = entries_of(response) == QUESTION_OPTIONS_MAX;
    struct live_actions own = {.count = 0};
    kind_of(response)->live(&own, response);
    for (size_t i = 0; i < own.count; i++) {
        if (hint_first && own.items[i].action == ACTION_CHOOSE)
            item_live_hint(live, &response->question->hints, response->hints);
        live->items[live->count++] = own.items[i];
    }
    if (!hint_first)
        item_live_hint(live, &response->question->hints, response->hints);
}

bool response_writing(const struct response *response)
{
    return !response->revealed && kind_of(response)->writing;
}

void response_add_detail(struct str *json, const struct response *response)
{
    const char *misconception = response_misconception(response);
    if (response->given && response->question->kind == QUESTION_SINGLE)
        json_object_integer(json, "chosen", (int64_t)response->chosen);
    else if (response->given)
        json_object_text(json, "answer", response->answer);
    if (misconception)
        json_object_text(json, "misconception", misconception);
}

void response_write(struct str *out, const struct response *response)
{
    unsigned tried = 0;
    char words[RESPONSE_TEXT_MAX] = "";
    struct response copy = *response; /* telling leaves a notice behind */
    for (size_t i = 0; i < QUESTION_OPTIONS_MAX; i++)
        tried |= (unsigned)response->tried[i] << i;
    kind_of(response)->tell(&copy, words);
    str_addf(out, "%zu %zu %zu %u %d =%s=%s", response->misses, response->hints, response->selected, tried, (int)response->given,
             response->answer, words);
}

/* Splits "=answer=words". */
static bool read_words(const char *line, char answer[RESPONSE_TEXT_MAX], char words[RESPONSE_TEXT_MAX])
{
    const char *middle = line[0] == '=' ? strchr(line + 1, '=') : NULL;
    if (!middle || middle - line - 1 >= RESPONSE_TEXT_MAX || strlen(middle + 1) >= RESPONSE_TEXT_MAX)
        return false;
    memcpy(answer, line + 1, (size_t)(middle - line - 1));
    answer[middle - line - 1] = '\0';
    strcpy(words, middle + 1);
    return true;
}

bool response_read(struct response *response, const char *line)
{
    const struct response_kind *kind = kind_of(response);
    size_t misses, hints, selected, entries = entries_of(response);
    unsigned tried;
    int given, used = 0;
    char words[RESPONSE_TEXT_MAX];
    if (sscanf(line, "%zu %zu %zu %u %d %n", &misses, &hints, &selected, &tried, &given, &used) != 5 || !used ||
        !read_words(line + used, response->answer, words))
        return false;
    if (hints > response->question->hints.count || (selected && selected >= entries) || tried >> entries)
        return false;
    if (given && !kind->put(response, response->answer))
        return false;
    response->given = given;
    if (given)
        kind->judge(response);
    if (words[0] && !kind->put(response, words))
        return false;
    response->misses = misses;
    response->hints = hints;
    response->selected = selected;
    for (size_t i = 0; i < entries; i++)
        response->tried[i] = tried >> i & 1;
    return true;
}
