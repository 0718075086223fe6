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

// The states are a tree of processes: each is the child of the state that its cell began in, and one of them, the active one, reads
// requests. All others wait here: for their turn, for the end of a child, or for the word to let go of their parent.
//
// When a state ends, the parent looks whether the active state was it or stood on it; then the turn is the parent's.

typedef struct {
  volatile pid_t process;  // 0 where the record is free
  volatile int standing;
  volatile int parent;     // -1: the supervisor
  volatile int64_t cell;
  volatile int has_let_go;
} state_record;

// Shared by all states. The active one writes; a parent frees the records of what has ended below it.
static struct {
  volatile int active;
  state_record states[cprocess_state_capacity];
} *ledger;

static int self;
static int supervised_socket = -1;
static volatile sig_atomic_t asked_to_let_go;

// ---------------------------------------------------------------------------------------------------------------------
// The tree

static int next_living(int from) {
  while (from < cprocess_state_capacity && !ledger->states[from].process) from += 1;
  return from;
}

#define each_living(i) (int i = next_living(0); i < cprocess_state_capacity; i = next_living(i + 1))

static int record_of_process(pid_t process) {
  for each_living(i) if (ledger->states[i].process == process) return i;
  return -1;
}

static int record_of_cell(int64_t cell) {
  for each_living(i) if (ledger->states[i].cell == cell) return i;
  return -1;
}

static bool stands_on(int state, int ancestor) {
  for (; state >= 0; state = ledger->states[state].parent)
    if (state == ancestor) return true;
  return false;
}

