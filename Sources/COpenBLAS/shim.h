#include <cblas.h>

/// Whether this processor has 32 vector registers of 512 bits.
static inline int ganbook_has_wide_vectors(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f");
#else
  return 0;
#endif
}
