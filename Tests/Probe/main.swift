import Glibc
import StateStore
import Terminal

// What the tests of Terminal and StateStore cannot do inside their own process: edit on a terminal, share a database with
// another process, run out of room.
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "edit": editCells(colored: arguments.contains("--color"), watching: arguments.contains("--watch"))
case "show": show(width: Int(arguments[1]) ?? 80, colored: arguments.contains("--color"))
case "progress": showProgress(steps: Int(arguments[1]) ?? 100)
case "history": addHistory(directory: arguments[1], cells: Array(arguments.dropFirst(2)))
case "lock": holdSession(directory: arguments[1], session: arguments[2])
case "fill": fillDisk(directory: arguments[1], limit: Int(arguments[2]) ?? 0)
default: exit(2)
}
