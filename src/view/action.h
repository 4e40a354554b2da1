/*
 * What a learner can do, and with which keys: one table for the keymap, the footer, the help screen and the plain prompts.
 */
#ifndef VIEW_ACTION_H
#define VIEW_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys that are no characters; characters are their code points. */
enum key {
    KEY_NONE = 0,
    KEY_TAB = 9,
    KEY_ENTER = 10,
    KEY_ESCAPE = 27,
    KEY_BACKSPACE = 127,
    KEY_UP_ARROW = 0x110000, /* past Unicode */
    KEY_DOWN_ARROW,
    KEY_LEFT_ARROW,
    KEY_RIGHT_ARROW,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME_KEY,
    KEY_END_KEY,
    KEY_DELETE,
    KEY_SHIFT_TAB
};

enum { CTRL_C = 3, CTRL_D = 4, CTRL_L = 12, CTRL_U = 21 };

/*
 * ACTION(name, keys, plain, label, help)
 * keys: up to four; the first is the one that is shown.  plain: the word typed at a plain prompt.  label: for the footer.
 * CHOOSE and GRADE stand for a row of keys, a.. and 1..; event.index tells which.
 */
#define ACTION_LIST(ACTION)                                                                                                        \
    ACTION(CONFIRM, (KEY_ENTER, ' ', 0, 0), "", "open", "open, answer, reveal, go on")                                             \
    ACTION(UP, (KEY_UP_ARROW, 'k', 0, 0), "up", "move", "move up")                                                                 \
    ACTION(DOWN, (KEY_DOWN_ARROW, 'j', 0, 0), "down", "move", "move down")                                                         \
    ACTION(LEFT, (KEY_LEFT_ARROW, 0, 0, 0), "left", "previous", "previous page, step or value")                                    \
    ACTION(RIGHT, (KEY_RIGHT_ARROW, 0, 0, 0), "right", "next", "next page, step or value")                                         \
    ACTION(PAGE_UP, (KEY_PAGE_UP, 'b' - 96, 0, 0), "", "scroll up", "go a screen up")                                              \
    ACTION(PAGE_DOWN, (KEY_PAGE_DOWN, 'f' - 96, 0, 0), "", "scroll down", "go a screen down")                                      \
    ACTION(FIRST, (KEY_HOME_KEY, 'g', 0, 0), "first", "first", "go to the first")                                                  \
    ACTION(LAST, (KEY_END_KEY, 'G', 0, 0), "last", "last", "go to the last")                                                       \
    ACTION(CHOOSE, ('a', 0, 0, 0), "a", "choose", "choose an option")                                                              \
    ACTION(TOGGLE, (' ', 0, 0, 0), "", "tick", "tick an option, or take a line to move it")                                        \
    ACTION(GRADE, ('1', 0, 0, 0), "1", "grade", "grade yourself: 1 again, 2 hard, 3 good, 4 easy")                                 \
    ACTION(NEXT, ('n', 0, 0, 0), "n", "next", "go on to the next")                                                                 \
    ACTION(HINT, ('h', KEY_TAB, 0, 0), "h", "hint", "show a hint")                                                                 \
    ACTION(DEMO, ('d', 0, 0, 0), "d", "watch it", "watch the kernel show it")                                                      \
    ACTION(REFUTE, ('w', 'w' - 96, 0, 0), "w", "why wrong", "watch what the wrong answer comes to; the question stays open")          \
    ACTION(PREDICT, ('w', 0, 0, 0), "w", "guess first", "say what will come out before you watch it")                              \
    ACTION(ERRATUM, ('e', 0, 0, 0), "e", "what pages get wrong", "what popular pages get wrong here")                              \
    ACTION(PAUSE, ('p', 'p' - 96, 0, 0), "p", "pause", "pause the clock and cover the question")                                   \
    ACTION(TIME_FACTOR, ('x', 0, 0, 0), "x", "time", "more time, or none: x1, x1.5, x2, off")                                      \
    ACTION(CONFIDENCE, ('c', 0, 0, 0), "c", "ask how sure", "be asked how sure you are before the verdict, or no more")            \
    ACTION(UNDO, ('u', 0, 0, 0), "u", "undo", "take back the last grade or change")                                                \
    ACTION(FOCUS_NEXT, (KEY_TAB, 0, 0, 0), "tab", "parameter", "go to the next parameter, filter or field")                        \
    ACTION(FOCUS_PREVIOUS, (KEY_SHIFT_TAB, 0, 0, 0), "backtab", "parameter", "go to the previous parameter, filter or field")      \
    ACTION(INCREASE, ('+', '=', 0, 0), "+", "more", "increase the value")                                                          \
    ACTION(DECREASE, ('-', '_', 0, 0), "-", "less", "decrease the value")                                                          \
    ACTION(SLOWER, ('<', 0, 0, 0), "<", "speed", "play more slowly")                                                               \
    ACTION(FASTER, ('>', 0, 0, 0), ">", "speed", "play faster")                                                                    \
    ACTION(MODE, ('t', 0, 0, 0), "t", "training/inference", "switch between training and inference")                               \
    ACTION(RESEED, ('r', 0, 0, 0), "r", "new data", "draw new data")                                                               \
    ACTION(RESET, ('0', 0, 0, 0), "0", "reset", "back to the declared values")                                                     \
    ACTION(FIND, ('/', 0, 0, 0), "/", "find", "search for words")                                                                  \
    ACTION(SUSPEND, ('s', 0, 0, 0), "s", "suspend", "ask it no more, or ask it again")                                             \
    ACTION(BURY, ('b', 0, 0, 0), "b", "bury", "not today: ask it again from tomorrow on")                                          \
    ACTION(FLAG, ('f', 0, 0, 0), "f", "flag", "mark it, or take the mark away")                                                    \
    ACTION(FORGET, ('r', 0, 0, 0), "r", "forget", "let it start anew, as if it had never been learned")                            \
    ACTION(BASICS, ('o', 0, 0, 0), "o", "what it builds on", "read the topic that it builds on")                                   \
    ACTION(EDIT, ('e', 0, 0, 0), "e", "edit", "change it in your editor")                                                          \
    ACTION(SUBMIT, (CTRL_D, 0, 0, 0), "", "done", "hand in what you wrote")                                                        \
    ACTION(RETRY, ('r', 0, 0, 0), "r", "try again", "try to save once more")                                                       \
    ACTION(HELP, ('?', 0, 0, 0), "?", "help", "what every key does")                                                               \
    ACTION(BACK, (KEY_ESCAPE, 'q', 0, 0), "q", "back", "go back; nothing is lost")                                                 \
    ACTION(LEAVE, ('q', 0, 0, 0), "q", "quit", "leave the tutor; nothing is lost")                                                 \
    ACTION(REDRAW, (CTRL_L, 0, 0, 0), "", "redraw", "draw the screen anew")                                                        \
    ACTION(QUIT, (CTRL_C, 0, 0, 0), "quit", "quit", "leave from anywhere; nothing is lost")

