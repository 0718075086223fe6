@preconcurrency import CReadline
import Glibc

/// GNU readline. All of its globals are touched here and in `ReadlineCompletion`, on the one thread that reads.
enum Readline {
  typealias Command = @convention(c) (Int32, Int32) -> Int32

  nonisolated(unsafe) private static var session: ReadlineSession?
  nonisolated(unsafe) private static var outcome: ReadlineOutcome?
  /// Bytes before the word that is being completed.
  nonisolated(unsafe) static var keptCount = 0
  /// What a list shows for the candidates, where that is more than they are.
  nonisolated(unsafe) static var labels: [String]?
  /// Readable when a signal has come that ends a wait.
  nonisolated(unsafe) static var interrupt: Int32 = -1
  /// Candidates are being listed: keys that are read answer readline's questions about it.
  nonisolated(unsafe) static var isListing = false
  /// The prompt's place was taken by that of a search or of a numeric argument.
  nonisolated(unsafe) private static var showedMessage = false
  /// Kept alive for readline, which holds on to the pointer.
  nonisolated(unsafe) private static var name: UnsafeMutablePointer<CChar>?

  // MARK: Set-up

  /// Reads inputrc and binds what the notebook adds, where the reader's own bindings leave room for it.
  static func prepare(name: String, writesToError: Bool) {
    self.name = strdup(name)
    rl_readline_name = UnsafePointer(self.name)
    rl_catch_signals = 0
    rl_catch_sigwinch = 0
    rl_change_environment = 0
    if writesToError { rl_outstream = stderr }
    rl_initialize()
    using_history()
    rl_completer_word_break_characters = emptyText
    rl_attempted_completion_function = completeText
    rl_completion_display_matches_hook = showMatches
    rl_redisplay_function = redisplay
    rl_getc_function = readKey
    for map in [rl_get_keymap_by_name("emacs-standard"), rl_get_keymap_by_name("vi-insert"), rl_get_keymap_by_name("vi-command")] {
      replace(rl_newline, by: endLine, for: ["\r", "\n"], in: map)
      replace(rl_beg_of_line, by: moveToLineStart, for: ["\u{1}", "\u{1B}[H", "\u{1B}OH", "\u{1B}[1~"], in: map)
      replace(rl_end_of_line, by: moveToLineEnd, for: ["\u{5}", "\u{1B}[F", "\u{1B}OF", "\u{1B}[4~"], in: map)
      replace(rl_get_previous_history, by: moveUp, for: ["\u{1B}[A", "\u{1B}OA"], in: map)
      replace(rl_get_next_history, by: moveDown, for: ["\u{1B}[B", "\u{1B}OB"], in: map)
    }
    for map in [rl_get_keymap_by_name("emacs-standard"), rl_get_keymap_by_name("vi-insert"), rl_get_keymap_by_name("vi-command")] {
      for beginning in TerminalReply.beginnings { rl_bind_keyseq_in_map(beginning, swallowAnswer, map) }
    }
    for map in [rl_get_keymap_by_name("emacs-standard"), rl_get_keymap_by_name("vi-insert")] {
      replace(rl_complete, by: completeOrIndent, for: ["\t"], in: map)
      replace(rl_insert, by: insertClosing, for: ["}", ")", "]"], in: map)
      // Readline's own meaning of Meta-Return is to begin vi's way of editing.
      replace(rl_vi_editing_mode, by: insertNewline, for: ["\u{1B}\r"], in: map)
      rl_bind_keyseq_if_unbound_in_map("\u{1B}\r", insertNewline, map)
      rl_bind_keyseq_if_unbound_in_map("\u{1B}q", formatText, map)
    }
  }

  static func listInOneColumn() { rl_variable_bind("completion-display-width", "0") }

  /// A key keeps what the reader's inputrc gave it.
  private static func replace(_ old: Command?, by new: Command?, for keys: [String], in map: Keymap?) {
    for key in keys {
      let bound = rl_function_of_keyseq(key, map, nil)
      if address(bound) == address(old) { rl_bind_keyseq_in_map(key, new, map) }
    }
  }

