/*
 * What an activity shows: a list of blocks that say what, never how.  Both front ends draw the same view.
 *
 * A view owns all that is added to it (texts are copied into its arena) until view_clear() or view_release().
 */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum style {
    STYLE_NORMAL,
    STYLE_DIM,
    STYLE_STRONG,
    STYLE_EMPHASIS,
    STYLE_CODE,
    STYLE_TITLE,
    STYLE_SELECTED,
    STYLE_KEY,
    STYLE_RIGHT,
    STYLE_WRONG,
    STYLE_WARNING,
    STYLE_BEGINNER,
    STYLE_INTERMEDIATE,
    STYLE_ADVANCED,
    STYLE_EXPERT,
    STYLE_CHANNEL_0, /* channels cycle through four */
    STYLE_CHANNEL_1,
    STYLE_CHANNEL_2,
    STYLE_CHANNEL_3,
    STYLE_STRUCK, /* an option that has been tried */
    STYLE_COUNT
};

/* A piece of text in one style. */
struct span {
    const char *text;
    enum style style;
};

struct spans {
    const struct span *items;
    size_t count;
};

enum block_kind {
    BLOCK_HEADING,   /* spans */
    BLOCK_PARAGRAPH, /* spans, wrapped; `marker` before the first line ("•", "1."), the rest indented under it */
    BLOCK_CODE,      /* lines kept as they are, with the language's name */
    BLOCK_CHOICES,   /* options or menu entries, one of them selected */
    BLOCK_FIELD,     /* a text being written, with a cursor */
    BLOCK_GAUGE,     /* a value between 0 and 1 */
    BLOCK_TABLE,
    BLOCK_PLOT,      /* curves over a common axis */
    BLOCK_HISTOGRAM, /* one or more rows of bins over a common axis */
    BLOCK_HEAT_MAP,  /* a grid of values; also the calendar */
    BLOCK_SCATTER,   /* points of two classes over the regions that somebody gives to them, one or more pictures side by side */
    BLOCK_SPACE      /* an empty line */
};

struct choice {
    const char *key;  /* "A", or NULL */
    const char *mark; /* before the text, whose lines all begin behind it: "[x]", or NULL */
    struct spans text;
    const char *detail; /* a menu entry's description in the second column, or NULL */
    const char *state;  /* a menu entry's progress in words, or NULL */
    double share;       /* 0..1 for a small gauge at the end of the line; negative = none */
    enum style style;   /* STYLE_NORMAL, RIGHT, WRONG, STRUCK */
    bool heading;       /* a group's title, cannot be selected */
};

/* What the columns of a list keep whatever stands in them now, so that nothing moves when other entries come into it. */
struct list_columns {
    size_t name, detail, state;
};

struct cell {
    const char *text;
    enum style style;
};

struct curve {
    const char *label;
    const double *values; /* NaN = no point here */
    size_t count;
    enum style style;
};

struct histogram_row {
    const char *label;  /* "ch 0" */
    const char *detail; /* "mean 0.0000  var 0.9999", or NULL */
    const size_t *counts;
    enum style style;
};

struct scatter_point {
    double x, y;
    unsigned char group; /* 0 or 1: drawn as o and x */
};

/* One picture: who sees which class where. */
struct scatter_panel {
    const char *label;
    const char *detail;   /* behind the label: "97 % right", or NULL */
    const double *shares; /* rows * columns from the upper left: 0 = surely class 0, 1 = surely class 1; NaN = neither; or NULL */
    size_t rows, columns; /* the middles of as many cells, which fill the picture */
};

