#include "exchange/collection.h"

#include "exchange/anki_note.h"
#include "exchange/collection_progress.h"
#include "exchange/html.h"
#include "exchange/sha1.h"
#include "store/json.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* Ids of Anki are times in ms; these are fixed, so that what is imported again finds its types of notes and decks. */
static const int64_t CARD_TYPE = 1732147200001, CLOZE_TYPE = 1732147200002, FIRST_DECK = 1732147200000;

static const char SCHEMA[] =
    "CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT "
    "NULL,"
    " dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT "
    "NULL,"
    " dconf text NOT NULL, tags text NOT NULL);"
    "CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT "
    "NULL,"
    " tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT "
    "NULL);"
    "CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT "
    "NULL,"
    " usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL,"
    " factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,"
    " odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);"
    "CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer "
    "NOT NULL,"
    " lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);"
    "CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);"
    "CREATE INDEX ix_notes_usn ON notes (usn); CREATE INDEX ix_cards_usn ON cards (usn); CREATE INDEX ix_revlog_usn ON revlog "
    "(usn);"
    "CREATE INDEX ix_cards_nid ON cards (nid); CREATE INDEX ix_cards_sched ON cards (did, queue, due);"
    "CREATE INDEX ix_revlog_cid ON revlog (cid); CREATE INDEX ix_notes_csum ON notes (csum);";

static const char SETTINGS[] = "{\"nextPos\":1,\"estTimes\":true,\"activeDecks\":[1],\"sortType\":\"noteFld\",\"timeLim\":0,"
                               "\"sortBackwards\":false,\"addToCur\":true,\"curDeck\":1,\"newBury\":true,\"newSpread\":0,"
                               "\"dueCounts\":true,\"curModel\":null,\"collapseTime\":1200}";

static const char DECK_SETTINGS[] =
    "{\"1\":{\"id\":1,\"mod\":0,\"name\":\"Default\",\"usn\":0,\"maxTaken\":60,\"autoplay\":true,\"timer\":0,\"replayq\":true,"
    "\"new\":{\"bury\":true,\"delays\":[1,10],\"initialFactor\":2500,\"ints\":[1,4,7],\"order\":1,\"perDay\":20,\"separate\":true},"
    "\"rev\":{\"bury\":true,\"ease4\":1.3,\"fuzz\":0.05,\"ivlFct\":1,\"maxIvl\":36500,\"minSpace\":1,\"perDay\":200},"
    "\"lapse\":{\"delays\":[10],\"leechAction\":1,\"leechFails\":8,\"minInt\":1,\"mult\":0}}}";

static const char STYLE[] =
    ".card { font-family: sans-serif; font-size: 18px; text-align: left; color: black; background: white; }\\n"
    ".cloze { font-weight: bold; color: blue; }\\n"
    ".answer { font-weight: bold; }";

/* A type of note with the three fields that anki_note.h names. */
static void add_type(struct str *out, int64_t id, const char *name, bool cloze, int64_t seconds)
{
    static const char *const fields[][ANKI_FIELDS] = {{"ID", "Front", "Back"}, {"ID", "Text", "Back Extra"}};
    const char *front = cloze ? "{{cloze:Text}}" : "{{Front}}";
    const char *back = cloze ? "{{cloze:Text}}<br>{{Back Extra}}" : "{{FrontSide}}<hr id=answer>{{Back}}";
    str_addf(out,
             "\"%" PRId64 "\":{\"id\":%" PRId64 ",\"name\":\"%s\",\"type\":%d,\"mod\":%" PRId64
             ",\"usn\":-1,\"sortf\":1,\"did\":1,",
             id, id, name, cloze, seconds);
    str_addf(
        out,
        "\"tmpls\":[{\"name\":\"Card 1\",\"ord\":0,\"qfmt\":\"%s\",\"afmt\":\"%s\",\"bqfmt\":\"\",\"bafmt\":\"\",\"did\":null}],",
        front, back);
    str_add(out, "\"flds\":[");
    for (int i = 0; i < ANKI_FIELDS; i++)
        str_addf(out, "%s{\"name\":\"%s\",\"ord\":%d,\"sticky\":false,\"rtl\":false,\"font\":\"Arial\",\"size\":20,\"media\":[]}",
                 i ? "," : "", fields[cloze][i], i);
    str_addf(out, "],\"css\":\"%s\",\"latexPre\":\"\",\"latexPost\":\"\",\"req\":[[0,\"any\",[1]]],\"tags\":[],\"vers\":[]}",
             STYLE);
}

