/*
 * A thorough look at a progress file, and repair.  Nothing is ever thrown away: a file that is replaced is kept among its copies.
 */
#ifndef STORE_DOCTOR_H
#define STORE_DOCTOR_H

#include "store/store.h"

enum symptom_weight {
    SYMPTOM_NOTE,     /* worth knowing; nothing is lost */
    SYMPTOM_REPAIRED, /* was wrong and is right now */
    SYMPTOM_WRONG     /* is wrong, and was left as it is */
};

struct symptom {
    enum symptom_weight weight;
    const char *id; /* a word for programs, such as "damaged"; static */
    char *text;     /* one sentence without a full stop, for a person */
};

struct diagnosis {
    struct {
        struct symptom *items;
        size_t count, capacity;
    } symptoms;
    bool exists;
    size_t rows, items;        /* of the log, and the items it is about */
    enum symptom_weight worst; /* SYMPTOM_NOTE if there are no others */
};
void diagnosis_release(struct diagnosis *diagnosis);

/*
 * Examines the file at `path` at the time `now`: whole or not, tables against the log, times that cannot be.  With `repair` what is
 * derived is folded anew where it differs, and from a damaged file everything that can be read goes into a new one, together with
 * what its copies hold.  Files of others and newer ones are left alone, whatever is wanted.  An error only where nothing could be
 * found out.
 */
int doctor_examine(const char *path, const struct schedule_parameters *parameters, int64_t now, bool repair,
                   struct diagnosis *diagnosis, struct err *err);

#endif
