#include "store/damage.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *damage_backup_folder(const char *path)
{
    char *parent = paths_parent(path);
    char *folder = paths_join(parent, "backups");
    free(parent);
    return folder;
}

char *damage_finding(const char *result)
{
    const char *line = strncmp(result, "***", 3) == 0 ? strchr(result, '\n') : NULL;
    char *finding = mem_string(line ? line + 1 : result);
    finding[strcspn(finding, "\n")] = '\0';
    return finding;
}

int damage_error(const char *path, const char *reason, struct err *err)
{
    char *folder = damage_backup_folder(path);
    char *copies = access(folder, F_OK) == 0 ? str_print("copies of it lie in '%s'", folder)
                                             : str_print("there are no copies of it in '%s'", folder);
    err_set(err, ERR_CORRUPT,
            "cannot use progress '%s': it is damaged (%s) and was left as it is; %s; "
            "'bntutor doctor' takes over what can be read; to start anew: mv '%s' '%s.damaged'",
            path, reason ? reason : "unreadable", copies, path, path);
    free(copies), free(folder);
    return ERR_CORRUPT;
}
