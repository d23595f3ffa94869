/* bench_single.c - what one question costs as a process of its own: time and
 * page faults of `xw map` above those of a process that does nothing.
 *
 * usage: bench_single XW GRAPH REFERENCE FRAMEWORK
 *
 * The empty process is this program itself, told to end at once; `xw --version`
 * shows how much of the rest is loading the command. */
#define _GNU_SOURCE /* wait4 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 201, MEDIAN = RUNS / 2, P99 = RUNS * 99 / 100 };

extern char **environ;

typedef struct cost {
    double wall, cpu; /* microseconds */
    double faults;
} cost;

static double
microseconds(struct timeval t)
{
    return (double)t.tv_sec * 1e6 + (double)t.tv_usec;
}

static double
now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static cost
run(char *const argv[], const posix_spawn_file_actions_t *quiet)
{
    pid_t child;
    int status;
    struct rusage usage;
    double began = now();
    if (posix_spawn(&child, argv[0], quiet, NULL, argv, environ) ||
        wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status)) {
        fprintf(stderr, "bench_single: %s failed\n", argv[0]);
        exit(EXIT_FAILURE);
    }
    return (cost){ now() - began,
                   microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
                   (double)usage.ru_minflt + (double)usage.ru_majflt };
}

static int
ascending(const void *a, const void *b)
{
    const double *x = a;
    const double *y = b;
    return (*x > *y) - (*x < *y);
}

static void
print(const char *name, const char *what, double values[RUNS], const char *unit)
{
    qsort(values, RUNS, sizeof *values, ascending);
    printf("single/%s/%s\t1\t%d\t%.1f\t%.1f\t%.1f\t%s\n", name, what, RUNS,
           values[0], values[MEDIAN], values[P99], unit);
}

enum { PROCESSES = 3 };

int
main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "nothing") == 0) {
        return EXIT_SUCCESS;
    }
    if (argc != 5) {
        fputs("usage: bench_single XW GRAPH REFERENCE FRAMEWORK\n", stderr);
        return 2;
    }
    char *empty[] = { argv[0], "nothing", NULL };
    char *version[] = { argv[1], "--version", NULL };
    char *map[] = { argv[1], "map",   "-g",       argv[2], argv[3],
                    "--to",  argv[4], "--format", "json",  NULL };
    char *const *processes[PROCESSES] = { empty, version, map };
    static const char *const names[PROCESSES] = { "empty", "version", "map" };
    static double wall[PROCESSES][RUNS], cpu[PROCESSES][RUNS],
        faults[PROCESSES][RUNS];
    posix_spawn_file_actions_t quiet;
    if (posix_spawn_file_actions_init(&quiet) ||
        posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null",
                                         O_WRONLY, 0)) {
        return EXIT_FAILURE;
    }
    for (int r = 0; r < RUNS; ++r) { /* in turn, as the machine drifts */
        for (int p = 0; p < PROCESSES; ++p) {
            cost one = run(processes[p], &quiet);
            wall[p][r] = one.wall;
            cpu[p][r] = one.cpu;
            faults[p][r] = one.faults;
        }
    }
    puts("name\titems\truns\tmin\tmedian\tp99\tunit");
    for (int p = 0; p < PROCESSES; ++p) {
        print(names[p], "wall", wall[p], "us");
        print(names[p], "cpu", cpu[p], "us");
        print(names[p], "faults", faults[p], "faults");
    }
    return EXIT_SUCCESS;
}
