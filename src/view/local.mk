noinst_LIBRARIES += src/view/libview.a
src_view_libview_a_SOURCES = \
	src/view/action.c src/view/action.h \
	src/view/markdown.c \
	src/view/menu.c src/view/menu.h \
	src/view/number_text.c src/view/number_text.h \
	src/view/scatter.c src/view/scatter.h \
	src/view/view.c src/view/view.h
