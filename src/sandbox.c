/* syscall() is no part of POSIX. */
#define _GNU_SOURCE

#include "sandbox.h"

#if defined(WITH_SANDBOX) && defined(__linux__) && defined(__has_include)
#if __has_include("linux/landlock.h") /* in quotes: cppcheck takes no other */
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif
#endif

#if defined(LANDLOCK_ACCESS_FS_WRITE_FILE) && defined(SYS_landlock_create_ruleset)

bool sandbox_enter(void)
{
    /* No rule makes an exception. These are known to the first version of Landlock, and so to all. */
    static const struct landlock_ruleset_attr denied = {
        .handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                             LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                             LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                             LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                             LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM,
    };
    int rules = (int)syscall(SYS_landlock_create_ruleset, &denied, sizeof denied, 0);
    bool is_entered;

    if (rules < 0)
        return false;
    is_entered = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return is_entered;
}

#else

bool sandbox_enter(void)
{
    return false;
}

#endif
