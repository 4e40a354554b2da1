#include "store/inspect.h"

#include "base/str.h"
#include "store/damage.h"
#include "store/migrate.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

/* The file header, https://www.sqlite.org/fileformat.html §1.3. */
enum { HEADER_SIZE = 100, MAGIC_SIZE = 16, USER_VERSION_AT = 60, APPLICATION_ID_AT = 68, SMALLEST_PAGE = 512 };
static const char MAGIC[MAGIC_SIZE] = "SQLite format 3";

static unsigned long big_endian(const unsigned char *bytes)
{
    return (unsigned long)bytes[0] << 24 | (unsigned long)bytes[1] << 16 | (unsigned long)bytes[2] << 8 | bytes[3];
}

/* `path` as a URI that opens it for reading, without locks and without looking at a journal. */
static void add_uri(struct str *uri, const char *path)
{
    str_add(uri, path[0] == '/' ? "file://" : "file:./");
    for (const char *c = path; *c; c++) {
        if (strchr("%?#", *c))
            str_addf(uri, "%%%02X", (unsigned char)*c);
        else
            str_add_char(uri, *c);
    }
    str_add(uri, "?mode=ro&immutable=1");
}

/*
 * Reads the header through SQLite: closing a descriptor of our own would drop the locks of every connection this process has to the
 * file (https://www.sqlite.org/howtocorrupt.html §2.2).
 */
static int read_header(const char *path, unsigned char header[HEADER_SIZE], struct err *err)
{
    struct str uri;
    str_init(&uri);
    add_uri(&uri, path);
    sqlite3 *database = NULL;
    sqlite3_file *file = NULL;
    int result = sqlite3_open_v2(uri.text, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (result == SQLITE_OK)
        result = file->pMethods->xRead(file, header, HEADER_SIZE, 0);
    int errno_value = database ? sqlite3_system_errno(database) : ENOMEM;
    sqlite3_close(database);
    str_release(&uri);
    if (result == SQLITE_OK || result == SQLITE_IOERR_SHORT_READ)
        return 0;
    return err_system(err, errno_value ? errno_value : EIO, "cannot open progress '%s'", path);
}

static int foreign(const char *path, const char *what, struct err *err)
{
    return err_set(err, ERR_FOREIGN,
                   "cannot open progress '%s': it is %s, not a progress file of bntutor, and was left as it is; "
                   "name another file with --db, or move this one away",
                   path, what);
}

static int judge_header(const char *path, int64_t size, const unsigned char *header, int newest, struct err *err)
{
    if (memcmp(header, MAGIC, size < MAGIC_SIZE ? (size_t)size : MAGIC_SIZE) != 0)
        return foreign(path, "a file of another kind (or its beginning is overwritten)", err);
    if (size < SMALLEST_PAGE)
        return damage_error(path, "it is cut off", err);
    if (big_endian(header + APPLICATION_ID_AT) != STORE_APPLICATION_ID)
        return foreign(path, "a database of another program", err);
    unsigned long format = big_endian(header + USER_VERSION_AT);
    if (format > (unsigned long)newest)
        return err_set(err, ERR_NEWER,
                       "cannot open progress '%s': it was written by a newer bntutor (format %lu, this one knows up to %d) "
                       "and was left as it is; update bntutor or name another file with --db",
                       path, format, newest);
    return 0;
}

int inspect(const char *path, int newest, bool *is_new, struct err *err)
{
    struct stat status;
    *is_new = false;
    if (stat(path, &status) < 0) {
        *is_new = errno == ENOENT;
        return *is_new ? 0 : err_system(err, errno, "cannot open progress '%s'", path);
    }
    if (S_ISDIR(status.st_mode))
        return err_set(err, ERR_INVALID, "cannot open progress '%s': it is a folder; name a file in it with --db", path);
    if (!S_ISREG(status.st_mode))
        return foreign(path, "no ordinary file", err);
    *is_new = status.st_size == 0;
    if (*is_new)
        return 0;
    unsigned char header[HEADER_SIZE] = {0};
    int code = read_header(path, header, err);
    return code ? code : judge_header(path, status.st_size, header, newest, err);
}
