#include "activity/save.h"

#include "base/mem.h"

#include <stdlib.h>

void save_init(struct save *save, struct environment *environment)
{
    *save = (struct save){.environment = environment};
}

static void drop(struct save *save)
{
    answer_release(&save->answer);
    save->answer = (struct answer){0};
    save->pending = save->warned = false;
}

void save_release(struct save *save)
{
    drop(save);
}

static bool is_read_only(const struct save *save)
{
    return store_read_only(save->environment->store);
}

bool save_asks(const struct save *save)
{
    return is_read_only(save) && !save->environment->unsaved_agreed;
}

void save_agree(struct save *save)
{
    save->environment->unsaved_agreed = true;
}

static void keep(struct save *save, const struct answer *answer, const struct memory *memory)
{
    drop(save);
    save->answer = *answer;
    save->answer.item = mem_string(answer->item);
    save->answer.detail = answer->detail ? mem_string(answer->detail) : NULL;
    save->memory = memory ? *memory : (struct memory){0};
    save->pending = true;
}

/* What the store would make of the grade, where nothing can be stored. */
static void review_unsaved(const struct save *save, const struct answer *answer, struct memory *memory)
{
    if (memory && answer->grade != GRADE_NONE)
        *memory = schedule_review(store_parameters(save->environment->store), memory, answer->grade, answer->at,
                                  schedule_seed(answer->item));
}

bool save_answer(struct save *save, const struct answer *answer, struct memory *memory, int64_t *sequence)
{
    if (is_read_only(save) && save->environment->unsaved_agreed) {
        review_unsaved(save, answer, memory);
        if (sequence)
            *sequence = 0;
        return true;
    }
    struct memory before = memory ? *memory : (struct memory){0};
    if (!store_record(save->environment->store, answer, memory, sequence, &save->err))
        return true;
    if (memory)
        *memory = before;
    keep(save, answer, &before);
    return false;
}

bool save_retry(struct save *save, struct memory *memory, int64_t *sequence)
{
    if (!save->pending)
        return true;
    struct memory result = save->memory;
    if (store_record(save->environment->store, &save->answer, &result, sequence, &save->err))
        return false;
    if (memory)
        *memory = result;
    drop(save);
    return true;
}

bool save_may_leave(struct save *save)
{
    if (save_retry(save, NULL, NULL) || save->warned)
        return true;
    save->warned = true;
    return false;
}

static void view_question(const struct save *save, struct view *view)
{
    view_text(view, STYLE_WARNING, "Progress cannot be saved here");
    view_space(view);
    view_text(view, STYLE_NORMAL, "The file '%s' can be read but not written, so what you do now will be forgotten.",
              store_path(save->environment->store));
    view_space(view);
    view_text(view, STYLE_NORMAL, "Go on without saving, or go back and start again with --db and a file that can be written.");
}

void save_view(const struct save *save, struct view *view)
{
    if (save_asks(save)) {
        view_question(save, view);
        return;
    }
    if (is_read_only(save)) {
        view_text(view, STYLE_WARNING, "Progress cannot be saved here.");
        view_space(view);
    }
    if (save->pending) {
        view_text(view, STYLE_WARNING, "Not saved: %s", save->err.text);
        view_text(view, STYLE_NORMAL, "%s",
                  save->warned ? "Go back once more to leave without this one answer."
                               : "Your answer is kept here; make room, then try again.");
        view_space(view);
    }
}

bool save_live(const struct save *save, struct live_actions *live)
{
    if (save_asks(save))
        live_add(live, ACTION_CONFIRM, "go on without saving");
    else if (save->pending)
        live_add(live, ACTION_RETRY, NULL);
    return save_asks(save) || save->pending;
}

struct answer save_start(enum answer_kind kind, const char *item, const struct event *event, int64_t shown_ms)
{
    int64_t took = event->elapsed_ms - shown_ms;
    if (took > SAVE_DECISION_MS && (kind == ANSWER_GRADE || kind == ANSWER_CHOICE))
        took = SAVE_DECISION_MS;
    return (struct answer){
        .kind = kind,
        .item = (char *)(uintptr_t)item, /* the store only reads it */
        .at = event->now_ms,
        .utc_offset_minutes = event->utc_offset_minutes,
        .took_ms = took > 0 ? took : 0,
        .attempts = 1,
    };
}
