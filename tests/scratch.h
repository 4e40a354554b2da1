/*
 * Folders for what a test writes: below $TMPDIR, which `make check` sets to a place in the build tree.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

/* A new, empty folder; ends the program if there is none to be had.  The caller gives it back with scratch_remove(). */
char *scratch_make(void);

/* Removes the folder with all that is in it, and frees its path; NULL is allowed. */
void scratch_remove(char *folder);

#endif
