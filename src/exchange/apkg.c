/* .apkg: a collection of Anki in a zip archive. */
#include "exchange/anki_note.h"
#include "exchange/collection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { COLLECTION_BYTES_MAX = 256 << 20 };

static int fail(zip_error_t *error, const char *what, struct err *err)
{
    return err_set(err, ERR_IO, "cannot %s: %s", what, zip_error_strerror(error));
}

static bool add_file(zip_t *archive, const char *name, const char *bytes, size_t length, int64_t now)
{
    zip_source_t *source = zip_source_buffer(archive, bytes, length, 0);
    zip_int64_t index = source ? zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_mtime(archive, (zip_uint64_t)index, (time_t)(now / 1000), 0) == 0;
}

static int write_out(zip_source_t *bytes, FILE *out, struct err *err)
{
    char chunk[1 << 14];
    zip_int64_t length = -1;
    if (zip_source_open(bytes) == 0) {
        while ((length = zip_source_read(bytes, chunk, sizeof chunk)) > 0)
            fwrite(chunk, 1, (size_t)length, out);
        zip_source_close(bytes);
    }
    return length < 0 ? fail(zip_source_error(bytes), "read the archive again", err) : 0;
}

/* The archive grows in memory and is written as a whole: `out` may be a pipe. */
static int write_archive(const struct selection *selection, const struct str *collection, FILE *out, struct err *err)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *archive = bytes ? zip_open_from_source(bytes, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
    if (!archive) {
        int code = fail(&error, "make an archive", err);
        zip_source_free(bytes);
        zip_error_fini(&error);
        return code;
    }
    zip_source_keep(bytes);
    int64_t now = selection->exchange->now;
    bool added = add_file(archive, "collection.anki2", collection->text, collection->length, now) &&
                 add_file(archive, "media", "{}", 2, now);
    int code = 0;
    if (!added || zip_close(archive) < 0) {
        code = fail(zip_get_error(archive), "make an archive", err);
        zip_discard(archive);
    }
    if (!code)
        code = write_out(bytes, out, err);
    zip_source_free(bytes);
    zip_error_fini(&error);
    return code;
}

static int write_package(const struct selection *selection, FILE *out, struct err *err)
{
    struct str collection;
    str_init(&collection);
    int code = collection_write(selection, &collection, err);
    if (!code)
        code = write_archive(selection, &collection, out, err);
    str_release(&collection);
    return code;
}

/* Takes the file `index` out of the archive; ERR_INVALID with words that follow a colon. */
static int extract(zip_t *archive, zip_uint64_t index, struct str *out, struct err *err)
{
    char chunk[1 << 14];
    zip_int64_t length;
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    if (!file)
        return err_set(err, ERR_INVALID, "its collection cannot be unpacked (%s)", zip_strerror(archive));
    while ((length = zip_fread(file, chunk, sizeof chunk)) > 0 && out->length <= COLLECTION_BYTES_MAX)
        str_add_n(out, chunk, (size_t)length);
    zip_fclose(file);
    if (length < 0)
        return err_set(err, ERR_INVALID, "its collection is damaged");
    return out->length > COLLECTION_BYTES_MAX
               ? err_set(err, ERR_LIMIT, "its collection is larger than %d MiB", COLLECTION_BYTES_MAX >> 20)
               : 0;
}

/* Newer packages have the collection a second time, in a form of their own; the older form then holds one note that says so. */
static int find_collection(zip_t *archive, zip_uint64_t *index, struct err *err)
{
    static const char *const names[] = {"collection.anki21", "collection.anki2"};
    zip_int64_t found = -1;
    if (zip_name_locate(archive, "collection.anki21b", 0) >= 0)
        return err_set(err, ERR_INVALID, "it is of a newer kind; export it from Anki with 'Support older Anki versions' ticked");
    for (size_t i = 0; found < 0 && i < sizeof names / sizeof *names; i++)
        found = zip_name_locate(archive, names[i], 0);
    *index = (zip_uint64_t)found;
    return found < 0 ? err_set(err, ERR_INVALID, "there is no collection of Anki in it") : 0;
}

static int read_rows(struct import *import, struct str *rows, struct err *err)
{
    zip_error_t error;
    struct str collection;
    zip_uint64_t index = 0;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(import->source.bytes, import->source.length, 0, &error);
    zip_t *archive = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &error) : NULL;
    if (!archive) {
        int failure = err_set(err, ERR_INVALID, "it is no zip archive, or a damaged one (%s)", zip_error_strerror(&error));
        zip_source_free(bytes);
        zip_error_fini(&error);
        return failure;
    }
    str_init(&collection);
    int code = find_collection(archive, &index, err);
    if (!code)
        code = extract(archive, index, &collection, err);
    if (!code)
        code = collection_read(collection.text, collection.length, rows, err);
    str_release(&collection);
    zip_discard(archive);
    zip_error_fini(&error);
    return code;
}

/* Messages name the note by its number, as if each stood in a line of its own. */
static int read_package(struct import *import, struct err *err)
{
    struct err why = {0};
    struct str rows;
    str_init(&rows);
    int code = read_rows(import, &rows, &why);
    if (code) {
        str_release(&rows);
        return err_set(err, (enum err_code)code, "cannot import '%s': %s", import->source.path, why.text);
    }
    free(import->source.bytes);
    import->source.length = rows.length;
    import->source.bytes = str_take(&rows);
    import->cursor.line = 0;
    anki_read_notes(import);
    return 0;
}

const struct format format_apkg = {
    .name = "apkg",
    .extension = "apkg",
    .holds = ANKI_HOLDS,
    .binary = true,
    .progress = true,
    .write = write_package,
    .read = read_package,
};
