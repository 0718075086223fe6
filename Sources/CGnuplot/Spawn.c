#define _GNU_SOURCE
#include "CGnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

int gnuplot_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

int gnuplot_memory_file(void) { return memfd_create("ganbook-window", MFD_CLOEXEC); }

static int prepare_files(posix_spawn_file_actions_t *actions, const int standard[3]) {
  int code = 0;
  for (int target = 0; target < 3 && code == 0; ++target) {
    code = posix_spawn_file_actions_adddup2(actions, standard[target], target);
  }
  return code != 0 ? code : posix_spawn_file_actions_addclosefrom_np(actions, 3);
}

static int prepare_attributes(posix_spawnattr_t *attributes) {
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setpgroup(attributes, 0);
  return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

int gnuplot_spawn(
  const char *executable, char *const arguments[], char *const environment[], const int standard[3], pid_t *process) {
  posix_spawn_file_actions_t actions;
  int code = posix_spawn_file_actions_init(&actions);
  if (code != 0) return code;
  posix_spawnattr_t attributes;
  code = posix_spawnattr_init(&attributes);
  if (code == 0) {
    code = prepare_files(&actions, standard);
    if (code == 0) code = prepare_attributes(&attributes);
    if (code == 0) code = posix_spawn(process, executable, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return code;
}