  static func address(_ function: Command?) -> Int { unsafeBitCast(function, to: Int.self) }

  // MARK: A cell

  static func begin(_ session: ReadlineSession) { self.session = session }

  static func end() { session = nil }

  /// Shows a prompt and begins a line.
  ///
  /// - Parameter interrupt: A descriptor that becomes readable when a signal has come that ends a wait.
  static func show(_ prompt: StyledText, interrupt: Int32) {
    outcome = nil
    self.interrupt = interrupt
    rl_callback_handler_install(marked(prompt), finishLine)
  }

  static func takeOutcome() -> ReadlineOutcome? {
    defer { outcome = nil }
    return outcome
  }

  static func readCharacter() { rl_callback_read_char() }

  /// A key that was read by somebody else.
  static func type(_ key: UInt8) {
    rl_stuff_char(Int32(key))
    rl_callback_read_char()
  }

  /// Control sequences between marks, so that readline does not count them as columns.
  private static func marked(_ prompt: StyledText) -> String {
    guard let session else { return prompt.plain }
    return prompt.runs.reduce(into: "") { text, run in
      let parameters = run.attributes.parameters
      let isPlain = parameters.isEmpty || !session.style.isColored
      text += isPlain ? run.text : "\u{1}\u{1B}[\(parameters)m\u{2}\(run.text)\u{1}\u{1B}[0m\u{2}"
    }
  }

  fileprivate static func finish(_ line: String?) {
    outcome = line.map(ReadlineOutcome.line) ?? .end
    rl_callback_handler_remove()
    // Readline ends the line itself when it switches the terminal's pasting mode off.
    if line == nil, isOff("enable-bracketed-paste") {
      fputs("\n", rl_outstream)
      fflush(rl_outstream)
    }
  }

  /// Drops the line after Ctrl-C; what was typed stays on the screen above the next prompt.
  static func abandon() {
    rl_free_line_state()
    rl_callback_sigcleanup()
    rl_point = rl_end
    redisplayText()
    fputs("^C", rl_outstream)
    rl_crlf()
    fflush(rl_outstream)
    rl_callback_handler_remove()
    rl_replace_line("", 1)
  }

  /// Draws the text for the window's new size. Terminals have filled their rows anew by now, so the rows above the cursor are
  /// counted in the new width.
  static func resize() {
    rl_reset_screen_size()
    guard let session, session.canMoveCursor else { return rl_resize_terminal() }
    let shown = DisplayedText(bytes, continuation: session.continuation)
    let before = StyledText(String(decoding: shown.bytes[..<shown.place(of: Int(rl_point))], as: UTF8.self))
    let columns = screen.columns
    let first = session.prompt.width
    let above =
      first / max(1, columns) + DisplayedRows(before, firstColumn: first % max(1, columns), columns: columns, width: width(of:)).lastRow
    fputs("\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J", rl_outstream)
    rl_on_new_line()
    redisplayText()
  }

  static func suspend() { rl_deprep_term_function?() }

  /// After the process was stopped, the terminal's modes are the shell's.
  static func resume() {
    rl_deprep_term_function?()
    rl_prep_term_function?(1)
    rl_reset_screen_size()
    rl_on_new_line()
    redisplayText()
  }

  static func whileHidden(_ body: () -> Void) {
    guard session != nil else { return body() }
    rl_clear_visible_line()
    fflush(rl_outstream)
    body()
    rl_on_new_line()
    redisplayText()
  }

  // MARK: History

  static func addHistory(_ cell: String) { add_history(cell) }

  static func removeHistory(at index: Int) {
    guard let entry = remove_history(Int32(index)) else { return }
    free(free_history_entry(entry))
  }

  // MARK: The text

  private static var bytes: [UInt8] {
    UnsafeBufferPointer(start: rl_line_buffer, count: Int(rl_end)).map { UInt8(bitPattern: $0) }
  }

