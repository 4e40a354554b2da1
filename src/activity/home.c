#include "activity/challenge/challenge.h"
#include "activity/deck_view.h"
#include "activity/exam.h"
#include "activity/sitting/sitting.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/vec.h"
#include "store/clock_doubt.h"
#include "store/state.h"
#include "store/streak.h"
#include "view/menu.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct entry {
    const struct activity *activity;
    const struct challenge *unfinished; /* the run to go on with, or NULL */
    char words[64];                     /* progress */
    double share;
};

struct home {
    struct environment *environment;
    struct {
        struct entry *items;
        size_t count, capacity;
    } entries;
    size_t cursor;
    struct deck_waiting waiting[ITEM_KIND_COUNT];
    size_t fresh_today;
    size_t streak;
    struct exam_today exam;
    struct clock_doubt doubt;
    bool first_time; /* nothing was ever answered or read */
    bool only_read;  /* notes were read, and nothing answered yet */
};

static void add_entry(struct home *home, const struct activity *activity, const struct challenge *unfinished, int64_t now_ms)
{
    struct entry *entry = vec_add(&home->entries);
    *entry = (struct entry){.activity = activity, .unfinished = unfinished, .share = -1};
    if (activity->progress && !unfinished)
        activity->progress(home->environment, now_ms, entry->words, sizeof entry->words, &entry->share);
}

static void list_entries(struct home *home, int64_t now_ms)
{
    home->entries.count = 0;
    const struct challenge *unfinished = challenge_unfinished(home->environment);
    if (unfinished)
        add_entry(home, &activity_challenge, unfinished, now_ms);
    for (size_t i = 0; activity_table[i]; i++)
        add_entry(home, activity_table[i], NULL, now_ms);
}

static bool has_only_read(const struct home *home)
{
    struct answer last = {0};
    bool read = false, graded = home->streak || store_last_grade(home->environment->store, &last, NULL) == 0;
    for (size_t i = 0; i < home->entries.count; i++)
        read = read || (home->entries.items[i].activity == &activity_notes && home->entries.items[i].share > 0);
    answer_release(&last);
    return read && !graded;
}

static int count_days(struct home *home, int64_t now_ms, struct err *err)
{
    struct streak streak;
    bool any;
    int code = store_streak(home->environment->store, now_ms, &streak, err);
    if (!code)
        code = store_has_answers(home->environment->store, &any, err);
    if (!code)
        code = store_doubt_clock(home->environment->store, now_ms, &home->doubt, err);
    if (!code)
        code = exam_today(home->environment, now_ms, &home->exam, err);
    if (code)
        return code;
    home->streak = streak.days;
    home->first_time = !any;
    home->only_read = has_only_read(home);
    return 0;
}

static int refresh(struct home *home, const struct event *event, struct err *err)
{
    list_entries(home, event->now_ms);
    int code = deck_count_waiting(home->environment, event->now_ms, home->waiting, err);
    if (!code)
        code = sitting_new_today(home->environment, event, &home->fresh_today, err);
    return code ? code : count_days(home, event->now_ms, err);
}

static void select_activity(struct home *home, const struct activity *activity)
{
    for (size_t i = 0; i < home->entries.count; i++)
        if (home->entries.items[i].activity == activity && !home->entries.items[i].unfinished)
            home->cursor = i;
}

/* Where to begin: an unfinished run, what is due, or the first thing to do. */
static void suggest(struct home *home)
{
    bool due = false;
    for (size_t i = 0; i < ITEM_KIND_COUNT; i++)
        due = due || home->waiting[i].due;
    if (home->entries.items[0].unfinished)
        home->cursor = 0;
    else
        select_activity(home, due ? &activity_review : home->only_read ? &activity_study : &activity_notes);
}

static void home_close(void *state)
{
    struct home *home = state;
    vec_release(&home->entries);
    free(home);
}

static int home_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                     struct err *err)
{
    *state = NULL;
    (void)arguments;
    struct home *home = mem_new(1, sizeof *home);
    home->environment = environment;
    int code = refresh(home, event, err);
    if (code) {
        home_close(home);
        return code;
    }
    suggest(home);
    *state = home;
    return 0;
}

static void home_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct home *home = state;
    (void)event;
    if (menu_move(&home->cursor, home->entries.count, action) || action != ACTION_CONFIRM)
        return;
    const struct entry *entry = &home->entries.items[home->cursor];
    reply->flags |= REPLY_HANDLED | REPLY_PUSH;
    reply->push = entry->activity;
    reply->arguments = (struct arguments){.level = -1, .challenge = entry->unfinished};
}

/* What was done above changes the figures; the cursor stays with what it stood on. */
static void home_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct home *home = state;
    (void)reply;
    if (event->type != EVENT_RETURNED && event->type != EVENT_SUSPENDED)
        return;
    const struct activity *activity = home->entries.items[home->cursor].activity;
    refresh(home, event, NULL);
    select_activity(home, activity);
}

