/// Where the messages of a cell go.
///
/// In a notebook the kernel sets `send` before the first cell runs. Everywhere else (a test, an exported package) it is
/// `nil`, and the notebook's face in `GANs` prints instead.
public enum NotebookLink {
  nonisolated(unsafe) public static var send: ((CellMessage) -> Void)?
}
