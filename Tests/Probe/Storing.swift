import Glibc
import StateStore

/// Adds each cell to the history and says how many there are.
func addHistory(directory: String, cells: [String]) {
  let store = StateStore(directory: directory)
  for notice in store.notices { print("NOTICE \(notice)") }
  do {
    for cell in cells { try store.addHistory(cell) }
    print("COUNT \(try store.history().count)")
  } catch {
    print("ERROR \(error)")
  }
}

/// Adds cells until no file may grow any more, which is what a full disk looks like from inside a process.
func fillDisk(directory: String, limit: Int) {
  let store = StateStore(directory: directory)
  signal(SIGXFSZ, SIG_IGN)
  var bound = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &bound)
  var saved = 0
  do {
    while saved < 10_000 {
      try store.addHistory("\(saved) " + String(repeating: "x", count: 1_000))
      saved += 1
    }
  } catch {
    print("ERROR \(error)")
  }
  print("SAVED \(saved)")
}

/// Takes a session and holds it until it is killed.
func holdSession(directory: String, session: String) {
  let lock = StateStore(directory: directory).lock(session: session)
  print(lock == nil ? "TAKEN" : "LOCKED")
  fflush(nil)
  while lock != nil { sleep(100) }
}
