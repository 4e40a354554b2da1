#include "activity/study_view.h"

#include "activity/deck_view.h"
#include "activity/item_view.h"

enum { MS_PER_MINUTE = 60000, SPANS_A_GRADE = 3 };

static void view_gauge(struct view *view, const struct session *session)
{
    size_t done = session_done(session), all = session->deck.count;
    struct block *block = view_add(view, BLOCK_GAUGE);
    block->gauge.words = arena_print(&view->arena, "%zu of %zu done", done, all);
    block->gauge.share = (double)done / (double)all;
    view_space(view);
}

static void view_grades(struct view *view, const struct study_intervals *intervals)
{
    static const char *const names[STUDY_GRADES][2] = {{"1", " again "}, {"2", " hard "}, {"3", " good "}, {"4", " easy "}};
    struct span spans[SPANS_A_GRADE * STUDY_GRADES];
    for (size_t i = 0; i < STUDY_GRADES; i++) {
        struct span *span = &spans[SPANS_A_GRADE * i];
        span[0] = (struct span){names[i][0], STYLE_KEY};
        span[1] = (struct span){names[i][1], STYLE_NORMAL};
        span[2] =
            (struct span){arena_print(&view->arena, "%s%s", intervals->text[i], i + 1 < STUDY_GRADES ? "    " : ""), STYLE_DIM};
    }
    view_space(view);
    view_spans(view, spans, SPANS_A_GRADE * STUDY_GRADES);
}

void study_view_card(struct view *view, const struct session *session, const struct study_intervals *intervals)
{
    const struct deck_entry *entry = session_entry(session);
    const struct card *card = item_card(entry->item);
    view_gauge(view, session);
    item_view_head(view, &card->item, entry->memory.phase == PHASE_NEW ? "new" : "to repeat");
    view_markdown(view, card->front, 0);
    if (!intervals)
        return;
    view_space(view);
    view_text(view, STYLE_DIM, "answer");
    view_markdown(view, card->back, 0);
    view_grades(view, intervals); /* before what is only to be read, so that they are in sight on a small screen */
    view_essential(view);
    item_view_erratum(view, &card->item);
    item_view_sources(view, &card->item);
}

/* "in about 3 min" */
static const char *time_taken(struct view *view, const struct session *session)
{
    int64_t took = 0;
    for (size_t i = 0; i < session->log.count; i++)
        took += session->log.items[i].took_ms;
    if (took < MS_PER_MINUTE)
        return "in less than a minute";
    return arena_print(&view->arena, "in about %lld min", (long long)((took + MS_PER_MINUTE / 2) / MS_PER_MINUTE));
}

void study_view_end(struct view *view, const struct session *session, const struct deck *next)
{
    if (session->log.count) {
        size_t cards = session->deck.count;
        view_heading(view, "Done for now");
        view_space(view);
        view_text(view, STYLE_NORMAL, "%zu %s %s", cards, cards == 1 ? "card" : "cards", time_taken(view, session));
        view_text(view, STYLE_DIM, "again %zu   hard %zu   good %zu   easy %zu", session_count(session, GRADE_AGAIN),
                  session_count(session, GRADE_HARD), session_count(session, GRADE_GOOD), session_count(session, GRADE_EASY));
        view_space(view);
    }
    deck_view_left(view, next, "There are no cards here.");
}
