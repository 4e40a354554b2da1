noinst_LIBRARIES += src/svg/libsvg.a
src_svg_libsvg_a_SOURCES = \
	src/svg/page.c src/svg/page.h \
	src/svg/page_figures.c \
	src/svg/page_plot.c \
	src/svg/page_scatter.c \
	src/svg/page_table.c \
	src/svg/svg.c src/svg/svg.h
