// Runs a program and writes down what it took: wall and processor time in microseconds, peak memory in KiB, and the exit
// code, or the negative number of the signal that ended it.
//
//     benchmark-measure REPORT PROGRAM ARGUMENT...
//
// It is small because Linux counts the memory of the process that starts a program towards the peak of the program itself.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

int main(int count, char **arguments) {
  if (count < 3) return 2;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t process = fork();
  if (process == 0) {
    execv(arguments[2], arguments + 2);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (process < 0 || wait4(process, &status, 0, &usage) < 0) return 1;
  clock_gettime(CLOCK_MONOTONIC, &end);
  FILE *report = fopen(arguments[1], "w");
  if (!report) return 1;
  long long wall = (end.tv_sec - start.tv_sec) * 1000000LL + (end.tv_nsec - start.tv_nsec) / 1000;
  long long cpu = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  fprintf(report, "%lld %lld %ld %d\n", wall, cpu, usage.ru_maxrss, code);
  return fclose(report) ? 1 : 0;
}