  static var edited: EditedText { EditedText(bytes, cursor: Int(rl_point)) }

  static var editor: LineEditor? { session?.editor }

  fileprivate static var canMoveCursor: Bool { session?.canMoveCursor ?? false }

  /// Whether a key comes within so many milliseconds.
  fileprivate static func hasKey(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: fileno(rl_instream), events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Several keys are waiting: they were pasted, and come with an indentation of their own.
  fileprivate static var moreIsWaiting: Bool {
    var request = pollfd(fd: fileno(rl_instream), events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  // MARK: Drawing

  /// Readline draws the text with continuation prompts in it, by a copy that takes the buffer's place meanwhile; then the same cells
  /// are painted in their colours. Readline's own idea of the screen stays true, since only colours differ.
  fileprivate static func redisplayText() {
    guard let session, session.canMoveCursor else { return rl_redisplay() }
    beginAfreshAfterMessage()
    let shown = DisplayedText(bytes, continuation: session.continuation)
    let (buffer, end, point, mark) = (rl_line_buffer, rl_end, rl_point, rl_mark)
    var copy = shown.bytes.map { CChar(bitPattern: $0) } + [0]
    copy.withUnsafeMutableBufferPointer { pointer in
      rl_line_buffer = pointer.baseAddress
      rl_end = Int32(shown.bytes.count)
      rl_point = Int32(shown.place(of: Int(point)))
      rl_mark = Int32(shown.place(of: Int(mark)))
      rl_redisplay()
    }
    let displayedPoint = Int(rl_point)
    (rl_line_buffer, rl_end, rl_point, rl_mark) = (buffer, end, point, mark)
    paint(shown, point: displayedPoint, session)
  }

  /// Where a search's prompt was longer than ours and ours has colours, readline leaves rests of the long one: all is drawn again.
  private static func beginAfreshAfterMessage() {
    let isMessage = rl_display_prompt != rl_prompt
    if showedMessage, !isMessage {
      rl_clear_visible_line()
      rl_on_new_line()
    }
    showedMessage = isMessage
  }

  private static func paint(_ shown: DisplayedText, point: Int, _ session: ReadlineSession) {
    guard session.style.isColored, let highlight = session.editor.options.highlight, isShowingText else { return }
    let (rows, columns) = screen
    let styled = recolored(shown, highlight(String(decoding: bytes, as: UTF8.self)), continuation: session.continuation)
    guard styled.plain.unicodeScalars.allSatisfy({ $0 == "\n" || width(of: $0) >= 0 }) else { return }
    let first = session.prompt.width
    let all = DisplayedRows(styled, firstColumn: first, columns: columns, width: width(of:))
    let before = DisplayedRows(
      StyledText(String(decoding: shown.bytes[..<point], as: UTF8.self)), firstColumn: first, columns: columns, width: width(of:))
    guard all.rows.count < rows, first < columns else { return }
    fputs(painting(all, cursorRow: before.lastRow, session.style), rl_outstream)
    fflush(rl_outstream)
  }

  private static func width(of scalar: Unicode.Scalar) -> Int { Int(wcwidth(wchar_t(bitPattern: scalar.value))) }

  /// The marks of a search or of an argument take the prompt's place, and a region is shown in reverse: neither is painted over.
  private static var isShowingText: Bool {
    rl_display_prompt == rl_prompt && rl_mark_active_p() == 0 && rl_end > 0
      && isOff("show-mode-in-prompt") && isOff("horizontal-scroll-mode")
  }

  private static func isOff(_ variable: String) -> Bool { String(cString: rl_variable_value(variable)) == "off" }

  private static var screen: (rows: Int, columns: Int) {
    var (rows, columns): (Int32, Int32) = (0, 0)
    rl_get_screen_size(&rows, &columns)
    return (Int(rows), Int(columns))
  }

  /// The colours of the edited text on the displayed one.
  private static func recolored(_ shown: DisplayedText, _ text: StyledText, continuation: String) -> StyledText {
    var result = StyledText()
    for run in text.runs {
      for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 {
          result.append("\n")
          result.append(continuation, .faint)
        }
        result.append(String(part).replacing("\t", with: "  "), run.attributes)
      }
    }
    return result
  }

  /// From the cursor up to the first row, over all rows, and back to where readline believes the cursor to be.
  private static func painting(_ all: DisplayedRows, cursorRow: Int, _ style: Style) -> String {
    let up = cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : ""
    let indent = all.firstColumn > 0 ? "\u{1B}[\(all.firstColumn)C" : ""
    let rows = all.rows.map { style($0) }.joined(separator: "\r\u{1B}[B")
    return "\u{1B}[?25l\u{1B}7\(up)\r\(indent)\(rows)\u{1B}8\u{1B}[?25h"
  }

  /// An empty C string that lives as long as the process.
  nonisolated(unsafe) private static let emptyText: UnsafePointer<CChar> = UnsafePointer(strdup("")!)
}

// MARK: Functions that readline calls

private func redisplay() { Readline.redisplayText() }

private func finishLine(_ line: UnsafeMutablePointer<CChar>?) {
  Readline.finish(line.map { String(cString: $0) })
  free(line)
}

/// Return: ends a finished cell, and begins another line of an unfinished one.
private func endLine(_ count: Int32, _ key: Int32) -> Int32 {
  guard Readline.canMoveCursor, let editor = Readline.editor, !editor.options.isFinished(Readline.edited.text) else {
    rl_point = rl_end
    return rl_newline(1, key)
  }
  return insertNewline(count, key)
}

private func insertNewline(_ count: Int32, _ key: Int32) -> Int32 {
  let indentation = Readline.moreIsWaiting ? 0 : Readline.edited.indentation
  rl_insert_text("\n" + String(repeating: " ", count: indentation))
  return 0
}

/// Lays the whole text out anew, as one change that can be undone; what does not parse stays as it is.
private func formatText(_ count: Int32, _ key: Int32) -> Int32 {
  guard let editor = Readline.editor, let formatted = editor.options.format(Readline.edited.text) else { return rl_ding() }
  rl_begin_undo_group()
  rl_delete_text(0, rl_end)
  rl_point = 0
  rl_insert_text(formatted)
  rl_end_undo_group()
  return 0
}

/// A closing bracket that begins a line stands under the line that opened it.
private func insertClosing(_ count: Int32, _ key: Int32) -> Int32 {
  let outdent = Int32(Readline.edited.outdent)
  if outdent > 0 {
    rl_delete_text(rl_point - outdent, rl_point)
    rl_point -= outdent
  }
  return rl_insert(count, key)
}

/// What a slow terminal answers when nobody waits for it any more: it was not typed.
private func swallowAnswer(_ count: Int32, _ key: Int32) -> Int32 {
  // An answer comes in one piece; what is not there in a moment does not belong to it.
  var last: Int32 = 0
  while Readline.hasKey(within: 50) {
    let next = rl_read_key()
    let isFinal = key == Int32(UInt8(ascii: "G")) ? last == 0x1B && next == Int32(UInt8(ascii: "\\")) : (0x40...0x7E).contains(next)
    if isFinal { break }
    last = next
  }
  return 0
}

/// The arrow keys move within a cell of several lines first.
private func moveUp(_ count: Int32, _ key: Int32) -> Int32 {
  guard let place = Readline.edited.above else { return rl_get_previous_history(count, key) }
  rl_point = Int32(place)
  return 0
}

private func moveDown(_ count: Int32, _ key: Int32) -> Int32 {
  guard let place = Readline.edited.below else { return rl_get_next_history(count, key) }
  rl_point = Int32(place)
  return 0
}

private func moveToLineStart(_ count: Int32, _ key: Int32) -> Int32 {
  rl_point = Int32(Readline.edited.lineStart)
  return 0
}

private func moveToLineEnd(_ count: Int32, _ key: Int32) -> Int32 {
  rl_point = Int32(Readline.edited.lineEnd)
  return 0
}
