/*
 * A view as text: one thing a line, nothing that only a sighted reader understands.
 */
#ifndef PLAIN_RENDER_H
#define PLAIN_RENDER_H

#include "plain/passage.h"

/* Adds the passages of `view`, without its title and status. */
void render_view(const struct view *view, const struct render_options *options, struct passages *passages);

#endif
