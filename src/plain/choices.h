/*
 * Lists to choose from: a menu, whose entries have numbers, or the options of a question, which have letters.
 */
#ifndef PLAIN_CHOICES_H
#define PLAIN_CHOICES_H

#include "plain/passage.h"

/* Adds one passage for each choice of a BLOCK_CHOICES; `apart` as in struct passage, for the first. */
void choices_render(struct passages *passages, const struct block *block, bool apart, const struct render_options *options);

/* True for a BLOCK_CHOICES whose entries have no letters. */
bool choices_are_menu(const struct block *block);

/* The number that entry `index` of a menu is called by; 0 for a heading. */
size_t choices_number(const struct block *block, size_t index);

#endif
