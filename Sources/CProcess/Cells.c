#define _GNU_SOURCE
#include "CProcess.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

typedef struct {
  uintptr_t base, end;
  int64_t cell;
} library;

// Filled by ordinary code, read by the fault handler; later entries win, for a library can be loaded for several cells.
static library *libraries;
static size_t library_count, library_capacity;

static int find_end(struct dl_phdr_info *information, size_t size, void *context) {
  (void)size;
  library *wanted = context;
  if (information->dlpi_addr != wanted->base) return 0;
  for (int i = 0; i < information->dlpi_phnum; i++) {
    const ElfW(Phdr) *header = &information->dlpi_phdr[i];
    uintptr_t end = wanted->base + header->p_vaddr + header->p_memsz;
    if (header->p_type == PT_LOAD && end > wanted->end) wanted->end = end;
  }
  return 1;
}

static void remember(void *handle, int64_t cell) {
  struct link_map *map = NULL;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &map) < 0 || !map) return;
  if (library_count == library_capacity) {
    size_t capacity = library_capacity ? 2 * library_capacity : 64;
    library *larger = realloc(libraries, capacity * sizeof *larger);
    if (!larger) return;
    libraries = larger;
    library_capacity = capacity;
  }
  library entry = {map->l_addr, map->l_addr, cell};
  dl_iterate_phdr(find_end, &entry);
  libraries[library_count++] = entry;
}

void *cprocess_load(const char *path, const char *entry_point, int64_t cell, const char **message) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  void *entry = handle ? dlsym(handle, entry_point) : NULL;
  if (entry) remember(handle, cell);
  else *message = dlerror();
  return entry;
}

void cprocess_call(void *entry_point) { ((int (*)(int, char **))entry_point)(0, NULL); }

// ---------------------------------------------------------------------------------------------------------------------

enum { frame_limit = 128, stack_size = 1 << 18 };

static int fault_socket = -1;
static void *alternate_stack;

static uintptr_t program_counter(const ucontext_t *context) {
#if defined(__x86_64__)
  return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return (uintptr_t)context->uc_mcontext.pc;
#else
#error "The program counter of a fault is not known for this processor."
#endif
}

static uintptr_t stack_pointer(const ucontext_t *context) {
#if defined(__x86_64__)
  return (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
  return (uintptr_t)context->uc_mcontext.sp;
#endif
}

// A frame that does not fit touches memory just below the stack pointer, or just above it when the pointer has moved already.
static bool is_stack_overflow(int signal, const siginfo_t *information, const ucontext_t *context) {
  uintptr_t touched = (uintptr_t)information->si_addr, top = stack_pointer(context);
  return (signal == SIGSEGV || signal == SIGBUS) && touched + (1 << 16) > top && touched < top + (1 << 16);
}

static bool locate(uintptr_t address, cprocess_frame *frame) {
  for (size_t i = library_count; i-- > 0;) {
    if (address < libraries[i].base || address >= libraries[i].end) continue;
    *frame = (cprocess_frame){libraries[i].cell, address - libraries[i].base};
    return true;
  }
  return false;
}

static void send_frames(const ucontext_t *context, bool overflow) {
  void *addresses[frame_limit];
  cprocess_frame frames[frame_limit];
  size_t found = 0;
  if (overflow) frames[found++] = (cprocess_frame){-1, 0};
  uintptr_t fault = program_counter(context);
  if (locate(fault, &frames[found])) found += 1;
  int count = backtrace(addresses, frame_limit);
  // Return addresses point behind the call; one byte back lies inside it.
  for (int i = 0; i < count && found < frame_limit; i++)
    if ((uintptr_t)addresses[i] != fault && locate((uintptr_t)addresses[i] - 1, &frames[found])) found += 1;
  cprocess_send(fault_socket, cprocess_kind_frames, frames, found * sizeof frames[0]);
}

static void on_fault(int signal, siginfo_t *information, void *context) {
  cprocess_flush_streams_in_handler();
  send_frames(context, is_stack_overflow(signal, information, context));
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(signal, &action, NULL);
  raise(signal);
}

void cprocess_catch_faults(int socket) {
  static const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
  void *first[1];
  fault_socket = socket;
  // The first call loads a library, which a handler must not do.
  backtrace(first, 1);
  if (!alternate_stack) {
    void *memory = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (memory != MAP_FAILED) alternate_stack = memory;
  }
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = stack_size};
  if (alternate_stack) sigaltstack(&stack, NULL);
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(signals[i], &action, NULL);
  }
}

static int32_t *volatile interrupt_counter;

static void on_interrupt(int signal) {
  (void)signal;
  if (interrupt_counter) *interrupt_counter += 1;
}

void cprocess_count_interrupts(int32_t *counter) {
  interrupt_counter = counter;
  struct sigaction action = {.sa_flags = SA_RESTART};
  if (counter) action.sa_handler = on_interrupt;
  else action.sa_handler = SIG_IGN;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}
