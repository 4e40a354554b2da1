/*
 * What of a page is new to somebody who has heard what was told before.
 */
#ifndef PLAIN_NEWS_H
#define PLAIN_NEWS_H

#include "plain/passage.h"

/*
 * Marks in known[now->count] the passages that need not be told after `told`, whose blocks are forgotten.  True if there is so little
 * of them that all is to be told as another page.  `same_page`: the activity says that it is none; `list`: there are entries, which
 * are heard as a whole.
 */
bool news_find(struct passages *told, const struct passages *now, bool same_page, bool list, bool *known);

#endif
