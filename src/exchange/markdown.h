/* What writing and reading of Markdown cards share. */
#ifndef EXCHANGE_MARKDOWN_H
#define EXCHANGE_MARKDOWN_H

#include "exchange/format.h"

int markdown_read(struct import *import, struct err *err);

const char *markdown_next_line(const char *text);

/* Adds `text` on one line. */
void markdown_add_line(struct str *out, const char *text);

/* Adds the options as they stand below the question, without a sign which of them are right. */
void markdown_add_options(struct str *out, const char *const *texts, size_t count);

#endif
