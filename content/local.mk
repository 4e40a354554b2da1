# The folder is the list: a topic is one file here and one line in course.yaml.
EXTRA_DIST += content
contentdir = $(pkgdatadir)/content

install-data-local:
	$(MKDIR_P) "$(DESTDIR)$(contentdir)"
	for file in $(srcdir)/content/*.yaml; do $(INSTALL_DATA) "$$file" "$(DESTDIR)$(contentdir)/" || exit 1; done

uninstall-local:
	rm -rf "$(DESTDIR)$(contentdir)"