static void view_today(const struct home *home, struct view *view)
{
    const char *due_words = deck_due_words(view, home->waiting);
    struct span spans[4];
    size_t count = 0;
    spans[count++] = (struct span){"Today", STYLE_STRONG};
    spans[count++] =
        (struct span){due_words ? arena_print(&view->arena, "   %s to repeat", due_words) : "   nothing to repeat", STYLE_NORMAL};
    if (home->fresh_today)
        spans[count++] = (struct span){arena_print(&view->arena, ", %zu new", home->fresh_today), STYLE_NORMAL};
    if (home->streak)
        spans[count++] =
            (struct span){arena_print(&view->arena, "   streak %s", deck_count_words(view, home->streak, "day", "days")), STYLE_DIM};
    view_spans(view, spans, count);
}

/* "12 days to the exam, 18 minutes today"; and what will come of it where that is less than was wanted. */
static void view_exam(const struct exam_today *exam, struct view *view)
{
    struct arena *arena = &view->arena;
    if (!exam->planned)
        return;
    if (!exam->days) {
        view_text(view, STYLE_STRONG, "The exam is today.");
        return;
    }
    size_t minutes = (size_t)ceil(exam->minutes);
    const struct span spans[] = {
        {arena_print(arena, "%s to the exam", deck_count_words(view, (size_t)exam->days, "day", "days")), STYLE_STRONG},
        {minutes ? arena_print(arena, ", %s today", deck_count_words(view, minutes, "minute", "minutes")) : ", nothing to do today",
         STYLE_NORMAL},
        {exam->reached ? ""
                       : arena_print(arena, "   %.0f %% will be known, not %.0f %%", floor(100 * exam->expected), 100 * exam->wanted),
         STYLE_WARNING},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
}

static void view_left_out(struct view *view, size_t mistakes)
{
    if (!mistakes)
        return;
    bool one = mistakes == 1;
    view_text(view, STYLE_WARNING,
              "Course files of your own are left out, as there %s %zu mistake%s in them: 'bntutor lint' with the file tells %s.",
              one ? "is" : "are", mistakes, one ? "" : "s", one ? "it" : "them");
    view_space(view);
}

/* With a wrong clock nothing gets lost, but what is due is guesswork. */
static void view_doubt(const struct clock_doubt *doubt, struct view *view)
{
    char words[CLOCK_DOUBT_WORDS];
    if (!clock_doubt_words(doubt, words))
        return;
    view_text(view, STYLE_WARNING, "%s", words);
    view_space(view);
}

static void view_first_words(const struct home *home, struct view *view)
{
    view_doubt(&home->doubt, view);
    if (store_read_only(home->environment->store)) {
        view_text(view, STYLE_WARNING, "Progress cannot be saved here.");
        view_space(view);
    }
    view_left_out(view, home->environment->own_mistakes);
    if (home->first_time && !home->entries.items[0].unfinished)
        view_text(view, STYLE_NORMAL, "New here? Start with Notes: read a topic, then turn its cards in Study.");
    else if (home->only_read && !home->entries.items[0].unfinished)
        view_text(view, STYLE_NORMAL, "Well begun. Next: turn the cards of what you read in Study.");
    else
        view_today(home, view);
    view_exam(&home->exam, view);
    view_space(view);
}

static void home_view(const void *state, struct view *view)
{
    const struct home *home = state;
    struct choice *choices = menu_new(view, home->entries.count);
    view_title(view, "bntutor");
    view_status(view, "%s", home->environment->course->title);
    view_first_words(home, view);
    for (size_t i = 0; i < home->entries.count; i++) {
        const struct entry *entry = &home->entries.items[i];
        if (entry->unfinished)
            choices[i] = menu_entry(view, "Go on", entry->unfinished->title, "left unfinished", -1);
        else
            choices[i] = menu_entry(view, entry->activity->title, entry->activity->summary, entry->words, entry->share);
    }
    menu_add(view, choices, home->entries.count, home->cursor);
}

static void home_live(const void *state, struct live_actions *live)
{
    const struct home *home = state;
    menu_live(live, home->entries.count, NULL);
}

const struct activity activity_home = {
    .name = "home",
    .title = "bntutor",
    .summary = "batch normalization, by heart",
    .help = "Every entry is a way to learn the same topics: **Review** for what is due today, **Notes** to read, **Study** to turn "
            "cards, **Quiz** and **Challenge** to be asked, **Practice** to calculate, **Explain** to say it yourself, **Predict** "
            "and **Demo** to watch.\n\n"
            "Each answer is saved at once; what you knew less well comes back sooner. `bntutor help` lists what else there is: exam "
            "plans, settings, copies.",
    .open = home_open,
    .close = home_close,
    .on_action = home_on_action,
    .on_event = home_on_event,
    .view = home_view,
    .live = home_live,
};