struct block {
    enum block_kind kind;
    unsigned indent; /* columns */
    bool late;       /* see view_late() */
    bool pinned;     /* it and those before it stay in sight; see view_pin() */
    union {
        struct spans heading;
        struct {
            struct spans spans;
            const char *marker; /* or NULL */
            bool strip;         /* see view_strip() */
            size_t selected;    /* span of a strip */
            size_t yields, note; /* see view_line(); note = 0: it is none */
        } paragraph;
        struct {
            const char *language; /* or NULL */
            const char *text;     /* lines separated by newlines */
        } code;
        struct {
            const struct choice *items;
            size_t count;
            size_t selected; /* count = none */
            const struct list_columns *list; /* entries take one line each, whose names are cut where they are longer; or NULL */
        } choices;
        struct {
            const char *label;
            const char *text;
            size_t cursor;  /* byte in text */
            unsigned lines; /* height that is wanted */
            bool focused;
            bool beside; /* the label stands before the text, not above it */
        } field;
        struct {
            const char *label; /* "time left" */
            const char *words; /* "1:12 left" */
            double share;      /* 0..1 */
            enum style style;
        } gauge;
        struct {
            const struct cell *cells; /* rows * columns, the first row is the head */
            size_t rows, columns;
            bool numeric;    /* numbers stand point under point; see view_column_is_numeric() */
            size_t selected; /* row that is marked; 0 = none */
            const size_t *room; /* for each column how much its numbers keep before the point, whatever they are now; or NULL */
        } table;
        struct {
            const char *title, *x_label, *y_label;
            const struct curve *curves;
            size_t count;
            unsigned lines;
            const double *x_values; /* what the points, which stand at even distances, are called; NULL = 0, 1, 2, ... */
            bool powers;            /* the values are exponents: -3 is told as 0.001 */
            double low, high;       /* what the y axis shows at least; equal = only what the curves need */
        } plot;
        struct {
            const char *title;
            const struct histogram_row *rows;
            size_t count, bins;
            double low, high; /* of the common axis */
        } histogram;
        struct {
            const char *title;
            const char *const *row_labels;    /* or NULL */
            const char *const *column_labels; /* or NULL; an empty one is left out */
            const char *const *cell_names;    /* or NULL: rows * columns, what a cell is called where it is told in words */
            const double *values;             /* rows * columns; NaN = empty cell */
            size_t rows, columns;
            double low, high;            /* what the palest and the fullest shade mean */
            const unsigned char *groups; /* rows * columns: which cells share mean and variance, or NULL */
            size_t selected;             /* cell that is marked; rows * columns = none */
            const char *legend;          /* one line, or NULL */
        } heat_map;
        struct {
            const struct scatter_panel *panels;
            size_t count;
            const struct scatter_point *points; /* the same in every picture */
            size_t point_count;
            const char *names[2];      /* of the classes */
            const char *legend;        /* one line, or NULL */
            double low_x, high_x, low_y, high_y;
            unsigned lines;            /* height that is wanted */
        } scatter;
    };
};

struct view {
    struct arena arena;
    const char *title;  /* left in the head line: "Challenge · Batch Normalization Master" */
    const char *status; /* right in the head line: "problem 3 of 5" */
    struct block *items;
    size_t count, capacity;
    size_t essential; /* blocks that belong to what is needed next; see view_essential() */
    size_t page;      /* of several that take each other's place: another one is read from its top */
};

void view_init(struct view *view);
void view_clear(struct view *view);
void view_release(struct view *view);

void view_title(struct view *view, const char *format, ...) __attribute__((format(printf, 2, 3)));
void view_status(struct view *view, const char *format, ...) __attribute__((format(printf, 2, 3)));

void view_heading(struct view *view, const char *text);
void view_space(struct view *view);

/* A paragraph in one style. */
void view_text(struct view *view, enum style style, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A paragraph of several spans; the array and its texts are copied. */
void view_spans(struct view *view, const struct span *spans, size_t count);

/*
 * Things in a row, with a span of blanks between each two of them: where rows are scarce they get one line, which shows as many as it
 * holds around span number `selected`.
 */
void view_strip(struct view *view, const struct span *spans, size_t count, size_t selected);

/*
 * A paragraph that keeps to one line where rows are scarce: the spans from number `note` (> 0) on are left out there if they do not
 * fit, and the one before them called `yields` is cut.
 */
void view_line(struct view *view, const struct span *spans, size_t count, size_t yields, size_t note);

/*
 * What was added since there were `from` blocks can wait: where rows are scarce it comes after everything else, and an empty line of
 * it not at all.
 */
void view_late(struct view *view, size_t from);

/* Markdown as blocks: paragraphs, lists, code blocks, with emphasis, strong and code spans. */
void view_markdown(struct view *view, const char *markdown, unsigned indent);

/* One paragraph of Markdown as spans (for options); block structure is flattened. */
struct spans view_inline(struct view *view, const char *markdown, enum style style);

/*
 * Everything added so far is what the learner needs next: when the view has grown, a front end that scrolls goes no further than
 * that, and what follows waits below.  Without it as much as possible of what is new comes into sight.
 */
void view_essential(struct view *view);

/*
 * Everything added so far stays at the top of the screen while the rest scrolls under it.  Pinned again later, it is as much of it as
 * leaves enough room.
 */
void view_pin(struct view *view);

/*
 * Whether the cells of a table's column are numbers: not in the first one, nor where nothing below the head begins with a digit.
 */
bool view_column_is_numeric(const struct block *block, size_t column);

/* A block of any kind; pointers in it must belong to view->arena or outlive the view. */
struct block *view_add(struct view *view, enum block_kind kind);

#endif
