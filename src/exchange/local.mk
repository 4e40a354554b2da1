noinst_LIBRARIES += src/exchange/libexchange.a
src_exchange_libexchange_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(LIBZIP_CFLAGS)
src_exchange_libexchange_a_SOURCES = \
	src/exchange/aiken.c \
	src/exchange/anki.c \
	src/exchange/anki_note.c src/exchange/anki_note.h \
	src/exchange/anki_take.c \
	src/exchange/check.c src/exchange/check.h \
	src/exchange/complete.c src/exchange/complete.h \
	src/exchange/csv.c \
	src/exchange/csv_columns.c src/exchange/csv_columns.h \
	src/exchange/draft.c src/exchange/draft.h \
	src/exchange/exchange.h \
	src/exchange/export.c \
	src/exchange/format.h \
	src/exchange/formats.c \
	src/exchange/gift.c src/exchange/gift.h \
	src/exchange/gift_answers.c \
	src/exchange/gift_read.c \
	src/exchange/gift_split.c \
	src/exchange/gift_text.c \
	src/exchange/handover.c \
	src/exchange/history.c src/exchange/history.h \
	src/exchange/html.c src/exchange/html.h \
	src/exchange/html_read.c \
	src/exchange/html_text.c \
	src/exchange/import.c \
	src/exchange/journal.c src/exchange/journal.h \
	src/exchange/json.c \
	src/exchange/json_read.c src/exchange/json_read.h \
	src/exchange/lookup.c src/exchange/lookup.h \
	src/exchange/markdown.c src/exchange/markdown.h \
	src/exchange/markdown_lines.c \
	src/exchange/markdown_read.c \
	src/exchange/parts.c src/exchange/parts.h \
	src/exchange/reading.c src/exchange/reading.h \
	src/exchange/same_item.c src/exchange/same_item.h \
	src/exchange/separated.c src/exchange/separated.h \
	src/exchange/slug.c src/exchange/slug.h \
	src/exchange/target.c src/exchange/target.h \
	src/exchange/yaml.c src/exchange/yaml.h

# .apkg is a zip archive.
if WITH_LIBZIP
src_exchange_libexchange_a_SOURCES += \
	src/exchange/apkg.c \
	src/exchange/collection.c src/exchange/collection.h \
	src/exchange/collection_progress.c src/exchange/collection_progress.h \
	src/exchange/collection_read.c \
	src/exchange/sha1.c src/exchange/sha1.h
else
src_exchange_libexchange_a_SOURCES += src/exchange/apkg_absent.c
endif
