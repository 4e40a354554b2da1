/*
 * Bringing a file to the format this program knows.  A format is a number: how many migrations the file has seen (user_version).
 * The migrations are the numbered files in db/, embedded at build as STORE_MIGRATIONS.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/database.h"

#include <stddef.h>

/* Tells a progress file from other SQLite files: "bntu" at byte 68. */
enum { STORE_APPLICATION_ID = 0x626E7475 };

struct migration {
    const char *name; /* of the file in db/ */
    const char *sql;
};

extern const struct migration STORE_MIGRATIONS[];
extern const size_t STORE_MIGRATION_COUNT;

/*
 * Applies those of the `count` migrations that the file has not seen, all in one transaction.  A file that has seen some is copied
 * beside itself first.  If two programs do this at once, one waits and finds nothing left to do.
 */
int migrate(struct store *store, const struct migration *migrations, size_t count, struct err *err);

#endif
