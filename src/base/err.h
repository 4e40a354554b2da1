/*
 * What went wrong, in words for a person.
 *
 * Functions that can fail return 0 or one of the negative codes below, and say the rest through a `struct err *`, which the caller
 * owns and may pass as NULL.  Texts follow one form: "cannot open 'x': reason", lower case, no full stop at the end.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err_code {
    ERR_NONE = 0,
    ERR_IO = -1,        /* the operating system refused; the text ends with its reason */
    ERR_NOT_FOUND = -2, /* a named thing does not exist */
    ERR_INVALID = -3,   /* input that breaks a rule */
    ERR_LIMIT = -4,     /* input beyond a stated limit */
    ERR_READ_ONLY = -5, /* progress cannot be written where it lies */
    ERR_FULL = -6,      /* no space left on the device */
    ERR_BUSY = -7,      /* another process holds the file for longer than we wait */
    ERR_NEWER = -8,     /* written by a newer bntutor */
    ERR_FOREIGN = -9,   /* not a bntutor file */
    ERR_CORRUPT = -10,  /* damaged */
    ERR_USAGE = -11     /* a wrong command line */
};

struct err {
    enum err_code code;
    char text[1024];
};

/* Fills `err` (may be NULL) and returns `code`, so that a failing function can end with `return err_set(...)`. */
int err_set(struct err *err, enum err_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same with ": " and the words for `errno_value` after the text; the code is ERR_FULL, ERR_READ_ONLY, ERR_NOT_FOUND or ERR_IO. */
int err_system(struct err *err, int errno_value, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Empties `err`. */
void err_clear(struct err *err);

#endif
