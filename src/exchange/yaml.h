/* A tree of nodes as a course file. */
#ifndef EXCHANGE_YAML_H
#define EXCHANGE_YAML_H

#include "base/str.h"
#include "course/node.h"

/* Adds the map `root` in YAML that course files may be written in; read again it gives the same tree. */
void yaml_add(struct str *out, const struct node *root);

#endif
