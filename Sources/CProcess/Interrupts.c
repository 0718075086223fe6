#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t destination = -1;
static volatile sig_atomic_t count;
static struct sigaction previous;

static void on_interrupt(int signal) {
  (void)signal;
  int saved = errno;
  count += 1;
  if (destination >= 0) (void)!write(destination, "!", 1);
  errno = saved;
}

void cprocess_forward_interrupts(int descriptor) {
  bool active = destination >= 0;
  destination = descriptor;
  if (descriptor >= 0 && !active) {
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &previous);
  } else if (descriptor < 0 && active) {
    sigaction(SIGINT, &previous, NULL);
  }
}

static void on_noted_interrupt(int signal) {
  (void)signal;
  count += 1;
}

void cprocess_note_interrupts(void) {
  struct sigaction action = {.sa_handler = on_noted_interrupt, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

int cprocess_interrupt_count(void) { return count; }
