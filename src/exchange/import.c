#include "exchange/check.h"
#include "exchange/complete.h"
#include "exchange/format.h"
#include "exchange/history.h"
#include "exchange/journal.h"
#include "exchange/reading.h"
#include "exchange/slug.h"
#include "exchange/target.h"

#include "base/paths.h"
#include "base/vec.h"
#include "course/characters.h"
#include "course/load.h"

#include <stdlib.h>
#include <string.h>

/* Items while they are put into their course file. */
struct intake {
    struct import *import;
    struct target target;
    struct lookup experiments; /* that come with them */
    struct assumptions assumed;
    size_t lost, known;
    const char *unchecked;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The id as it is given, as far as it makes one. */
static bool put_slug(struct intake *intake, struct node *item)
{
    struct str slug;
    const char *given = draft_value(item, "id");
    str_init(&slug);
    slug_add(&slug, given ? given : "", 64);
    bool any = slug.length > 0;
    draft_put_text(&intake->import->arena, item, "id", any ? slug.text : "x");
    str_release(&slug);
    return any;
}

static void take_draft(struct intake *intake, struct draft *draft, struct arena *scratch)
{
    size_t line;
    bool good = false, named = false;
    const struct item *bound = NULL;
    if (draft->item->kind == NODE_MAP) {
        check_references(intake->import, draft, &intake->experiments);
        complete_item(&intake->import->arena, draft->section, draft->item, intake->unchecked, &intake->assumed);
        named = put_slug(intake, draft->item);
    }
    bound = check_draft(intake->import, draft, scratch, &good);
    if (!named)
        draft_remove(draft->item, "id");
    if (!good) {
        intake->lost++;
        return;
    }
    enum placing placing = target_place(&intake->target, draft->section, draft->item, bound, &line);
    intake->known += placing == PLACED_KNOWN;
    intake->lost += placing == PLACED_TWICE;
    if (placing == PLACED_TWICE)
        import_lost(intake->import, &draft->item->at, "%s stands in line %zu already", named ? "this id" : "what this asks", line);
}

static void take_all(struct intake *intake)
{
    struct import *import = intake->import;
    struct arena scratch;
    arena_init(&scratch);
    for (size_t i = 0; i < import->drafts.count; i++) {
        const char *id = draft_value(import->drafts.items[i].item, "id");
        if (id && strcmp(import->drafts.items[i].section, "experiments") == 0)
            lookup_put(&intake->experiments, id, i);
    }
    for (size_t i = 0; i < import->drafts.count; i++) {
        take_draft(intake, &import->drafts.items[i], &scratch);
        arena_clear(&scratch);
    }
    arena_release(&scratch);
}

/* Loads the course with the new file in the place of the old one: a last look before anything is changed. */
static int try_out(const struct intake *intake, const char *candidate, struct err *err)
{
    const struct exchange *exchange = intake->import->exchange;
    struct diagnostics diagnostics;
    struct paths own = {0};
    struct course *course = NULL;
    bool loaded = false;
    diagnostics_init(&diagnostics);
    load_list_directory(&own, exchange->own, &diagnostics);
    for (size_t i = own.count; i-- > 0;) {
        if (strcmp(own.items[i], intake->target.path) != 0)
            continue;
        free(own.items[i]);
        memmove(own.items + i, own.items + i + 1, (--own.count - i) * sizeof *own.items);
    }
    *vec_add(&own) = str_print("%s", candidate);
    int code = load_course(&course, exchange->content, &own, &diagnostics, err);
    for (size_t i = 0; course && i < course->topic_count; i++)
        loaded |= strcmp(course->topics[i].at.file, candidate) == 0;
    if (!code && !loaded)
        code = err_set(err, ERR_INVALID, "cannot import '%s': the course file made of it would be faulty (%s)",
                       intake->import->source.path, diagnostics.count ? diagnostics.items[diagnostics.count - 1].text : "");
    course_free(&course);
    load_release_paths(&own);
    diagnostics_release(&diagnostics);
    return code;
}

/* The journal first, so that what happens next can be taken back wherever it breaks off; then one rename. */
static int put_file(const struct intake *intake, const struct str *text, struct err *err)
{
    const struct exchange *exchange = intake->import->exchange;
    struct journal_entry entry = {0};
    char *candidate = str_print("%s/.%s.yaml.new", exchange->own, intake->target.name);
    int code = journal_write_file(candidate, text->text, text->length, err);
    if (!code)
        code = try_out(intake, candidate, err);
    remove(candidate);
    if (!code)
        code = journal_begin(exchange->journal, false, intake->target.path, intake->import->source.path, &entry, err);
    if (!code) {
        code = journal_write_file(intake->target.path, text->text, text->length, err);
        if (code)
            journal_forget(&entry);
    }
    journal_release(&entry);
    free(candidate);
    return code;
}

static void say_count(struct str *said, size_t count, const char *one, const char *many)
{
    if (count)
        str_addf(said, "  %zu %s\n", count, count == 1 ? one : many);
}

static void say(const struct intake *intake, bool dry_run, struct str *said)
{
    const struct assumptions *assumed = &intake->assumed;
    size_t taken = intake->target.added + intake->target.updated;
    str_addf(said, "%zu item%s from %s %s %s", taken, taken == 1 ? "" : "s", intake->import->source.path,
             dry_run ? "would go into" : "into", intake->target.path);
    import_say_left(said, intake->lost);
    say_count(said, intake->target.added, "new", "new");
    say_count(said, intake->target.updated, "updated, with its history", "updated, with their history");
    say_count(said, intake->known, "in the course already", "in the course already");
    say_count(said, assumed->levels, "has no level; 'beginner' was put in", "have no level; 'beginner' was put in");
    say_count(said, assumed->categories, "has no category; 'conceptual' was put in", "have no category; 'conceptual' was put in");
    say_count(said, assumed->explanations, "has no explanation", "have no explanation");
    say_count(said, assumed->numbers, "states numbers that nobody has proved", "state numbers that nobody has proved");
    if (!dry_run)
        str_add(said, "'bntutor import --undo' takes this back.\n");
}

static int finish(struct intake *intake, bool dry_run, struct str *said, struct err *err)
{
    struct import *import = intake->import;
    struct str text;
    if (intake->target.added + intake->target.updated == 0) {
        if (!intake->known)
            return err_set(err, ERR_INVALID, "cannot import '%s': there is nothing in it that could be taken", import->source.path);
        str_addf(said, "All that could be taken of %s is in the course already; nothing was changed", import->source.path);
        import_say_left(said, intake->lost);
        return 0;
    }
    str_init(&text);
    char *from = character_printable(base_name(import->source.path), strlen(base_name(import->source.path)));
    target_describe(&intake->target, import->title, from);
    target_write(&intake->target, from, &text);
    int code = dry_run ? 0 : put_file(intake, &text, err);
    if (!code)
        say(intake, dry_run, said);
    free(from);
    str_release(&text);
    return code;
}

/* The name of the course file: as it was chosen, or after the file that is imported. */
static int choose_name(const struct import *import, const char *into, struct str *name, struct err *err)
{
    const char *from = base_name(import->source.path), *point = strrchr(from, '.');
    char *stem = str_print("%.*s", (int)(point && point > from ? (size_t)(point - from) : strlen(from)), from);
    slug_add(name, into ? into : stem, 40);
    free(stem);
    if (into && strcmp(name->text, into) != 0)
        return err_set(err, ERR_USAGE, "'%s' is nothing for --into, which takes a name of up to 40 characters a-z, 0-9 and -",
                       into);
    if (!name->length)
        str_add(name, "imported");
    return 0;
}

static int import_items(struct import *import, const struct format *format, const struct import_options *options, struct str *said,
                        size_t *left, struct err *err)
{
    struct intake intake = {.import = import};
    struct str name;
    str_init(&name);
    int code = choose_name(import, options->into, &name, err);
    if (!code) {
        code = target_open(&intake.target, import->exchange->course, import->exchange->own, name.text, err);
        intake.unchecked =
            arena_print(&import->arena, "Imported from %s; nobody has checked its numbers.", base_name(import->source.path));
        if (!code)
            code = format->read(import, err);
        if (!code) {
            size_t before = import->source.error_count;
            take_all(&intake);
            intake.lost += before; /* what the reader could not take */
            code = finish(&intake, options->dry_run, said, err);
            *left = intake.lost;
        }
        target_release(&intake.target);
    }
    lookup_release(&intake.experiments);
    str_release(&name);
    return code;
}

int exchange_import(const struct exchange *exchange, const char *path, const struct import_options *options,
                    struct diagnostics *diagnostics, struct str *said, size_t *left, struct err *err)
{
    *left = 0;
    struct import import = {.exchange = exchange};
    const struct format *format = options->format;
    arena_init(&import.arena);
    int code = reading_open(&import, path, &format, diagnostics, err);
    if (!code && !format->read && !format->history)
        code = err_set(err, ERR_INVALID, "this bntutor cannot read %s", format->name);
    import.cursor.line = 0;
    if (!code && format->history)
        code = history_import(&import, options->dry_run, said, left, err);
    else if (!code)
        code = import_items(&import, format, options, said, left, err);
    vec_release(&import.drafts);
    source_release(&import.source);
    arena_release(&import.arena);
    return code;
}

int exchange_undo(const struct exchange *exchange, struct str *said, struct err *err)
{
    struct journal_entry entry;
    char *aside = NULL;
    bool restored = false;
    int code = journal_last(exchange->journal, &entry, err);
    if (!code && entry.history)
        code = history_take_back(exchange, &entry, said, err);
    else if (!code)
        code = journal_restore(&entry, &aside, &restored, err);
    if (!code)
        code = journal_close(&entry, err);
    if (!code && !entry.history) {
        str_addf(said, "Took back the import of %s: %s %s.\n", entry.from, entry.changed,
                 restored ? "is as it was before" : "is gone");
        if (aside)
            str_addf(said, "What was imported lies in %s.\n", aside);
    }
    free(aside);
    journal_release(&entry);
    return code;
}
