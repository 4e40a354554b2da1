#include "activity/statistics/json_members.h"

#include "base/clock.h"
#include "store/json.h"

void figures_name(struct str *out, const char *name)
{
    if (out->length && out->text[out->length - 1] != '{' && out->text[out->length - 1] != '[')
        str_add(out, ",");
    json_text(out, name);
    str_add(out, ":");
}

void figures_next(struct str *out)
{
    if (out->text[out->length - 1] != '[')
        str_add(out, ",");
}

void figures_count(struct str *out, const char *name, size_t count)
{
    json_object_integer(out, name, (int64_t)count);
}

void figures_day(struct str *out, const char *name, int64_t day)
{
    char text[11];
    clock_date_text(day * INT64_C(86400000), 0, text);
    json_object_text(out, name, text);
}
