/* What the tables of schema_numbers.c cannot say. */
#include "course/rules.h"

#include "course/bind.h"
#include "course/values.h"

#include <math.h>
#include <string.h>

/* Settings that are not given replace nothing. */
void proof_finish(struct binding *binding, const struct node *node, void *record)
{
    struct proof *proof = record;
    (void)binding;
    const struct {
        const char *key;
        double *number;
    } numbers[] = {{"epsilon", &proof->epsilon}, {"momentum", &proof->momentum}, {"gamma", &proof->gamma}, {"beta", &proof->beta}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!node_find(node, numbers[i].key))
            *numbers[i].number = NAN;
    if (!node_find(node, "mode"))
        proof->mode = -1;
    if (!node_find(node, "framework"))
        proof->framework = -1;
}

/* Names of results start with a letter too, so that both can be told from numbers. */
static bool is_variable(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == strlen(name) &&
           !strchr("0123456789", *name);
}

static void check_lists(struct binding *binding, const struct node *lists)
{
    double number;
    for (const struct node *list = lists->kind == NODE_LIST ? lists->first : NULL; list; list = list->next)
        for (const struct node *entry = list->kind == NODE_LIST ? list->first : NULL; entry; entry = entry->next)
            if (entry->kind == NODE_SCALAR && !value_number(entry->text, &number))
                node_error(&binding->file->source, entry, "'%s' is no finite number", node_quote(entry, binding->arena));
}

void draw_finish(struct binding *binding, const struct node *node, void *record)
{
    struct draw *draw = record;
    struct source *source = &binding->file->source;
    const struct node *name = node_find(node, "name"), *lists = node_find(node, "lists");
    const struct node *from = node_find(node, "from"), *to = node_find(node, "to");
    draw->ranged = from && to;
    int ways = (node_find(node, "one_of") != NULL) + (from || to) + (lists != NULL) + (node_find(node, "is") != NULL) +
               (node_find(node, "texts") != NULL);
    if (draw->name && !is_variable(draw->name))
        node_error(source, name, "'%s' is no name for expressions: only letters, digits and '_' can be in it",
                   node_quote(name, binding->arena));
    if (ways != 1)
        node_error(source, node, "a draw needs one of 'one_of', 'from' with 'to', 'lists', 'texts' and 'is'");
    else if ((from || to) && !draw->ranged)
        node_error(source, node, "'from' and 'to' belong together");
    else if (draw->ranged && (draw->from > draw->to || draw->step <= 0))
        node_error(source, node, "there is nothing from %g to %g in steps of %g", draw->from, draw->to, draw->step);
    if (lists)
        check_lists(binding, lists);
}

void exercise_finish(struct binding *binding, const struct node *node, void *record)
{
    static const char *const of_numbers[] = {"answer", "why", "mistakes"};
    struct source *source = &binding->file->source;
    bool cases = node_find(node, "cases") != NULL;
    ((struct exercise *)record)->item.kind = ITEM_EXERCISE;
    for (size_t i = 0; i < sizeof of_numbers / sizeof *of_numbers; i++) {
        const struct node *given = node_find(node, of_numbers[i]);
        if (cases && given)
            node_error(source, given, "'%s' and 'cases' exclude each other", of_numbers[i]);
        else if (!cases && !given)
            node_error(source, node, "an exercise needs '%s', or 'cases'", of_numbers[i]);
    }
}
