#include "store/device.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

uint64_t device_machine(void)
{
    char name[256] = "";
    FILE *file = fopen("/etc/machine-id", "re");
    if (file) {
        if (!fgets(name, sizeof name, file))
            name[0] = '\0';
        fclose(file);
    }
    if (!name[0] && gethostname(name, sizeof name - 1) < 0)
        name[0] = '\0';
    return schedule_seed(name);
}

static int look_up(struct store *store, uint64_t machine, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, "SELECT id FROM device WHERE machine = ?1", err);
    if (code)
        return code;
    sqlite3_bind_int64(statement, 1, (int64_t)machine);
    code = database_next(store, statement, err);
    if (code > 0 && sqlite3_column_bytes(statement, 0) == DEVICE_SIZE) {
        memcpy(store->device, sqlite3_column_blob(statement, 0), DEVICE_SIZE);
        store->has_device = true;
    }
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

static int mint(struct store *store, uint64_t machine, struct err *err)
{
    unsigned char id[DEVICE_SIZE];
    sqlite3_randomness(sizeof id, id);
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, "INSERT OR IGNORE INTO device (id, machine) VALUES (?1, ?2)", err);
    if (code)
        return code;
    sqlite3_bind_blob(statement, 1, id, sizeof id, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, (int64_t)machine);
    return database_run(store, statement, err);
}

int device_find(struct store *store, uint64_t machine, struct err *err)
{
    int code = look_up(store, machine, err);
    if (code || store->has_device || store->read_only)
        return code;
    code = database_begin(store, err);
    if (code)
        return code;
    code = database_end(store, mint(store, machine, err), err);
    return code ? code : look_up(store, machine, err);
}
