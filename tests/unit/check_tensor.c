/* Tensors in files: what NumPy writes is read, what is broken is refused with the place and the reason. */
#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "runner.h"
#include "scratch.h"
#include "tensor/tensor.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *folder, *path;
static struct tensor tensor;
static struct err err;

static void setup(void)
{
    folder = scratch_make();
    path = paths_join(folder, "tensor");
    tensor = (struct tensor){0};
    err = (struct err){0};
}

static void teardown(void)
{
    tensor_release(&tensor);
    free(path);
    scratch_remove(folder);
}

static void write_bytes(const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

/* .npy version `version` with this dictionary, padded as NumPy does it, and data. */
static void write_npy(int version, const char *dictionary, const void *data, size_t length)
{
    struct str bytes;
    size_t width = version == 1 ? 2 : 4;
    size_t header = strlen(dictionary) + 1;
    header += (64 - (8 + width + header) % 64) % 64;
    str_init(&bytes);
    str_add_n(&bytes, "\x93NUMPY", 6);
    str_add_char(&bytes, (char)version);
    str_add_char(&bytes, 0);
    for (size_t i = 0; i < width; i++)
        str_add_char(&bytes, (char)(header >> 8 * i & 255));
    str_add(&bytes, dictionary);
    str_repeat(&bytes, " ", header - strlen(dictionary) - 1);
    str_add(&bytes, "\n");
    str_add_n(&bytes, data, length);
    write_bytes(bytes.text, bytes.length);
    str_release(&bytes);
}

static void assert_values(size_t rows, size_t columns, const float *expected)
{
    ck_assert_msg(!err.text[0], "%s", err.text);
    ck_assert_uint_eq(tensor.rank, 2);
    ck_assert_uint_eq(tensor.shape[0], rows);
    ck_assert_uint_eq(tensor.shape[1], columns);
    ck_assert_uint_eq(tensor.count, rows * columns);
    for (size_t i = 0; i < tensor.count; i++)
        ck_assert_msg(tensor.values[i] == expected[i], "value %zu is %g, not %g", i, (double)tensor.values[i], (double)expected[i]);
}

static const float six[] = {1, 2, 3, 4, 5, 6};

START_TEST(every_type_is_read)
{
    const double wide[] = {1, 2, 3, 4, 5, 6};
    const int32_t integers[] = {1, 2, 3, 4, 5, 6};
    const int64_t long_integers[] = {1, 2, 3, 4, 5, 6};
    const struct {
        const char *type;
        const void *data;
        size_t size;
    } types[] = {{"f4", six, sizeof six},
                 {"f8", wide, sizeof wide},
                 {"i4", integers, sizeof integers},
                 {"i8", long_integers, sizeof long_integers}};
    uint16_t one = 1;
    char order = *(char *)&one ? '<' : '>';
    for (size_t i = 0; i < 4; i++) {
        char dictionary[96];
        snprintf(dictionary, sizeof dictionary, "{'descr': '%c%s', 'fortran_order': False, 'shape': (3, 2), }", order,
                 types[i].type);
        write_npy(1 + (int)i % 3, dictionary, types[i].data, types[i].size);
        ck_assert_msg(tensor_read(&tensor, path, &err) == 0, "%s: %s", types[i].type, err.text);
        assert_values(3, 2, six);
        tensor_release(&tensor);
    }
}
END_TEST

START_TEST(byte_order_and_fortran_order_are_turned)
{
    /* big-endian int32, column by column */
    const unsigned char data[] = {0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 5, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 6};
    write_npy(1, "{\"shape\": (3,2), \"descr\": \">i4\", \"fortran_order\": True}", data, sizeof data);
    ck_assert_int_eq(tensor_read(&tensor, path, &err), 0);
    assert_values(3, 2, six);
}
END_TEST

START_TEST(what_is_written_is_read_back)
{
    float values[] = {1, -2.5f, 3e-41f, INFINITY, -0.f, 0.1f};
    struct tensor out = {.values = values, .shape = {3, 2}, .rank = 2, .count = 6};
    ck_assert_int_eq(tensor_write(&out, path, &err), 0);
    ck_assert_int_eq(tensor_read(&tensor, path, &err), 0);
    assert_values(3, 2, values);
    ck_assert(signbit(tensor.values[4]));
}
END_TEST

START_TEST(a_table_is_written_and_read_back)
{
    float values[] = {1, -2.5f, 3e-41f, INFINITY, 16777217, 0.1f};
    struct tensor out = {.values = values, .shape = {3, 2}, .rank = 2, .count = 6};
    char *name = str_print("%s.csv", path);
    ck_assert_int_eq(tensor_write(&out, name, &err), 0);
    ck_assert_int_eq(tensor_read(&tensor, name, &err), 0);
    assert_values(3, 2, values);
    unlink(name);
    free(name);
}
END_TEST

/* Arithmetic leaves either sign on what is not a number. */
START_TEST(not_a_number_has_no_sign)
{
    float values[] = {-NAN, NAN};
    struct tensor out = {.values = values, .shape = {1, 2}, .rank = 2, .count = 2};
    char text[16] = "";
    char *name = str_print("%s.csv", path);
    ck_assert_int_eq(tensor_write(&out, name, &err), 0);
    FILE *file = fopen(name, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fread(text, 1, sizeof text - 1, file), 8);
    ck_assert_str_eq(text, "nan,nan\n");
    fclose(file);
    unlink(name);
    free(name);
}
END_TEST

static const char *const tables[] = {
    "1,2\n3,4\n5,6\n",
    "\xEF\xBB\xBFwidth, height\r\n1, 2\r\n3, 4\r\n5, 6\r\n",
    "# a comment\n\n1;2\n3;4\n\n5;6",
    "1\t2\n3\t4\n5\t6\n",
    "  1   2\n3 4  \n 5  6\n",
    "\"1\",\"2\"\n\"3\", \" 4\"\n5,6\n",
};

START_TEST(tables_are_read)
{
    write_bytes(tables[_i], strlen(tables[_i]));
    ck_assert_int_eq(tensor_read(&tensor, path, &err), 0);
    assert_values(3, 2, six);
}
END_TEST

static const struct {
    const char *dictionary; /* NULL: `data` is the whole file */
    const char *data;
    const char *reason;
} broken[] = {
    {NULL, "", "it is empty"},
    {NULL, "\x93NUMPY", "it ends within its header"},
    {NULL, "\x93NUMPY\x09\x09........", "it is of .npy version 9; 1 to 3 can be read"},
    {"{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }", "12345678", "it ends after 2 of 6 values"},
    {"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }", "12345678", "more bytes follow than its header says"},
    {"{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }", "", "it has no values: its shape is 0×3"},
    {"{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }", "", "GB"},
    {"{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 1), }", "", "'shape' is no tuple of sizes"},
    {"{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2), }", "", "'shape' is no tuple of sizes"},
    {"{'descr': '<f4', 'fortran_order': False, 'shape': [3, 2], }", "", "'shape' is no tuple"},
    {"{'descr': '<c8', 'fortran_order': False, 'shape': (1, 1), }", "", "of type '<c8'; f4, f8, i4 and i8 can be read"},
    {"{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }", "", "of type '|O'"},
    {"{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1, 1), }", "", "records"},
    {"{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1), }", "", "neither True nor False"},
    {"{'descr': '<f4', 'shape': (1, 1), }", "1234", "lacks 'descr', 'fortran_order' or 'shape'"},
    {"{'colour': 'red'}", "", "unknown key 'colour'"},
    {"no dictionary", "", "no dictionary of NumPy's"},
    {NULL, "1,2\n3,x\n", ":2: field 2: 'x' is not a number"},
    {NULL, "1,2\n3\n", ":2: 1 field, where the rows before have 2"},
    {NULL, "1,2\n3,\n", ":2: field 2 is empty"},
    {NULL, "1;2,5\n", ":1: field 2: '2,5' is not a number (the decimal sign is a point)"},
    {NULL, "1e39\n", ":1: field 1: '1e39' is too large for float32"},
    {NULL, "a,b\n", "it has no rows of numbers"},
};

START_TEST(what_is_broken_is_refused)
{
    if (broken[_i].dictionary)
        write_npy(1, broken[_i].dictionary, broken[_i].data, strlen(broken[_i].data));
    else
        write_bytes(broken[_i].data, strlen(broken[_i].data));
    ck_assert_int_lt(tensor_read(&tensor, path, &err), 0);
    ck_assert_msg(strstr(err.text, broken[_i].reason), "'%s' does not say '%s'", err.text, broken[_i].reason);
    ck_assert_msg(strstr(err.text, path), "'%s' does not name the file", err.text);
    ck_assert_ptr_null(tensor.values);
}
END_TEST

START_TEST(a_value_beyond_float_is_named)
{
    const double wide[] = {1, 2, 3, 1e300};
    write_npy(1, "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2), }", wide, sizeof wide);
    ck_assert_int_eq(tensor_read(&tensor, path, &err), ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(err.text, "the value at [1, 1] is too large for float32"));
}
END_TEST

START_TEST(a_failed_write_leaves_the_old_file)
{
    float values[] = {1, 2, 3, 4, 5, 6, 7, 8};
    struct tensor out = {.values = values, .shape = {2, 2, 2}, .rank = 3, .count = 8};
    char *name = str_print("%s.csv", path);
    FILE *file = fopen(name, "w");
    fputs("old\n", file);
    fclose(file);
    ck_assert_int_eq(tensor_write(&out, name, &err), ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(err.text, "two dimensions, not 2×2×2"));
    char line[16] = "";
    file = fopen(name, "r");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    fclose(file);
    ck_assert_str_eq(line, "old\n");
    unlink(name);
    free(name);
}
END_TEST

/* Any bytes give a tensor or a reason; the sanitizers watch. */
START_TEST(damaged_headers_never_crash)
{
    const char good[] = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";
    uint32_t state = 12345;
    for (int round = 0; round < 2000; round++) {
        char dictionary[sizeof good];
        memcpy(dictionary, good, sizeof good);
        for (int i = 0; i < 3; i++) {
            state = state * 1664525 + 1013904223;
            dictionary[(state >> 8) % (sizeof good - 1)] = (char)(32 + (state >> 20) % 95);
        }
        write_npy(1, dictionary, six, sizeof six);
        int code = tensor_read(&tensor, path, &err);
        ck_assert(code == 0 || err.text[0]);
        tensor_release(&tensor);
    }
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("tensor");
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, setup, teardown);
    tcase_add_test(files, every_type_is_read);
    tcase_add_test(files, byte_order_and_fortran_order_are_turned);
    tcase_add_test(files, what_is_written_is_read_back);
    tcase_add_test(files, a_table_is_written_and_read_back);
    tcase_add_test(files, not_a_number_has_no_sign);
    tcase_add_loop_test(files, tables_are_read, 0, sizeof tables / sizeof *tables);
    tcase_add_loop_test(files, what_is_broken_is_refused, 0, sizeof broken / sizeof *broken);
    tcase_add_test(files, a_value_beyond_float_is_named);
    tcase_add_test(files, a_failed_write_leaves_the_old_file);
    tcase_add_test(files, damaged_headers_never_crash);
    suite_add_tcase(suite, files);
    return suite;
}
