#define _GNU_SOURCE
#include "CProcess.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  volatile pid_t process;
  volatile int standing;
} state_record;

// Shared by all states: only the newest one writes, apart from `oldest`, which the state that lets go of its parent moves on.
static struct {
  volatile int oldest;
  state_record states[cprocess_state_capacity];
} *ledger;

static int depth;
static volatile sig_atomic_t asked_to_let_go;

static void on_child(int signal) { (void)signal; }

static void on_let_go(int signal) {
  (void)signal;
  asked_to_let_go = 1;
}

static void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

static sigset_t mask_of_running_state;

// SIGCHLD and SIGUSR1 stay blocked except inside ppoll, so that neither is missed between a look and a wait; from before the
// fork on, for the child may ask its parent to let go before the parent has begun to wait.
static void begin_waiting(void) {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigaddset(&blocked, SIGUSR1);
  sigprocmask(SIG_BLOCK, &blocked, &mask_of_running_state);
  handle(SIGCHLD, on_child);
  handle(SIGUSR1, on_let_go);
}

static void end_waiting(void) {
  handle(SIGCHLD, SIG_DFL);
  handle(SIGUSR1, SIG_DFL);
  sigprocmask(SIG_SETMASK, &mask_of_running_state, NULL);
}

static void wait_for_signal(int socket) {
  sigset_t none;
  sigemptyset(&none);
  struct pollfd closed = {socket, 0, 0};
  if (ppoll(&closed, 1, NULL, &none) > 0 && (closed.revents & (POLLHUP | POLLERR))) kill(0, SIGKILL);
}

static void die_with_parent(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
}

static void supervise(int socket) {
  for (;;) {
    pid_t ended;
    while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) continue;
    if (ended < 0 && errno == ECHILD) kill(0, SIGKILL);
    wait_for_signal(socket);
  }
}

static int supervised_socket = -1;

void cprocess_begin(int socket) {
  supervised_socket = socket;
  setpgid(0, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  ledger = mmap(NULL, sizeof *ledger, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (ledger == MAP_FAILED) _exit(70);
  // A trap in a cell is an everyday event: no core files.
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  begin_waiting();
  pid_t parent = getpid();
  pid_t child = fork();
  if (child < 0) _exit(71);
  if (child > 0) supervise(socket);
  end_waiting();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  die_with_parent(parent);
  ledger->states[0].process = getpid();
  ledger->states[0].standing = cprocess_standing;
}

pid_t cprocess_fork_state(void) {
  if (depth + 1 >= cprocess_state_capacity) {
    errno = EAGAIN;
    return -1;
  }
  pid_t parent = getpid();
  ledger->states[depth + 1].standing = cprocess_running;
  begin_waiting();
  pid_t child = fork();
  if (child > 0) return child;
  int error = errno;
  end_waiting();
  errno = error;
  if (child < 0) return -1;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  die_with_parent(parent);
  depth += 1;
  ledger->states[depth].process = getpid();
  return 0;
}

// The parent steps out of the way: its memory is wanted, and nobody can undo that far any more.
static void let_go_of_parent(void) {
  pid_t parent = getppid();
  asked_to_let_go = 0;
  prctl(PR_SET_PDEATHSIG, 0);
  ledger->oldest = depth;
  kill(parent, SIGKILL);
  // Until the supervisor has reaped it: the system hands out death signals for a while after getppid has changed.
  struct timespec pause = {0, 100000};
  while (kill(parent, 0) == 0) nanosleep(&pause, NULL);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static void kill_children(void) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
  for (int round = 0; round < 100; round++) {
    FILE *list = fopen(path, "re");
    int child, found = 0;
    while (list && fscanf(list, "%d", &child) == 1) {
      kill(child, SIGKILL);
      found += 1;
    }
    if (list) fclose(list);
    if (!found) return;
    struct timespec pause = {0, 1000000};
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
    nanosleep(&pause, NULL);
  }
}

int cprocess_await_state(pid_t process, int *standing) {
  int status = 0;
  for (;;) {
    if (asked_to_let_go) let_go_of_parent();
    pid_t ended = waitpid(process, &status, WNOHANG);
    if (ended == process || (ended < 0 && errno == ECHILD)) break;
    wait_for_signal(supervised_socket);
  }
  *standing = ledger->states[depth + 1].standing;
  kill_children();
  end_waiting();
  return status;
}

void cprocess_set_standing(enum cprocess_standing standing) { ledger->states[depth].standing = standing; }

int cprocess_depth(void) { return depth; }

int cprocess_oldest_depth(void) { return ledger->oldest; }

bool cprocess_drop_oldest(void) {
  int next = ledger->oldest + 1;
  if (next >= depth) return false;
  if (kill(ledger->states[next].process, SIGUSR1) < 0) return false;
  struct timespec pause = {0, 200000};
  for (int i = 0; i < 5000 && ledger->oldest < next; i++) nanosleep(&pause, NULL);
  return ledger->oldest >= next;
}

int cprocess_thread_count(void) {
  DIR *tasks = opendir("/proc/self/task");
  if (!tasks) return 1;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(tasks));) count += entry->d_name[0] != '.';
  closedir(tasks);
  return count;
}
