/*
 * interrupt: temporary files that must not outlive the program when a signal ends it.
 * May be used by every file. The list of files is the process's one, and safe to use from several threads.
 *
 * Where main has not called interrupt_install, signals do what they did, and the list has no effect.
 */
#ifndef INTERRUPT_H
#define INTERRUPT_H

/*
 * From now on SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE and SIGXCPU remove the files of the list and then end the
 * program as they would have. Signals that are ignored already stay so (nohup). SIGXFSZ becomes an error of write(2).
 */
void interrupt_install(void);

/*
 * Between the two no such signal ends the program, whichever thread it comes to: for making a file and entering it into
 * the list as one step. Not to be nested.
 */
void interrupt_hold(void);
void interrupt_resume(void);

/* Enters a path into the list, or takes it out. The path is borrowed until it is taken out. */
void interrupt_guard(const char *path);
void interrupt_release(const char *path);

#endif
