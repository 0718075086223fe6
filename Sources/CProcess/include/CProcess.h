#ifndef CPROCESS_H
#define CPROCESS_H

// What Swift cannot say safely: fork, dlopen, signal handlers, and spawning with listed descriptors only.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// ---------------------------------------------------------------------------------------------------------------------
// Spawning (Spawn.c)

/// Starts a program with exactly the listed descriptors: `descriptors[i]` becomes descriptor i, -1 becomes /dev/null; everything from
/// `count` up is closed. The process leads a group of its own, with default signals and nothing blocked.
/// Returns 0, or the error number.
int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], const int *descriptors, size_t count,
                   pid_t *process);

/// A pipe or a pair of packet sockets, closed on exec. Returns 0, or the error number.
int cprocess_pipe(int ends[2]);
int cprocess_packet_pair(int ends[2]);

/// Makes reads and writes on the descriptor return at once.
void cprocess_set_nonblocking(int descriptor);

/// What waitpid says about an ended process, without the macros that Swift cannot import: the signal that ended it, or -1.
int cprocess_signal_of(int status);
/// The exit code, or -1.
int cprocess_exit_code_of(int status);

/// The path of the shared library that holds the Swift runtime of this very process, or NULL.
const char *cprocess_runtime_library(void);

// ---------------------------------------------------------------------------------------------------------------------
// Packets (Packets.c)
//
// A message is one or more packets on a SOCK_SEQPACKET socket. Packets are atomic: a writer killed half-way through a message
// leaves whole packets, and the reader forgets an unfinished message when the next one begins.
// Two bytes lead a packet: the kind, and flags.

enum { cprocess_packet_first = 1, cprocess_packet_last = 2, cprocess_packet_header = 2, cprocess_packet_capacity = 32768 };
/// JSON; text for stdout; text for stderr; an array of cprocess_frame.
enum { cprocess_kind_json = 'j', cprocess_kind_output = 'o', cprocess_kind_error_output = 'e', cprocess_kind_frames = 'f' };

/// Sends a message and waits as long as the reader is busy. False when the reader is gone.
bool cprocess_send(int socket, uint8_t kind, const void *bytes, size_t count);

// ---------------------------------------------------------------------------------------------------------------------
// The kernel's streams (Streams.c)

/// From here on C's `stdout` and `stderr` (and so Swift's `print`) go line by line through the socket, in order with the messages.
void cprocess_redirect_streams(int socket);
/// Sends what the streams hold back.
void cprocess_flush_streams(void);
/// The same from a signal handler: takes no locks.
void cprocess_flush_streams_in_handler(void);

// ---------------------------------------------------------------------------------------------------------------------
// States of the notebook (States.c)
//
// One process a state, each the child of the state that its cell began in: a tree, in which the active state reads requests and all others
// wait. A page shared by all of them says where each stands.

/// How the process of a state stands, or stood when it ended: its cell was running; it was a state; it was to go; it has said itself
/// why it ended.
enum cprocess_standing { cprocess_running = 0, cprocess_standing = 1, cprocess_undone = 2, cprocess_reported = 3 };

enum { cprocess_state_capacity = 4096 };

/// Why it is a waiting state's turn: a newer state ended, of this cell, which stood so, with this wait status. Cell -1: somebody went
/// back to it.
typedef struct {
  int64_t cell;
  int standing;
  int status;
} cprocess_turn;

/// Turns the caller into the supervisor: it never runs a cell, adopts orphans, and ends everything when the notebook's end of
/// the socket is closed. Returns in its first child, the state of cell 0.
void cprocess_begin(int socket);
/// Forks. In the child, the new state and the active one, the result is 0; -1 means that the system refused (errno). A parent must
/// then call `cprocess_await_turn`.
pid_t cprocess_fork_state(int64_t cell);
/// Waits until this state is the active one, and ends what newer states left running.
cprocess_turn cprocess_await_turn(void);
/// Gives the turn to the state of a cell. The dropped states end; if this is one of them the call does not return. False when there is no
/// such state; otherwise the caller must then call `cprocess_await_turn`.
bool cprocess_go(int64_t cell, const int64_t *dropped, size_t count);
/// Says how this process stands, for its parent to read when it has ended.
void cprocess_set_standing(enum cprocess_standing standing);
/// The cell whose state this is.
int64_t cprocess_cell(void);
/// The cells whose states are there. Returns their number.
size_t cprocess_living(int64_t *cells, size_t capacity);
/// How many cells can be undone from here.
int cprocess_reach(void);
/// Lets go of the oldest state below this one. False when only the one before it is left.
bool cprocess_drop_oldest(void);
/// Threads of this process.
int cprocess_thread_count(void);

// ---------------------------------------------------------------------------------------------------------------------
// Running a cell (Cells.c)

/// Where a trap happened: the number of the cell whose library holds the address, and the offset in it. A first frame with the
/// cell -1 says that the stack overflowed.
typedef struct {
  int64_t cell;
  uint64_t offset;
} cprocess_frame;

/// Loads a cell's library into this process. Returns its entry point; NULL and a message otherwise.
void *cprocess_load(const char *path, const char *entry_point, int64_t cell, const char **message);
/// Calls an entry point.
void cprocess_call(void *entry_point);
/// Fatal signals send the return addresses inside cells to the socket, then end the process as they would have.
void cprocess_catch_faults(int socket);
/// SIGINT counts up `*counter`, or is ignored with NULL.
void cprocess_count_interrupts(int32_t *counter);

// ---------------------------------------------------------------------------------------------------------------------
// The front end (Interrupts.c)

/// From here on SIGINT writes one byte to the descriptor; -1 restores what was there before.
void cprocess_forward_interrupts(int descriptor);
/// From here on SIGINT is counted where nothing else takes it.
void cprocess_note_interrupts(void);
/// How many SIGINT there were, forwarded or not.
int cprocess_interrupt_count(void);

// ---------------------------------------------------------------------------------------------------------------------
// The compiler's library that completes code (SourceKit.c)

/// Loads sourcekitd from the path of `libsourcekitdInProc.so` and starts it. False and why not otherwise.
bool cprocess_sourcekit_load(const char *path, const char **message);
/// Sends a request in YAML and waits. Returns the response as JSON, or what is wrong; the caller frees it.
char *cprocess_sourcekit_send(const char *yaml, bool *succeeded);

#endif
