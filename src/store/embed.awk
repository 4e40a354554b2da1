# Turns the migrations, named in order on the command line, into a C table of their names and texts.
BEGIN {
    print "/* Generated from the files in db/. */"
    print "#include \"store/migrate.h\"\n"
    print "const struct migration STORE_MIGRATIONS[] = {"
}
FNR == 1 {
    if (NR > 1)
        print "     },"
    name = FILENAME
    sub(/.*\//, "", name)
    printf "    {\"%s\",\n", name
}
{
    gsub(/[\\"]/, "\\\\&")
    printf "     \"%s\\n\"\n", $0
}
END {
    print "     },\n};\n"
    print "const size_t STORE_MIGRATION_COUNT = sizeof STORE_MIGRATIONS / sizeof *STORE_MIGRATIONS;"
}
