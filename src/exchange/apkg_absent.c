/* In place of apkg.c where libzip is not there. */
#include "exchange/format.h"

const struct format format_apkg = {
    .name = "apkg",
    .extension = "apkg",
    .binary = true,
};