/* FNV-1a of 32 bits, so that a topic's deck is the same each time. */
static int64_t deck_id(const struct topic *topic)
{
    uint32_t hash = 0x811c9dc5;
    for (const char *c = topic->id; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x01000193;
    return FIRST_DECK + 1000 + hash;
}

static void add_deck(struct str *out, int64_t id, const char *name, int64_t seconds)
{
    str_addf(out, "%s\"%" PRId64 "\":{\"id\":%" PRId64 ",\"mod\":%" PRId64 ",\"name\":", out->length > 1 ? "," : "", id, id,
             seconds);
    json_text(out, name);
    str_add(out, ",\"usn\":-1,\"lrnToday\":[0,0],\"revToday\":[0,0],\"newToday\":[0,0],\"timeToday\":[0,0],\"collapsed\":false,"
                 "\"browserCollapsed\":false,\"desc\":\"\",\"dyn\":0,\"conf\":1,\"extendNew\":0,\"extendRev\":0}");
}

static void add_decks(struct str *out, const struct selection *selection, int64_t seconds)
{
    const struct topic *topic = NULL;
    str_add_char(out, '{');
    add_deck(out, 1, "Default", seconds);
    for (size_t i = 0; i < selection->count; i++) {
        if (selection->items[i]->topic == topic)
            continue;
        topic = selection->items[i]->topic;
        char *name = str_print("bntutor::%s", topic->title);
        add_deck(out, deck_id(topic), name, seconds);
        free(name);
    }
    str_add_char(out, '}');
}

/* Runs a statement with texts from place 1 on and numbers behind them. */
static int insert(sqlite3 *database, const char *sql, const char *const *texts, int text_count, const int64_t *numbers,
                  int number_count)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);
    for (int i = 0; i < text_count; i++)
        sqlite3_bind_text(statement, i + 1, texts[i], -1, SQLITE_STATIC);
    for (int i = 0; i < number_count; i++)
        sqlite3_bind_int64(statement, text_count + i + 1, numbers[i]);
    if (result == SQLITE_OK)
        result = sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
    sqlite3_finalize(statement);
    return result;
}

static int add_head(sqlite3 *database, const struct selection *selection, int64_t created_s, int64_t seconds)
{
    struct str types, decks;
    str_init(&types);
    str_init(&decks);
    str_add_char(&types, '{');
    add_type(&types, CARD_TYPE, ANKI_CARD, false, seconds);
    str_add_char(&types, ',');
    add_type(&types, CLOZE_TYPE, ANKI_CLOZE, true, seconds);
    str_add_char(&types, '}');
    add_decks(&decks, selection, seconds);
    const char *const texts[] = {SETTINGS, types.text, decks.text, DECK_SETTINGS};
    const int64_t numbers[] = {created_s, seconds * 1000};
    int result = insert(database,
                        "INSERT INTO col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags)"
                        " VALUES (1, ?5, ?6, ?6, 11, 0, 0, 0, ?1, ?2, ?3, ?4, '{}')",
                        texts, 4, numbers, 2);
    str_release(&types);
    str_release(&decks);
    return result;
}

