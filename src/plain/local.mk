noinst_LIBRARIES += src/plain/libplain.a
src_plain_libplain_a_SOURCES = \
	src/plain/choices.c src/plain/choices.h \
	src/plain/figure.c src/plain/figure.h \
	src/plain/heat_map.c \
	src/plain/help.c src/plain/help.h \
	src/plain/input.c src/plain/input.h \
	src/plain/lines.c src/plain/lines.h \
	src/plain/loop.c src/plain/plain.h \
	src/plain/news.c src/plain/news.h \
	src/plain/offer.c src/plain/offer.h \
	src/plain/passage.c src/plain/passage.h \
	src/plain/render.c src/plain/render.h \
	src/plain/scatter.c \
	src/plain/table.c src/plain/table.h \
	src/plain/talk.c src/plain/talk.h \
	src/plain/tell.c src/plain/tell.h
