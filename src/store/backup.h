/*
 * Copies of the progress file, and what to say when they are needed.  They lie in the folder `backups` beside it.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/database.h"

/*
 * Copies the file, as it is at `format`, to backups/NAME-format-N.db and makes sure that the copy is whole and on the disk.  An
 * older copy is never replaced: the new one gets a number.
 */
int backup_before_migration(struct store *store, int format, struct err *err);

#endif
