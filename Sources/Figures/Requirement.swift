/// Ends the process with `message` when a figure is put together wrongly.
///
/// A failed `precondition` loses its message in a release build.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}
