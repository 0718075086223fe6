@preconcurrency import CReadline
import Glibc

// What readline calls when TAB is pressed. It completes, lists and pages; here is said what there is, and how it is shown.

/// TAB indents where a line begins, and completes everywhere else.
func completeOrIndent(_ count: Int32, _ key: Int32) -> Int32 {
  if Readline.edited.isInIndentation {
    rl_insert_text("  ")
    return 0
  }
  // A second TAB in a row lists the candidates: readline knows it by the last function, which must look like its own.
  if Readline.address(rl_last_func) == Readline.address(completeOrIndent) { rl_last_func = rl_complete }
  return rl_complete(count, key)
}

/// Readline takes all text before the cursor for the word to complete, so that the completer alone decides where its word begins.
func completeText(_ text: UnsafePointer<CChar>?, _ start: Int32, _ end: Int32) -> UnsafeMutablePointer<
  UnsafeMutablePointer<CChar>?
>? {
  rl_attempted_completion_over = 1
  rl_sort_completion_matches = 0
  rl_ignore_completion_duplicates = 0
  guard let editor = Readline.editor else { return nil }
  let edited = Readline.edited
  let completions = editor.options.complete(edited.text, edited.before.endIndex, Readline.interrupt)
  guard !completions.candidates.isEmpty else { return nil }
  let kept = String(edited.before.dropLast(completions.replacing))
  Readline.keptCount = kept.utf8.count
  Readline.labels = completions.labels
  rl_completion_append_character = completions.appendsSpace ? 32 : 0
  let matches = completions.candidates.map { kept + $0 }
  // A single candidate that adds nothing is listed for what its label tells.
  let isOnlyTold = matches == [String(edited.before)] && completions.labels != nil
  let all = matches.count == 1 && !isOnlyTold ? matches : [commonPrefix(matches, typed: String(edited.before))] + matches
  let array = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>(
    OpaquePointer(calloc(all.count + 1, MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)))
  for (index, match) in all.enumerated() { array?[index] = strdup(match) }
  return array
}

/// Never less than what is typed: candidates may part before the cursor, as `a?.b` and `a.c` do behind `a.`.
private func commonPrefix(_ texts: [String], typed: String) -> String {
  let common = texts.dropFirst().reduce(texts.first ?? "") { $0.commonPrefix(with: $1) }
  return common.utf8.count < typed.utf8.count ? typed : common
}

/// Lists the candidates without the text before them, or what they are labelled with.
func showMatches(_ matches: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int32, _ longest: Int32) {
  guard let matches else { return }
  let whole = (0...Int(count)).map { matches[$0].map { String(cString: $0 + min(Readline.keptCount, strlen($0))) } ?? "" }
  let labels = Readline.labels.flatMap { $0.count == Int(count) ? [whole[0]] + $0 : nil } ?? whole
  var shown: [UnsafeMutablePointer<CChar>?] = labels.map { strdup($0) } + [nil]
  defer { shown.forEach { free($0) } }
  Readline.isListing = true
  // Readline pages no list while it is driven key by key, because its pager waits for keys. Ours wakes for signals too.
  rl_readline_state &= ~UInt(RL_STATE_CALLBACK)
  defer {
    rl_readline_state |= UInt(RL_STATE_CALLBACK)
    Readline.isListing = false
  }
  if count < rl_completion_query_items || rl_completion_query_items <= 0 || wantsToSee(count) {
    rl_display_match_list(&shown, count, Int32(labels.dropFirst().map { DisplayWidth.of($0) }.max() ?? 0))
  }
  rl_forced_update_display()
}

/// Readline's question before a long list, which it leaves to whoever lists the candidates.
private func wantsToSee(_ count: Int32) -> Bool {
  rl_crlf()
  fputs("Display all \(count) possibilities? (y or n)", rl_outstream)
  fflush(rl_outstream)
  while true {
    switch UInt8(truncatingIfNeeded: rl_read_key()) {
    case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: " "): return true
    case UInt8(ascii: "n"), UInt8(ascii: "N"), 0x7f, 0xff:
      rl_crlf()
      return false
    default: rl_ding()
    }
  }
}

/// A key; while candidates are listed, a signal answers readline's questions with no: the loop that waits for keys then deals with it.
func readKey(_ stream: UnsafeMutablePointer<FILE>?) -> Int32 {
  guard Readline.isListing, let stream else { return rl_getc(stream) }
  var requests = [fileno(stream), Readline.interrupt].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  while poll(&requests, 2, -1) < 0 && errno == EINTR {}
  let key = requests[1].revents != 0 ? Int32(UInt8(ascii: "n")) : rl_getc(stream)
  // Ctrl-G would leave by a jump over our frames.
  return key == 0x07 ? Int32(UInt8(ascii: "n")) : key
}
