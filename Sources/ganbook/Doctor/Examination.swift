/// What `ganbook doctor` looks at, one after the other.
enum Examination {
  static func all() -> [Finding] {
    toolchain() + blas() + gnuplot() + [locale()] + directories() + [lessons()]
  }
}
