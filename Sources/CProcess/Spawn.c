#define _GNU_SOURCE
#include "CProcess.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <errno.h>

// Duplicates that lie above the target range, so that setting descriptor i cannot overwrite one that is still to be set.
static int lift(int *lifted, const int *descriptors, size_t count) {
  for (size_t i = 0; i < count; i++) {
    lifted[i] = descriptors[i] < 0 ? -1 : fcntl(descriptors[i], F_DUPFD_CLOEXEC, (int)count);
    if (descriptors[i] >= 0 && lifted[i] < 0) return errno;
  }
  return 0;
}

static int fill(posix_spawn_file_actions_t *actions, const int *lifted, size_t count) {
  int error = 0;
  for (size_t i = 0; i < count && error == 0; i++)
    error = lifted[i] < 0 ? posix_spawn_file_actions_addopen(actions, (int)i, "/dev/null", O_RDWR, 0)
                          : posix_spawn_file_actions_adddup2(actions, lifted[i], (int)i);
  return error ? error : posix_spawn_file_actions_addclosefrom_np(actions, (int)count);
}

static int set_up(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(attributes, &all);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setpgroup(attributes, 0);
  return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], const int *descriptors, size_t count,
                   pid_t *process) {
  int lifted[8];
  if (count > 8) return E2BIG;
  for (size_t i = 0; i < count; i++) lifted[i] = -1;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  int error = lift(lifted, descriptors, count);
  if (!error) error = fill(&actions, lifted, count);
  if (!error) error = set_up(&attributes);
  if (!error) error = posix_spawn(process, path, &actions, &attributes, arguments, environment);
  for (size_t i = 0; i < count; i++)
    if (lifted[i] >= 0) close(lifted[i]);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int cprocess_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) < 0 ? errno : 0; }

int cprocess_packet_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0 ? errno : 0; }

void cprocess_set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags >= 0) fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

int cprocess_signal_of(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : -1; }

int cprocess_exit_code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

const char *cprocess_runtime_library(void) {
  void *symbol = dlsym(RTLD_DEFAULT, "swift_retain");
  Dl_info information;
  return symbol && dladdr(symbol, &information) ? information.dli_fname : NULL;
}
