/*
 * One function for each type of field: node to member, in fields.c (single values) and field_lists.c.  Records are bound by bind.c.
 *
 * Each reports what is wrong to the binding's file and leaves the member as it was then.
 */
#ifndef COURSE_FIELDS_H
#define COURSE_FIELDS_H

#include "course/bind.h"

void field_bind_id(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_name(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_text(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_word(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_number(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_whole(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_flag(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_time(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_reference(struct binding *binding, const struct field *field, const struct node *node, void *record);

void field_bind_texts(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_groups(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_numbers(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_decimals(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_expressions(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_sizes(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_assignments(struct binding *binding, const struct field *field, const struct node *node, void *record);
void field_bind_references(struct binding *binding, const struct field *field, const struct node *node, void *record);

/* One value of the field's type; NULL or false after a message. */
const char *field_text(struct binding *binding, const struct field *field, const struct node *node);
bool field_double(struct binding *binding, const struct field *field, const struct node *node, double *number);

/* True for a list of not more entries than the field allows; a message names what is `expected` in it. */
bool field_is_list(struct binding *binding, const struct field *field, const struct node *node, const char *expected);

/* Puts an array and its count into the two members that the field describes. */
void field_put_list(const struct field *field, void *record, const void *items, size_t count);

/* Notes that `slot` is to point to what `node` names; false after a message. */
bool field_refer(struct binding *binding, const struct field *field, const struct node *node, void *slot);

#endif
