/* Catalogues of an archive. */
#include "archive_folder.h"
#include "index.h"

static void writes_a_line_for_each(void **state)
{
    static const char tsv[] =
        "name\ttitle\tdate\toccasion\tsections\ttasks\tterms\twarnings\tdocument\n"
        "2023/a%FF.txt\t标题\\t一\t\t\t3\t2\t1\t0\ta.yaml\n"
        "b\\n.txt\t标题\\t一\t\t\t3\t2\t1\t0\tb.yaml\n";
    static const char ndjson[] =
        "{\"name\": \"2023/a%FF.txt\", \"title\": \"标题\\t一\", \"sections\": 3, \"tasks\": 2, \"terms\": 1, "
        "\"warnings\": 0, \"document\": \"a.yaml\"}\n"
        "{\"name\": \"b\\n.txt\", \"title\": \"标题\\t一\", \"sections\": 3, \"tasks\": 2, \"terms\": 1, "
        "\"warnings\": 0, \"document\": \"b.yaml\"}\n";
    struct archive *archive = opened_archive();
    struct out *totals = out_to_memory();
    struct archive_error error;

    (void)state;
    publish_document(archive, "b.yaml", "b\n.txt", "b\n");
    publish_document(archive, "c.yaml", "c.txt", NULL);
    publish_document(archive, "a.yaml", "reports/./2023/a\xFF.txt", "a\n");
    assert_int_equal(archive_finish(archive, &error), 0);
    assert_int_equal(index_write(archive, "out", totals, &error), 0);
    assert_file("out/index.tsv", tsv, sizeof tsv - 1);
    assert_file("out/index.ndjson", ndjson, sizeof ndjson - 1);
    assert_true(slice_equal(out_memory(totals),
                            SLICE("reports\t2\nfailures\t1\nsections\t6\ntasks\t4\nterms\t2\nwarnings\t0\n"
                                  "zero-width\t2\nnumber-gap\t4\n")));
    archive_free(archive);
    out_free(totals);
}

static void says_what_cannot_be_written(void **state)
{
    struct archive *archive = opened_archive();
    struct out *totals = out_to_memory();
    struct archive_error error;

    (void)state;
    assert_int_equal(archive_finish(archive, &error), 0);
    assert_int_equal(index_write(archive, "nowhere", totals, &error), -1);
    assert_int_not_equal(error.error, 0);
    assert_int_equal(out_memory(totals).len, 0);
    archive_free(archive);
    out_free(totals);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_archive_folder, remove_archive_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(writes_a_line_for_each),
        IN_FOLDER(says_what_cannot_be_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
