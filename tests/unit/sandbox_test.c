#include "sandbox.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* The last test of its process: there is no way out of a sandbox. */
static void test_reads_but_does_not_write(void **state)
{
    char folder[] = "/tmp/report2yaml-sandbox-XXXXXX", path[64];
    bool is_entered;
    int before, after;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/before", folder);
    before = open(path, O_RDWR | O_CREAT, 0666);
    assert_true(before >= 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    is_entered = sandbox_enter();
    /* What was open stays so. */
    assert_int_equal(write(before, "x", 1), 1);
    close(before);
    after = open("/dev/null", O_RDONLY);
    assert_true(after >= 0);
    close(after);
    if (!is_entered) {
        print_message("# built without a sandbox, or a kernel that has none\n");
        return;
    }
    assert_int_equal(open("/dev/null", O_WRONLY), -1);
    assert_int_equal(mkdir("/tmp/report2yaml-sandbox-made", 0777), -1);
    assert_int_equal(execl("/bin/true", "true", (char *)NULL), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_reads_but_does_not_write) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
