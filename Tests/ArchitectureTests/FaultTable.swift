/// The 44 faults that a notebook must survive, and the tests that inject them.
enum FaultTable {
  struct Row: Sendable {
    var number: Int
    var fault: String
    /// What the tests are called, each in the folder of a test target.
    var tests: [String]
    /// What is not injected yet, and why.
    var missing: String?

    init(_ number: Int, _ fault: String, _ tests: String..., missing: String? = nil) {
      (self.number, self.fault, self.tests, self.missing) = (number, fault, tests, missing)
    }
  }

  static let rows = [
    Row(1, "trap, fatalError, out of bounds, forced nil, overflow", "NotebookTests: a trap is reported at its line"),
    Row(
      2, "SIGSEGV, SIGBUS, SIGFPE, abort", "NotebookTests: a bad pointer is reported at its line", "NotebookTests: abort is reported",
      "NotebookTests: a signal that a cell raises is reported by its name"),
    Row(3, "stack overflow", "NotebookTests: an endless recursion is called by its name"),
    Row(4, "exit(0) in a cell", "NotebookTests: exit(0) is no success"),
    Row(
      5, "an endless loop and Ctrl-C", "NotebookTests: two seconds without effect take a cell back",
      "NotebookTests: the second Ctrl-C takes a cell back at once"),
    Row(6, "a cell that ignores SIGINT", "NotebookTests: a cell that blocks SIGINT is taken back"),
    Row(
      7, "Ctrl-C at the prompt, while compiling, completing, plotting",
      "TerminalTests: Ctrl-C at the prompt clears the cell, shows a fresh prompt and ends nothing",
      "NotebookTests: a compiler that hangs is stopped at its deadline, or by Ctrl-C, and what it left is removed",
      "GanbookTests: Ctrl-C ends a gnuplot that hangs, and the notebook goes on",
      "GanbookTests: Ctrl-C while completing brings a fresh prompt, and the notebook goes on",
      "TerminalTests: Ctrl-C ends a completion that takes long, and clears the line as it does at the prompt"),
    Row(
      8, "the cell's process killed", "NotebookTests: a cell killed from outside is reported",
      "NotebookTests: a state killed between two cells falls back to the one before"),
    Row(
      9, "the kernel killed",
      "GanbookTests: the kernel killed under a cell: :resume goes on in the same session, and what it gives can be undone and killed again"),
    Row(
      10, "the front end killed",
      "GanbookTests: the front end killed in a cell: the next start says how long it takes, runs what was typed, and stops before that cell",
      "NotebookTests: a cell that loops, the states before it and what they started are gone when the socket is closed",
      "GanbookTests: what a reader did is on disk before it runs: after a power cut in a cell the cells before it run again, and that cell is shown"
    ),
    Row(
      11, "SIGHUP",
      "GanbookTests: a hang-up ends everything and leaves the journal; a reader who says no begins anew and is not asked again"),
    Row(
      12, "Ctrl-Z and fg", "TerminalTests: a stopped process shows its prompt and its text again when it goes on",
      "GanbookTests: a notebook that is stopped in a training and goes on finishes it"),
    Row(
      13, "fork refused",
      "NotebookTests: a fork that the system refuses costs the cell, and going back to a state that may fork mends it"),
    Row(
      14, "many snapshots", "GanbookTests: of many states the oldest are let go with a notice, and undo says where it ends",
      "NotebookTests: the oldest states are let go below branches too, and every branch still stands"),
    Row(
      15, "compiler error, crash, timeout", "NotebookTests: a cell that does not compile leaves the notebook as it was",
      "NotebookTests: a compiler that crashes costs the cell, and the next one compiles",
      "NotebookTests: tools that waited for a cell and were killed meanwhile are started anew: parser, compiler, linker",
      "NotebookTests: a compiler that hangs is stopped at its deadline, or by Ctrl-C, and what it left is removed"),
    Row(
      16, "disk full while a cell is linked",
      "NotebookTests: a disk that is full while a cell is compiled and linked costs the cell, and names the place; with room again it runs"),
    Row(
      17, "a truncated cache entry",
      "NotebookTests: an entry of the cache that was cut off is compiled anew, whichever of its files it is",
      "NotebookTests: an entry of the cache of which one byte changed is compiled anew, whichever of its files it is",
      "NotebookTests: what the compiler keeps of C's modules is made anew when it is damaged"),
    Row(
      18, "a type declared again while values of the old live", "NotebookTests: a name that is declared again hides the old one",
      "NotebookTests: a type that is declared again lives beside the values of the old one: in arrays, in closures, behind protocols"),
    Row(
      19, "a cell that uses Task or Dispatch",
      "NotebookTests: Task and Dispatch are refused before they run, and the next cell is unharmed",
      "NotebookTests: what a refusal advises instead works: a command's output is read, threads are joined, time is measured"),
    Row(
      20, "BLAS busy at fork",
      "NotebookTests: a cell that works the engine on a thread of its own while it ends is taken back, and the next one multiplies"),
    Row(21, "a lock held at fork", "NotebookTests: a lock that a cell holds at its end stops nobody"),
    Row(22, "unflushed output", "NotebookTests: nothing is lost and nothing comes twice, over cells, unfinished lines and traps"),
    Row(
      23, "descriptors leak into cells", "NotebookTests: only standard input, output, error and the kernel's socket are open in a cell",
      "NotebookTests: the front end keeps no descriptor of the cells that it compiled, ran, failed and undid"),
    Row(
      24, "a cell's own children", "NotebookTests: what a failed cell had started dies with it",
      "NotebookTests: everything ends with the session, also what a cell moved into a session of its own"),
    Row(25, "a cell reads stdin", "NotebookTests: a cell reads nothing from standard input"),
    Row(
      26, "a cell prints gigabytes or escape sequences",
      "NotebookTests: a cell that prints a gigabyte ends, and the front end keeps none of it",
      "GanbookTests: escape sequences that a cell prints, shows or notes are seen, not obeyed"),
    Row(27, "a thread that prints after its cell ended", "NotebookTests: a thread that outlives its cell takes the cell back"),
    Row(
      28, "undo, then run again: the same numbers", "NotebookTests: a cell that runs again after undo draws the same random numbers",
      "NotebookTests: a training that is undone and run again, or redone, leaves the same bytes: weights, moments, averages, generator, log",
      "GanbookTests: undo and redo take numbers, and a training that was stopped stops there again"),
    Row(29, "undo cannot undo files", "GanbookTests: undo says that files stay, and a file that a cell wrote stays"),
    Row(
      30, "gnuplot missing, killed, hung, failing",
      "GnuplotTests: a missing gnuplot is named with its Debian package, before anything is started",
      "GnuplotTests: a gnuplot that hangs is killed at the deadline, and what it started with it",
      "GnuplotTests: a gnuplot that dies at once does not take us along by SIGPIPE",
      "GanbookTests: without gnuplot everything else goes on, and the package is named once"),
    Row(31, "DISPLAY missing or wrong", "GanbookTests: a display that is missing or wrong is no matter"),
    Row(
      32, "disk full or read-only at any write", "GnuplotTests: a read-only directory and a full disk leave the old picture as it was",
      "StateStoreTests: a full disk is an error with a cause, and everything before it stays",
      "StateStoreTests: where nothing can be written the state lives in memory, and the notice names the place"),
    Row(
      33, "killed during any save",
      "StateStoreTests: a session that was killed in the middle of its writing loses nothing that it had written",
      "GanbookTests: a notebook killed at any moment of its compiling leaves a cache with which the next one runs, and then nothing is compiled",
      "GnuplotTests: a picture replaces the old one whole, with the permissions of a usual file"),
    Row(
      34, "safetensors, IDX, CSV, PNG: truncated, oversized, lying headers; NaN weights",
      "NetworksTests: a checkpoint that is cut off anywhere is refused, and so is one with a byte more",
      "NetworksTests: a huge hostile header of tiny values costs memory in proportion to the file",
      "NetworksTests: NaN in a checkpoint is refused, and the last good one is kept",
      "DatasetsTests: every truncation is refused, at the byte where the file ends",
      "DatasetsTests: no truncation and no changed byte is more than a refusal or another good table",
      "DatasetsTests: a changed byte is refused wherever it is, for every chunk has its checksum",
      "DatasetsTests: a small file that tells of 30000x30000 pixels is refused before there is memory for them"),
    Row(
      35, "corrupt history or progress", "StateStoreTests: a file that is no database is set aside whole, and a fresh one works",
      "StateStoreTests: a page of noise in the middle is found when the file is opened",
      "StateStoreTests: an entry in which anything changed ends the journal before it",
      "StateStoreTests: rows of values that no program of ours wrote are passed over or read, in every table",
      "GanbookTests: a changed entry is not run: the notebook goes on up to before it, says so, and its journal is whole again",
      "GanbookTests: a lesson that is gone is said with its place, the journal is kept, and with the lesson back the notebook goes on"),
    Row(
      36, "two sessions at once", "StateStoreTests: two sessions that open and write at once lose nothing",
      "NotebookTests: two sessions that compile the same cells into one cache at once both get them",
      "GanbookTests: two sessions at once keep two journals, and neither is offered to the other"),
    Row(
      37, "HOME unset or read-only",
      "GanbookTests: without a home, and with one that cannot be written, cells run, and it is said that nothing is kept"),
    Row(38, "NaN or constant losses", "GanbookTests: a loss that is no number stops its training with file, line and advice"),
    Row(
      39, "the terminal resized while editing, one column wide, wide characters",
      "TerminalTests: the cell is drawn for the new width when the window changes",
      "TerminalTests: a window of one column does not stop the editing",
      "TerminalTests: characters take the columns that terminals give them"),
    Row(
      40, "sourcekitd crashes or hangs",
      "GanbookTests: a helper that is killed is replaced with a word, and one that hangs costs a moment: what is typed stays and runs",
      "NotebookTests: a helper that is killed is replaced, the reader is told once, and completion goes on",
      "NotebookTests: a helper that hangs keeps nobody waiting, is ended and replaced",
      "NotebookTests: helpers that end again and again are given up, and that is said"),
    Row(
      41, "a malformed lesson", "LessonsTests: every fault of a file is named with its line and with what to do",
      "GanbookTests: a malformed lesson leaves with 2 and names its line"),
    Row(42, "stdout closed", "GanbookTests: a reader of standard output that goes away ends neither the run nor its record"),
    Row(43, "the clock jumps", "NotebookTests: a clock that jumps by hours changes neither time limits nor durations"),
    Row(
      44, "the toolchain missing or of another version",
      "NotebookTests: another version than the one Ganbook was built with is noticed",
      "GanbookTests: a toolchain that is missing is said at the start and again when a cell is to run; everything else works"),
  ]
}
