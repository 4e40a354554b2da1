#include "exchange_support.h"

#include "base/mem.h"
#include "base/paths.h"
#include "exchange/format.h"
#include "exchange/html.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *data_path(const char *name)
{
    return str_print("%s/tests/data/%s", getenv("abs_top_srcdir"), name);
}

void home_open(struct home *home)
{
    struct schedule_parameters parameters;
    *home = (struct home){.content = data_path("kinds")};
    home->folder = scratch_make();
    home->own = paths_join(home->folder, "courses");
    home->journal = paths_join(home->folder, "imports");
    home->database = paths_join(home->folder, "progress.db");
    diagnostics_init(&home->diagnostics);
    str_init(&home->said);
    schedule_defaults(&parameters);
    ck_assert_msg(store_open(&home->store, home->database, &parameters, &home->err) == 0, "%s", home->err.text);
    home_reload(home);
}

void home_close(struct home *home)
{
    course_free(&home->course);
    store_close(&home->store);
    diagnostics_release(&home->diagnostics);
    str_release(&home->said);
    free(home->own), free(home->journal), free(home->database), free(home->path);
    scratch_remove(home->folder);
    free((char *)(uintptr_t)home->content);
}

void home_reload(struct home *home)
{
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics);
    course_free(&home->course);
    int code = course_load(&home->course, home->content, home->own, &diagnostics, &home->err);
    if (diagnostics.error_count)
        diagnostics_print(&diagnostics, stderr);
    ck_assert_msg(code == 0, "%s", home->err.text);
    ck_assert_uint_eq(diagnostics.error_count, 0);
    diagnostics_release(&diagnostics);
    home->exchange = (struct exchange){.course = home->course,
                                       .store = home->store,
                                       .content = home->content,
                                       .own = home->own,
                                       .journal = home->journal,
                                       .now = INT64_C(1795237200000)};
}

