#ifndef CGNUPLOT_H
#define CGNUPLOT_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// A gnuplot script that gnuplot-iostream formats into memory. Nothing here starts a process: who holds the bytes feeds
// them to a gnuplot of their own. No C++ exception leaves these functions; each reports one of these instead.
typedef enum {
  GNUPLOT_SCRIPT_OK = 0,
  GNUPLOT_SCRIPT_NO_MEMORY = 1,
  GNUPLOT_SCRIPT_STREAM_FAILED = 2,
  GNUPLOT_SCRIPT_UNEXPECTED = 3
} GnuplotScriptStatus;

typedef struct GnuplotScript GnuplotScript;

#ifdef __cplusplus
extern "C" {
#endif

// An empty script, or a null pointer when the system grants no memory for it.
GnuplotScript *gnuplot_script_create(void);

void gnuplot_script_destroy(GnuplotScript *script);

// Appends `length` bytes of commands as they are.
GnuplotScriptStatus gnuplot_script_command(GnuplotScript *script, const char *text, size_t length);

// Defines the data block `$name`: `rows` rows of `columns` (1 to 4) numbers, row after row.
GnuplotScriptStatus gnuplot_script_rows(GnuplotScript *script, const char *name, const double *values, size_t rows, size_t columns);

// Defines the data block `$name` as a surface: x, y and value at each of `rows` times `columns` points, in scans of
// one row each, as contours need it.
GnuplotScriptStatus gnuplot_script_surface(
  GnuplotScript *script, const char *name, const double *values, const double *x, const double *y, size_t rows, size_t columns);

// Defines the data block `$name`: positions, and at each one the character to set there.
GnuplotScriptStatus gnuplot_script_glyphs(
  GnuplotScript *script, const char *name, const double *x, const double *y, const uint32_t *scalars, size_t count);

// Plots pixels sent in binary: `plot '-' binary <format> <style>`. Row after row; `style` may add further plot elements.
GnuplotScriptStatus gnuplot_script_pixels(
  GnuplotScript *script, const uint8_t *rgb, size_t rows, size_t columns, const char *style);

// Plots values sent in binary, like `gnuplot_script_pixels`.
GnuplotScriptStatus gnuplot_script_field(
  GnuplotScript *script, const double *values, size_t rows, size_t columns, const char *style);

// Flushes the script and tells how many bytes it has.
GnuplotScriptStatus gnuplot_script_size(GnuplotScript *script, size_t *count);

// Copies the first `count` bytes of the script.
GnuplotScriptStatus gnuplot_script_read(GnuplotScript *script, uint8_t *bytes, size_t count);

// A pipe whose ends no spawned program inherits unasked: reading end first. Returns 0 or the system's error number.
int gnuplot_pipe(int ends[2]);

// A file in memory that no spawned program inherits unasked, or -1 with the system's error number in errno.
int gnuplot_memory_file(void);

// Starts a program whose standard descriptors are `standard`, in a process group of its own, with default signals and
// none of this process's other descriptors. Returns 0 or the system's error number.
int gnuplot_spawn(
  const char *executable, char *const arguments[], char *const environment[], const int standard[3], pid_t *process);

#ifdef __cplusplus
}
#endif
#endif
