#include "activity/demo_list.h"

#include "base/vec.h"
#include "view/menu.h"

#include <stdlib.h>

void demo_list_fill(struct demo_list *list, const struct course *course, const struct topic *only)
{
    for (size_t i = 0; !only && demo_table[i]; i++)
        *vec_add(list) = (struct demo_entry){.demo = demo_table[i]};
    for (size_t t = 0; t < course->topic_count; t++) {
        const struct topic *topic = &course->topics[t];
        for (size_t i = 0; i < topic->experiment_count && (!only || only == topic); i++)
            *vec_add(list) = (struct demo_entry){demo_of(&topic->experiments[i]), &topic->experiments[i]};
    }
}

void demo_list_release(struct demo_list *list)
{
    vec_release(list);
}

static const char *group_of(const struct demo_entry *entry)
{
    return entry->experiment ? entry->experiment->topic->title : "Laboratory";
}

void demo_list_view(const struct demo_list *list, struct view *view)
{
    struct choice *lines = menu_new(view, 2 * list->count);
    size_t count = 0, selected = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct demo_entry *entry = &list->items[i];
        const char *group = group_of(entry);
        if (i == 0 || group != group_of(entry - 1)) {
            lines[count] = menu_entry(view, group, NULL, NULL, -1);
            lines[count++].heading = true;
        }
        if (i == list->cursor)
            selected = count;
        lines[count++] = menu_entry(view, entry->experiment ? entry->experiment->title : entry->demo->title, NULL, NULL, -1);
    }
    menu_add(view, lines, count, selected);
}
