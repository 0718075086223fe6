import NotebookProtocol

/// Sends a message to the notebook; without one, prints what a person can use of it, and lets the program keep the rest.
func say(_ message: CellMessage) {
  if let send = NotebookLink.send { return send(message) }
  let file = Program.current?.take(message)
  Standalone.show(message, file: file, judgesClaims: Program.current?.judgesClaims ?? true)
}