// What stands on a state ends with it: the system sends the signal, and nobody asks for these records any more.
static void free_records(int ended) {
  static bool ends[cprocess_state_capacity];
  for each_living(i) ends[i] = stands_on(i, ended);
  for each_living(i) {
    if (!ends[i]) continue;
    if (i != ended) kill(ledger->states[i].process, SIGKILL);
    ledger->states[i].process = 0;
    ends[i] = false;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Signals

static void on_signal(int signal) { (void)signal; }

static void on_let_go(int signal) {
  (void)signal;
  asked_to_let_go = 1;
}

static void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

static sigset_t mask_of_running_state;

// The three signals stay blocked except inside ppoll, so that none is missed between a look and a wait; from before the fork on, for
// the child may wake its parent before that has begun to wait.
static void begin_waiting(void) {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigaddset(&blocked, SIGUSR1);
  sigaddset(&blocked, SIGUSR2);
  sigprocmask(SIG_BLOCK, &blocked, &mask_of_running_state);
  handle(SIGCHLD, on_signal);
  handle(SIGUSR1, on_let_go);
  handle(SIGUSR2, on_signal);
}

// SIGUSR1 and SIGUSR2 keep their handlers: one that was sent to a waiting state may arrive when it waits no more.
static void end_waiting(void) {
  handle(SIGCHLD, SIG_DFL);
  sigprocmask(SIG_SETMASK, &mask_of_running_state, NULL);
}

static bool wait_for_signal(int socket) {
  sigset_t none;
  sigemptyset(&none);
  struct pollfd closed = {socket, 0, 0};
  return ppoll(&closed, 1, NULL, &none) <= 0 || !(closed.revents & (POLLHUP | POLLERR));
}

static void pause_for(long nanoseconds) {
  struct timespec pause = {0, nanoseconds};
  nanosleep(&pause, NULL);
}

static void die_with_parent(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
}

// ---------------------------------------------------------------------------------------------------------------------
// What cells leave running

enum { spared_limit = 256 };
static pid_t spared[spared_limit];
static int spared_count;

static int list_children(pid_t *children, int limit) {
  char path[64];
  int count = 0;
  snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
  FILE *list = fopen(path, "re");
  while (list && count < limit && fscanf(list, "%d", &children[count]) == 1) count += 1;
  if (list) fclose(list);
  return count;
}

static bool is_spared(pid_t process) {
  for (int i = 0; i < spared_count; i++)
    if (spared[i] == process) return true;
  return record_of_process(process) >= 0;
}

// What the cells above had started is ours by now, for every state adopts orphans. States, and what this state's own cell had started,
// stay.
static void kill_leftovers(void) {
  for (int round = 0; round < 100; round++) {
    pid_t children[spared_limit];
    int count = list_children(children, spared_limit), found = 0;
    for (int i = 0; i < count; i++) {
      if (is_spared(children[i])) continue;
      kill(children[i], SIGKILL);
      waitpid(children[i], NULL, 0);
      found += 1;
    }
    if (!found) return;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// The supervisor

// Everything, also what moved into a session of its own: who loses its parent becomes our child.
static void end_everything(void) {
  for (;;) {
    pid_t children[spared_limit];
    int count = list_children(children, spared_limit);
    if (!count) break;
    for (int i = 0; i < count; i++) kill(children[i], SIGKILL);
    for (int i = 0; i < count; i++) waitpid(children[i], NULL, 0);
  }
  kill(0, SIGKILL);
}

static void supervise(int socket) {
  for (;;) {
    pid_t ended;
    while ((ended = waitpid(-1, NULL, WNOHANG)) > 0) {
      int state = record_of_process(ended);
      if (state < 0) continue;
      if (stands_on(ledger->active, state)) end_everything();
      free_records(state);
    }
    if (ended < 0 && errno == ECHILD) end_everything();
    if (!wait_for_signal(socket)) end_everything();
  }
}

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
  ledger->states[0].parent = -1;
  ledger->states[0].standing = cprocess_standing;
  ledger->states[0].process = getpid();
}

// ---------------------------------------------------------------------------------------------------------------------
// Forking and waiting

static int free_record(void) {
  for (int i = 0; i < cprocess_state_capacity; i++)
    if (!ledger->states[i].process) return i;
  return -1;
}

pid_t cprocess_fork_state(int64_t cell) {
  int record = free_record();
  if (record < 0) {
    errno = EAGAIN;
    return -1;
  }
  spared_count = list_children(spared, spared_limit);
  pid_t parent = getpid();
  begin_waiting();
  pid_t child = fork();
  int error = errno;
  if (child == 0) {
    end_waiting();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    die_with_parent(parent);
    // The parent fills the record in; until then it could not be told whose end it sees.
    self = record;
    while (ledger->active != record) pause_for(10000);
    return 0;
  }
  if (child < 0) {
    end_waiting();
    errno = error;
    return -1;
  }
  state_record *state = &ledger->states[record];
  state->standing = cprocess_running;
  state->parent = self;
  state->cell = cell;
  state->has_let_go = 0;
  state->process = child;
  ledger->active = record;
  return child;
}

// The parent is wanted out of the way: it will be killed, and that is not to be our end.
static void let_go_of_parent(void) {
  pid_t parent = getppid();
  asked_to_let_go = 0;
  prctl(PR_SET_PDEATHSIG, 0);
  ledger->states[self].has_let_go = 1;
  // Until it has been reaped: the system hands out death signals for a while after getppid has changed.
  for (int i = 0; i < 20000 && kill(parent, 0) == 0; i++) pause_for(100000);
  ledger->states[self].has_let_go = 0;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static void reap(cprocess_turn *turn) {
  int status;
  pid_t ended;
  while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
    int state = record_of_process(ended);
    if (state < 0) continue;
    bool was_active = stands_on(ledger->active, state);
    if (was_active) *turn = (cprocess_turn){ledger->states[state].cell, ledger->states[state].standing, status};
    free_records(state);
    if (was_active) ledger->active = self;
  }
}

// States above that were told to end have the turn no more, but may not have ended yet.
static void reap_undone(void) {
  for each_living(i) {
    if (ledger->states[i].parent != self || ledger->states[i].standing != cprocess_undone) continue;
    waitpid(ledger->states[i].process, NULL, 0);
    free_records(i);
  }
}

cprocess_turn cprocess_await_turn(void) {
  cprocess_turn turn = {-1, cprocess_undone, 0};
  for (;;) {
    if (asked_to_let_go) let_go_of_parent();
    reap(&turn);
    if (ledger->active == self) break;
    if (!wait_for_signal(supervised_socket)) _exit(0);
  }
  reap_undone();
  kill_leftovers();
  end_waiting();
  return turn;
}

bool cprocess_go(int64_t cell, const int64_t *dropped, size_t count) {
  int target = record_of_cell(cell);
  if (target < 0) return false;
  static pid_t ending[cprocess_state_capacity];
  size_t endings = 0;
  bool ends = false;
  begin_waiting();
  for (size_t i = 0; i < count; i++) {
    int state = record_of_cell(dropped[i]);
    if (state < 0 || stands_on(target, state)) continue;
    ledger->states[state].standing = cprocess_undone;
    if (state == self) ends = true;
    else ending[endings++] = ledger->states[state].process;
  }
  // Our parent may be among those that end; we still have to give the turn away and to end the others.
  if (ends) prctl(PR_SET_PDEATHSIG, 0);
  ledger->active = target;
  if (target != self) kill(ledger->states[target].process, SIGUSR2);
  for (size_t i = 0; i < endings; i++) kill(ending[i], SIGKILL);
  if (ends) _exit(0);
  return true;
}

void cprocess_set_standing(enum cprocess_standing standing) { ledger->states[self].standing = standing; }

int64_t cprocess_cell(void) { return ledger->states[self].cell; }

size_t cprocess_living(int64_t *cells, size_t capacity) {
  size_t count = 0;
  for each_living(i) {
    if (ledger->states[i].standing == cprocess_undone || count == capacity) continue;
    cells[count++] = ledger->states[i].cell;
  }
  return count;
}

// ---------------------------------------------------------------------------------------------------------------------
// Letting go of old states

int cprocess_reach(void) {
  int reach = 0;
  for (int state = ledger->states[self].parent; state >= 0; state = ledger->states[state].parent) reach += 1;
  return reach;
}

static bool have_let_go(int parent) {
  for each_living(i)
    if (ledger->states[i].parent == parent && !ledger->states[i].has_let_go) return false;
  return true;
}

bool cprocess_drop_oldest(void) {
  if (cprocess_reach() < 2) return false;
  int oldest = self;
  while (ledger->states[oldest].parent >= 0) oldest = ledger->states[oldest].parent;
  for each_living(i)
    if (ledger->states[i].parent == oldest) kill(ledger->states[i].process, SIGUSR1);
  for (int i = 0; i < 5000 && !have_let_go(oldest); i++) pause_for(200000);
  if (!have_let_go(oldest)) return false;
  pid_t process = ledger->states[oldest].process;
  for each_living(i)
    if (ledger->states[i].parent == oldest) ledger->states[i].parent = -1;
  ledger->states[oldest].process = 0;
  kill(process, SIGKILL);
  for (int i = 0; i < 20000 && kill(process, 0) == 0; i++) pause_for(100000);
  return true;
}

int cprocess_thread_count(void) {
  DIR *tasks = opendir("/proc/self/task");
  if (!tasks) return 1;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(tasks));) count += entry->d_name[0] != '.';
  closedir(tasks);
  return count;
}
