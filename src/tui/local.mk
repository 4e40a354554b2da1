noinst_LIBRARIES += src/tui/libtui.a
src_tui_libtui_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURSES_CFLAGS)
src_tui_libtui_a_SOURCES = \
	src/tui/block_choices.c \
	src/tui/block_code.c \
	src/tui/block_field.c \
	src/tui/block_gauge.c \
	src/tui/block_heat_map.c \
	src/tui/block_histogram.c \
	src/tui/block_plot.c \
	src/tui/block_scatter.c \
	src/tui/block_table.c \
	src/tui/block_text.c \
	src/tui/blocks.c src/tui/blocks.h \
	src/tui/canvas.c src/tui/canvas.h \
	src/tui/capability.c src/tui/capability.h \
	src/tui/dots.c src/tui/dots.h \
	src/tui/draw.c \
	src/tui/footer.c src/tui/footer.h \
	src/tui/glyphs.c src/tui/glyphs.h \
	src/tui/head.c src/tui/head.h \
	src/tui/input.c src/tui/input.h \
	src/tui/layout.c src/tui/layout.h src/tui/layout_inside.h \
	src/tui/layout_scroll.c \
	src/tui/loop.c \
	src/tui/paint.c src/tui/paint.h \
	src/tui/restore.c src/tui/restore.h \
	src/tui/showing.c src/tui/showing.h \
	src/tui/showing_keys.c \
	src/tui/terminal.c src/tui/terminal.h \
	src/tui/theme.c src/tui/theme.h \
	src/tui/tui.h