/* What Anki sorts by: the front without its tags. */
static void add_sort_text(struct str *out, const char *html)
{
    struct html_tag tag;
    for (const char *limit = html + strlen(html); html < limit;) {
        const char *next = memchr(html, '<', (size_t)(limit - html));
        bool is_tag = next && html_tag(next, limit, &tag);
        html_decode(out, html, (size_t)((next ? next + !is_tag : limit) - html));
        html = is_tag ? tag.end : next ? next + 1 : limit;
    }
}

static int add_note(sqlite3 *database, const struct anki_note *note, const struct topic *topic, int64_t id, size_t position)
{
    struct str fields, sort, guid, tags;
    str_init(&fields), str_init(&sort), str_init(&guid), str_init(&tags);
    for (size_t i = 0; i < ANKI_FIELDS; i++)
        str_addf(&fields, "%s%s", i ? "\x1f" : "", note->fields[i].text);
    add_sort_text(&sort, note->fields[1].text);
    str_addf(&guid, "bntutor-%s", note->fields[0].text);
    str_addf(&tags, " %s ", note->tags.text);
    const char *const texts[] = {guid.text, tags.text, fields.text, sort.text};
    int64_t type = note->type == ANKI_CLOZE ? CLOZE_TYPE : CARD_TYPE;
    const int64_t numbers[] = {id, type, id / 1000, sha1_first_word(note->fields[0].text, note->fields[0].length)};
    const int64_t card[] = {id, deck_id(topic), id / 1000, (int64_t)position};
    int result = insert(database,
                        "INSERT INTO notes (guid, tags, flds, sfld, id, mid, mod, csum, usn, flags, data)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, -1, 0, '')",
                        texts, 4, numbers, 4);
    if (result == SQLITE_OK)
        result = insert(database, "INSERT INTO cards VALUES (?1, ?1, ?2, 0, ?3, -1, 0, 0, ?4, 0, 0, 0, 0, 0, 0, 0, 0, '')", NULL, 0,
                        card, 4);
    str_release(&fields), str_release(&sort), str_release(&guid), str_release(&tags);
    return result;
}

/* A failure of `database` is in *result; of the store it is returned. */
static int fill(sqlite3 *database, const struct selection *selection, int *result, struct err *err)
{
    struct anki_note note;
    int64_t now = selection->exchange->now, created_s;
    int code = collection_creation(selection, &created_s, err);
    *result = sqlite3_exec(database, SCHEMA, NULL, NULL, NULL);
    if (*result == SQLITE_OK)
        *result = sqlite3_exec(database, "BEGIN", NULL, NULL, NULL);
    if (*result == SQLITE_OK)
        *result = add_head(database, selection, created_s, now / 1000);
    anki_note_init(&note);
    for (size_t i = 0; code == 0 && *result == SQLITE_OK && i < selection->count; i++) {
        const struct item *item = selection->items[i];
        anki_note_fill(&note, item);
        *result = add_note(database, &note, item->topic, now + (int64_t)i, i + 1);
        if (*result == SQLITE_OK && selection->progress)
            code = collection_add_progress(database, selection, item, now + (int64_t)i, created_s, result, err);
    }
    anki_note_release(&note);
    if (*result == SQLITE_OK)
        *result = sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
    return code;
}

int collection_write(const struct selection *selection, struct str *out, struct err *err)
{
    sqlite3 *database = NULL;
    sqlite3_int64 length = 0;
    int result = sqlite3_open(":memory:", &database), code = 0;
    if (result == SQLITE_OK)
        code = fill(database, selection, &result, err);
    unsigned char *bytes = result == SQLITE_OK ? sqlite3_serialize(database, "main", &length, 0) : NULL;
    if (bytes)
        str_add_n(out, (const char *)bytes, (size_t)length);
    if (code == 0 && !bytes)
        code = err_set(err, ERR_IO, "cannot make a collection: %s", sqlite3_errmsg(database));
    sqlite3_free(bytes);
    sqlite3_close(database);
    return code;
}
