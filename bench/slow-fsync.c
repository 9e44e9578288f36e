/* Many disks need milliseconds for a flush where a good one needs microseconds. Preloaded into a Postgres, this waits
 * SLOW_FSYNC_US microseconds in every fsync and fdatasync, and flushes as well. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

static void wait_a_little(void) {
  static long us = -1;
  if (us < 0) {
    const char *text = getenv("SLOW_FSYNC_US");
    us = text == NULL ? 0 : atol(text);
  }
  struct timespec left = {us / 1000000, (us % 1000000) * 1000};
  while (us > 0 && nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
}

int fsync(int fd) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_a_little();
  return real(fd);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_a_little();
  return real(fd);
}
