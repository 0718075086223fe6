import CProcess

/// Ctrl-C in the front end, whoever takes it: a running cell, or nobody in between.
public enum Interrupts {
  /// From now on Ctrl-C ends what the front end is at, never the notebook. A prompt and a running cell take it for themselves meanwhile.
  public static func note() { cprocess_note_interrupts() }

  /// Says from now on whether there was one.
  public static func watch() -> @Sendable () -> Bool {
    let before = cprocess_interrupt_count()
    return { cprocess_interrupt_count() != before }
  }
}