enum action {
    ACTION_NONE = 0,
#define ACTION_ENUM(name, keys, plain, label, help) ACTION_##name,
    ACTION_LIST(ACTION_ENUM)
#undef ACTION_ENUM
        ACTION_TEXT, /* text or an editing key for the text field that has the focus; no key of its own */
    ACTION_COUNT
};

enum { ACTION_KEYS_MAX = 4 };

struct action_info {
    const char *name; /* "CONFIRM" */
    unsigned keys[ACTION_KEYS_MAX];
    const char *plain;
    const char *label;
    const char *help;
};

/* The table's row of `action`. */
const struct action_info *action_info(enum action action);

/* The key of `action` to show: its first one; while a text field takes characters (`writing`) the first that is none.  0 = none. */
unsigned action_key(enum action action, bool writing);

/* True for keys that type a character, so that a text field takes them. */
bool key_is_character(unsigned key);

/* The name of a key as a person reads it: "enter", "↑", "ctrl-d", "a". Writes at most 16 bytes. */
void key_text(unsigned key, bool ascii, char name[16]);

struct clock;

enum event_type { EVENT_KEY, EVENT_TEXT, EVENT_TICK, EVENT_RESIZE, EVENT_SUSPENDED, EVENT_HANGUP, EVENT_RETURNED };

/* Something that happened, with the time at which it did. */
struct event {
    enum event_type type;
    unsigned key;       /* EVENT_KEY */
    const char *text;   /* EVENT_TEXT: UTF-8 to put into the field that has the focus (typed, pasted, or a plain line) */
    unsigned index;     /* of the option or grade that CHOOSE or GRADE means, from 0 */
    int64_t now_ms;     /* wall clock */
    int64_t elapsed_ms; /* steady clock, for measuring spans */
    const struct clock *clock; /* of both, to see how long the answer takes; NULL where nobody waits for it */
    int utc_offset_minutes;
};

/* An action that can be taken at this moment, as an activity lists them. */
struct live_action {
    enum action action;
    const char *label;  /* replaces the table's label; NULL = the table's; "" = works but is not shown in the footer */
    unsigned count;     /* CHOOSE and GRADE: how many keys of the row are live */
    const char *object; /* where something is selected, what CONFIRM is done with: "A"; or NULL */
    bool numbered;      /* CHOOSE: what is chosen is called by numbers, which are shown for its keys */
    bool at_once;       /* CHOOSE: a key answers, it does not only move the mark */
};

enum { LIVE_ACTIONS_MAX = 32 };

struct live_actions {
    struct live_action items[LIVE_ACTIONS_MAX];
    size_t count;
};

/* What taking it does here, in a word or two; "" is not shown. */
const char *live_label(const struct live_action *action);

void live_add(struct live_actions *live, enum action action, const char *label);
void live_add_row(struct live_actions *live, enum action action, const char *label, unsigned count);
bool live_has(const struct live_actions *live, enum action action);

/*
 * The action that `key` means among `live` (the first match wins, but one whose first key it is beats another action's further
 * keys), or ACTION_NONE; *index is set for CHOOSE and GRADE.
 * CHOOSE takes a..h and A..H, and 1..9 where no GRADE is live; a front end that reads numbers may give any index below the row's
 * count.
 */
enum { CHOOSE_LETTERS_MAX = 8 };
enum action live_resolve(const struct live_actions *live, unsigned key, unsigned *index);

#endif
