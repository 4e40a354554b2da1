/*
 * Items as Anki's notes: for its text files and for .apkg.
 *
 * A note has three fields, the first of which is the item's id: Anki recognizes notes by their first field, so importing again
 * updates them and keeps their history.
 */
#ifndef EXCHANGE_ANKI_NOTE_H
#define EXCHANGE_ANKI_NOTE_H

#include "exchange/format.h"

enum { ANKI_FIELDS = 3 };

enum {
    ANKI_HOLDS = KIND_CARD | KIND_CLOZE | KIND_SINGLE | KIND_MULTIPLE | KIND_NUMBER | KIND_SHAPE | PART_ID | PART_LEVEL |
                 PART_CATEGORY | PART_EXPLANATION | PART_REASONS | PART_GAP_HINTS
};

struct anki_note {
    const char *type; /* of note: ANKI_CARD or ANKI_CLOZE */
    struct str deck;  /* "bntutor::Title of the topic" */
    struct str fields[ANKI_FIELDS];
    struct str tags; /* with blanks between them */
};

extern const char ANKI_CARD[], ANKI_CLOZE[];

void anki_note_init(struct anki_note *note);
void anki_note_release(struct anki_note *note);

/* Fills an initialized note from an item of a kind that format_anki holds. */
void anki_note_fill(struct anki_note *note, const struct item *item);

/*
 * Hands over what a note says: `id` may be "", `front` and `back` are HTML or, if not `html`, plain text.  What cannot be taken is
 * reported at `span`.
 */
struct anki_fields {
    const char *id, *front, *back, *tags;
    bool html, cloze;
};
void anki_note_take(struct import *import, const struct anki_fields *fields, struct span span);

#endif