const char *home_file(struct home *home, const char *name, const char *bytes, size_t length)
{
    free(home->path);
    home->path = paths_join(home->folder, name);
    FILE *file = fopen(home->path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    return home->path;
}

int home_import(struct home *home, const char *path, const char *format, const char *into)
{
    const struct import_options options = {.format = format ? format_find(format) : NULL, .into = into};
    diagnostics_release(&home->diagnostics);
    str_clear(&home->said);
    err_clear(&home->err);
    int code = exchange_import(&home->exchange, path, &options, &home->diagnostics, &home->said, &home->left, &home->err);
    home_reload(home);
    return code;
}

int home_import_text(struct home *home, const char *name, const char *text)
{
    return home_import(home, home_file(home, name, text, strlen(text)), NULL, NULL);
}

struct course *hard_course(void)
{
    struct diagnostics diagnostics;
    struct course *course;
    struct err err;
    char *content = data_path("exchange/content");
    diagnostics_init(&diagnostics);
    ck_assert_msg(course_load(&course, content, NULL, &diagnostics, &err) == 0, "%s", err.text);
    diagnostics_release(&diagnostics);
    free(content);
    return course;
}

void export_course(const struct course *course, struct home *home, const char *format, struct str *out)
{
    const struct export_options options = {.format = format_find(format)};
    struct exchange exchange = home->exchange;
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    exchange.course = course;
    str_clear(&home->said);
    int code = exchange_export(&exchange, &options, stream, &home->said, &home->err);
    ck_assert_msg(code == 0, "%s", home->err.text);
    ck_assert_int_eq(fclose(stream), 0);
    str_clear(out);
    str_add_n(out, bytes, length);
    free(bytes);
}

const struct card *home_card(const struct home *home, const char *id)
{
    const struct item *item = course_item(home->course, id);
    ck_assert_msg(item && item->kind == ITEM_CARD, "there is no card '%s'", id);
    return (const struct card *)item;
}

const struct question *home_question(const struct home *home, const char *id)
{
    const struct item *item = course_item(home->course, id);
    ck_assert_msg(item && item->kind == ITEM_QUESTION, "there is no question '%s'", id);
    return (const struct question *)item;
}

void expect_message(const struct home *home, size_t line, const char *text)
{
    for (size_t i = 0; i < home->diagnostics.count; i++) {
        const struct diagnostic *diagnostic = &home->diagnostics.items[i];
        if (diagnostic->at.line == line && strstr(diagnostic->text, text))
            return;
    }
    diagnostics_print(&home->diagnostics, stderr);
    ck_abort_msg("no message '%s' about line %zu", text, line);
}

/* Blanks and line breaks as one blank. */
static void flatten(struct str *out, const char *text)
{
    for (; *text; text++) {
        bool blank = strchr(" \n", *text) != NULL;
        if (!blank)
            str_add_char(out, *text);
        else if (out->length && out->text[out->length - 1] != ' ')
            str_add_char(out, ' ');
    }
}

static void expect_text(const char *id, const char *what, const char *text, const char *other, bool flat)
{
    struct str left, right;
    ck_assert_msg((text != NULL) == (other != NULL), "'%s': %s is there once", id, what);
    if (!text)
        return;
    str_init(&left);
    str_init(&right);
    if (flat) {
        flatten(&left, text);
        flatten(&right, other);
    } else {
        str_add(&left, text);
        str_add(&right, other);
    }
    ck_assert_msg(strcmp(left.text, right.text) == 0, "'%s': %s is\n%s\nand\n%s", id, what, left.text, right.text);
    str_release(&left);
    str_release(&right);
}

static void expect_strings(const char *id, const char *what, const struct strings *texts, const struct strings *others, bool flat)
{
    ck_assert_msg(texts->count == others->count, "'%s': %zu and %zu %s", id, texts->count, others->count, what);
    for (size_t i = 0; i < texts->count; i++)
        expect_text(id, what, texts->items[i], others->items[i], flat);
}

static void expect_same_options(const struct question *question, const struct question *other, unsigned holds, bool flat)
{
    const char *id = question->item.id;
    ck_assert_uint_eq(question->option_count, other->option_count);
    for (size_t i = 0; i < question->option_count; i++) {
        const struct option *option = &question->options[i], *same = &other->options[i];
        expect_text(id, "option", option->text, same->text, flat);
        ck_assert_int_eq(option->right, same->right);
        if (holds & PART_REASONS)
            expect_text(id, "reason", option->why, same->why, flat);
        if (holds & PART_NAMES)
            expect_text(id, "misconception", option->misconception, same->misconception, flat);
        if (holds & PART_PINNED)
            ck_assert_int_eq(option->pinned, same->pinned);
    }
}

static void expect_same_question(const struct question *question, const struct question *other, unsigned holds, bool flat)
{
    const char *id = question->item.id;
    ck_assert_int_eq(question->kind, other->kind);
    expect_text(id, "stem", question->stem, other->stem, flat);
    expect_same_options(question, other, holds, flat);
    expect_strings(id, "answers", &question->answer, &other->answer, flat);
    expect_strings(id, "lines", &question->lines, &other->lines, flat);
    if (question->kind == QUESTION_NUMBER) {
        double size = strtod(question->answer.items[0], NULL);
        ck_assert_double_eq_tol(question->tolerance + question->relative * size, other->tolerance + other->relative * size, 1e-12);
    }
    if (holds & PART_CATEGORY)
        ck_assert_int_eq(question->category, other->category);
    if (holds & PART_TITLE)
        expect_text(id, "title", question->title, other->title, flat);
    if (holds & PART_HINTS)
        expect_strings(id, "hints", &question->hints, &other->hints, flat);
    if (holds & PART_LIMITS)
        ck_assert(question->seconds == other->seconds && question->attempts == other->attempts);
    if (holds & PART_EXPLANATION)
        expect_text(id, "explanation", question->explanation, other->explanation, flat);
    if (holds & PART_REASONS)
        expect_text(id, "reason", question->why, other->why, flat);
    ck_assert_uint_eq(holds & PART_MISTAKES ? question->mistake_count : 0, other->mistake_count);
    for (size_t i = 0; i < other->mistake_count; i++) {
        expect_strings(id, "wrong answers", &question->mistakes[i].values, &other->mistakes[i].values, flat);
        expect_text(id, "reason of a wrong answer", question->mistakes[i].why, other->mistakes[i].why, flat);
    }
    ck_assert_uint_eq(holds & PART_ALSO ? question->also_count : 0, other->also_count);
}

void expect_same(const struct item *item, const struct item *other, unsigned holds, bool flat)
{
    ck_assert_int_eq(item->kind, other->kind);
    if (holds & PART_LEVEL)
        ck_assert_int_eq(item->level, other->level);
    if (holds & PART_SOURCES)
        expect_strings(item->id, "sources", &item->sources, &other->sources, flat);
    if (holds & PART_ERRATUM)
        expect_text(item->id, "erratum", item->erratum, other->erratum, flat);
    if (holds & PART_PROOFS)
        ck_assert_uint_eq(item->proof_count, other->proof_count);
    if (holds & PART_EXPERIMENT)
        ck_assert_int_eq(item->experiment != NULL, other->experiment != NULL);
    if (item->kind == ITEM_QUESTION || item->kind == ITEM_PREDICTION) {
        expect_same_question((const struct question *)item, (const struct question *)other, holds, flat);
    } else if (item->kind == ITEM_CARD) {
        const struct card *card = (const struct card *)item, *same = (const struct card *)other;
        ck_assert_int_eq(card->kind, same->kind);
        if (!card->cloze || holds & PART_GAP_HINTS)
            expect_text(item->id, "front", card->front, same->front, flat);
        expect_text(item->id, "back", card->back, same->back, flat);
    }
}

void read_whole(const char *path, struct str *out)
{
    char chunk[1 << 14];
    FILE *file = fopen(path, "rb");
    str_clear(out);
    ck_assert_msg(file != NULL, "cannot open '%s'", path);
    for (size_t length; (length = fread(chunk, 1, sizeof chunk, file)) > 0;)
        str_add_n(out, chunk, length);
    fclose(file);
}
