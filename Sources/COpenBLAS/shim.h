#include <cblas.h>

/// Whether this processor has 32 vector registers of 512 bits.
static inline int ganbook_has_wide_vectors(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f");
#else
  return 0;
#endif
}

/// Square roots that a loop of Swift can take as vectors: the standard library's call the C library for negative numbers, which keeps a loop
/// from being vectorised.
static inline float ganbook_square_root_float(float x) { return __builtin_elementwise_sqrt(x); }
static inline double ganbook_square_root_double(double x) { return __builtin_elementwise_sqrt(x); }
