import GANs
import Lessons

extension Lesson {
  /// The SHA-256 of the lesson's bytes, by which a run and a reader's progress know it again, as 64 hexadecimal digits.
  var hash: String { SHA256.hexadecimal(of: Array(text.utf8)) }
}
