# In the order in which they are applied; a released one is never changed, only followed by another.
MIGRATIONS = \
	db/0001_initial.sql \
	db/0002_state_and_summaries.sql \
	db/0003_settings_in_the_log.sql

noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
src_store_libstore_a_SOURCES = \
	src/store/answers.c src/store/answers.h \
	src/store/backup.c src/store/backup.h \
	src/store/backup_file.c src/store/backup_file.h \
	src/store/clock_doubt.c src/store/clock_doubt.h \
	src/store/daily.c src/store/daily.h \
	src/store/batch.c src/store/batch.h \
	src/store/damage.c src/store/damage.h \
	src/store/database.c src/store/database.h \
	src/store/derived.c src/store/derived.h \
	src/store/device.c src/store/device.h \
	src/store/doctor.c src/store/doctor.h \
	src/store/examination.c src/store/examination.h \
	src/store/exchange.c src/store/exchange.h src/store/exchange_row.h \
	src/store/fold.c src/store/fold.h \
	src/store/inspect.c src/store/inspect.h \
	src/store/item_statistics.c \
	src/store/json.c src/store/json.h \
	src/store/known.c src/store/known.h src/store/known_items.h \
	src/store/log.c \
	src/store/memory.c src/store/memory.h \
	src/store/migrate.c src/store/migrate.h \
	src/store/open.c src/store/open.h \
	src/store/past_reviews.c \
	src/store/rebuild.c \
	src/store/repair.c \
	src/store/salvage.c src/store/salvage.h \
	src/store/setting.c \
	src/store/setting_row.c src/store/setting_row.h \
	src/store/state.c src/store/state.h src/store/state_row.h \
	src/store/statistics.c src/store/statistics.h \
	src/store/store.h \
	src/store/streak.c src/store/streak.h \
	src/store/tuning.c src/store/tuning.h \
	src/store/tuning_adopt.h \
	src/store/tuning_exam.c \
	src/store/tuning_set.c
nodist_src_store_libstore_a_SOURCES = src/store/migrations.c

src/store/migrations.c: $(MIGRATIONS) src/store/embed.awk src/store/local.mk
	$(AM_V_GEN)$(MKDIR_P) src/store; files=; for file in $(MIGRATIONS); do files="$$files $(srcdir)/$$file"; done; \
	LC_ALL=C $(AWK) -f $(srcdir)/src/store/embed.awk $$files >$@.new && mv $@.new $@

CLEANFILES += src/store/migrations.c
EXTRA_DIST += $(MIGRATIONS) src/store/embed.awk
