#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int fill(struct err *err, enum err_code code, const char *format, va_list arguments)
{
    if (err) {
        err->code = code;
        vsnprintf(err->text, sizeof err->text, format, arguments);
    }
    return code;
}

int err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(err, code, format, arguments);
    va_end(arguments);
    return code;
}

static enum err_code code_of_errno(int errno_value)
{
    switch (errno_value) {
    case ENOENT:
    case ENOTDIR:
        return ERR_NOT_FOUND;
    case ENOSPC:
    case EDQUOT:
        return ERR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
        return ERR_READ_ONLY;
    default:
        return ERR_IO;
    }
}

int err_system(struct err *err, int errno_value, const char *format, ...)
{
    enum err_code code = code_of_errno(errno_value);
    va_list arguments;
    va_start(arguments, format);
    fill(err, code, format, arguments);
    va_end(arguments);
    if (err) {
        size_t used = strlen(err->text);
        snprintf(err->text + used, sizeof err->text - used, ": %s", strerror(errno_value));
    }
    return code;
}

void err_clear(struct err *err)
{
    if (err)
        *err = (struct err){.code = ERR_NONE};
}
