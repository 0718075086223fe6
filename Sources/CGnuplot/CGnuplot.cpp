#include "CGnuplot.h"

#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <vector>

#include <gnuplot-iostream.h>

// gnuplot-iostream writes to a descriptor, so the memory has to have one. Its `Gnuplot` closes the file.
struct GnuplotScript {
  explicit GnuplotScript(FILE *file) : descriptor(fileno(file)), gnuplot(file) {
    // Ten digits tell any two pixels apart; the default of eighteen makes scripts twice as long.
    gnuplot << std::defaultfloat << std::setprecision(10);
  }
  int descriptor;
  Gnuplot gnuplot;
};

namespace {

template <typename Body> GnuplotScriptStatus guarded(GnuplotScript *script, Body body) noexcept {
  try {
    body(script->gnuplot);
    return script->gnuplot.good() ? GNUPLOT_SCRIPT_OK : GNUPLOT_SCRIPT_STREAM_FAILED;
  } catch (const std::bad_alloc &) {
    return GNUPLOT_SCRIPT_NO_MEMORY;
  } catch (const std::ios_base::failure &) {
    return GNUPLOT_SCRIPT_STREAM_FAILED;
  } catch (...) {
    return GNUPLOT_SCRIPT_UNEXPECTED;
  }
}

// gnuplot-iostream ends one-dimensional data with a line "e", which serves as the end mark of a data block too.
void openBlock(Gnuplot &gnuplot, const char *name) { gnuplot << "$" << name << " << e\n"; }

template <typename Row, typename MakeRow> std::vector<Row> collected(size_t count, MakeRow makeRow) {
  std::vector<Row> rows;
  rows.reserve(count);
  for (size_t index = 0; index < count; ++index) rows.push_back(makeRow(index));
  return rows;
}

void sendRows(Gnuplot &gnuplot, const double *values, size_t rows, size_t columns) {
  using std::make_tuple;
  const auto at = [=](size_t row, size_t column) { return values[row * columns + column]; };
  switch (columns) {
  case 1:
    gnuplot.send1d(collected<double>(rows, [=](size_t i) { return at(i, 0); }));
    break;
  case 2:
    gnuplot.send1d(collected<std::tuple<double, double>>(rows, [=](size_t i) { return make_tuple(at(i, 0), at(i, 1)); }));
    break;
  case 3:
    gnuplot.send1d(collected<std::tuple<double, double, double>>(
      rows, [=](size_t i) { return make_tuple(at(i, 0), at(i, 1), at(i, 2)); }));
    break;
  case 4:
    gnuplot.send1d(collected<std::tuple<double, double, double, double>>(
      rows, [=](size_t i) { return make_tuple(at(i, 0), at(i, 1), at(i, 2), at(i, 3)); }));
    break;
  default:
    throw std::invalid_argument("1 to 4 columns");
  }
}

std::string utf8(uint32_t scalar) {
  std::string text;
  if (scalar < 0x80) {
    text += static_cast<char>(scalar);
  } else if (scalar < 0x800) {
    text += static_cast<char>(0xC0 | scalar >> 6);
    text += static_cast<char>(0x80 | (scalar & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | scalar >> 12);
    text += static_cast<char>(0x80 | (scalar >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (scalar & 0x3F));
  }
  return text;
}

template <typename Value> void plotBinary(Gnuplot &gnuplot, const std::vector<std::vector<Value>> &grid, const char *style) {
  gnuplot << "plot '-' binary" << gnuplot.binFmt2d(grid, "array") << style << "\n";
  gnuplot.sendBinary2d(grid);
  gnuplot << "\n";
}

} // namespace

extern "C" {

GnuplotScript *gnuplot_script_create(void) {
  const int descriptor = memfd_create("gnuplot-script", MFD_CLOEXEC);
  if (descriptor < 0) return nullptr;
  FILE *file = fdopen(descriptor, "w+");
  if (!file) {
    close(descriptor);
    return nullptr;
  }
  try {
    return new GnuplotScript(file);
  } catch (...) {
    return nullptr;
  }
}

void gnuplot_script_destroy(GnuplotScript *script) {
  try {
    delete script;
  } catch (...) {
  }
}

GnuplotScriptStatus gnuplot_script_command(GnuplotScript *script, const char *text, size_t length) {
  return guarded(script, [=](Gnuplot &gnuplot) { gnuplot.write(text, static_cast<std::streamsize>(length)); });
}

GnuplotScriptStatus gnuplot_script_rows(GnuplotScript *script, const char *name, const double *values, size_t rows, size_t columns) {
  return guarded(script, [=](Gnuplot &gnuplot) {
    openBlock(gnuplot, name);
    sendRows(gnuplot, values, rows, columns);
  });
}

GnuplotScriptStatus gnuplot_script_surface(
  GnuplotScript *script, const char *name, const double *values, const double *x, const double *y, size_t rows, size_t columns) {
  using Point = std::tuple<double, double, double>;
  return guarded(script, [=](Gnuplot &gnuplot) {
    openBlock(gnuplot, name);
    gnuplot.send2d(collected<std::vector<Point>>(rows, [=](size_t row) {
      return collected<Point>(columns, [=](size_t column) {
        return std::make_tuple(x[column], y[row], values[row * columns + column]);
      });
    }));
  });
}

GnuplotScriptStatus gnuplot_script_glyphs(
  GnuplotScript *script, const char *name, const double *x, const double *y, const uint32_t *scalars, size_t count) {
  using Glyph = std::tuple<double, double, std::string>;
  return guarded(script, [=](Gnuplot &gnuplot) {
    openBlock(gnuplot, name);
    gnuplot.send1d(collected<Glyph>(count, [=](size_t i) { return std::make_tuple(x[i], y[i], utf8(scalars[i])); }));
  });
}

GnuplotScriptStatus gnuplot_script_pixels(
  GnuplotScript *script, const uint8_t *rgb, size_t rows, size_t columns, const char *style) {
  using Pixel = std::tuple<uint8_t, uint8_t, uint8_t>;
  return guarded(script, [=](Gnuplot &gnuplot) {
    plotBinary(gnuplot, collected<std::vector<Pixel>>(rows, [=](size_t row) {
      return collected<Pixel>(columns, [=](size_t column) {
        const uint8_t *pixel = rgb + 3 * (row * columns + column);
        return std::make_tuple(pixel[0], pixel[1], pixel[2]);
      });
    }), style);
  });
}

GnuplotScriptStatus gnuplot_script_field(
  GnuplotScript *script, const double *values, size_t rows, size_t columns, const char *style) {
  return guarded(script, [=](Gnuplot &gnuplot) {
    plotBinary(gnuplot, collected<std::vector<double>>(rows, [=](size_t row) {
      return std::vector<double>(values + row * columns, values + (row + 1) * columns);
    }), style);
  });
}

GnuplotScriptStatus gnuplot_script_size(GnuplotScript *script, size_t *count) {
  return guarded(script, [=](Gnuplot &gnuplot) {
    gnuplot.flush();
    struct stat status;
    if (fstat(script->descriptor, &status) != 0) throw std::ios_base::failure("fstat");
    *count = static_cast<size_t>(status.st_size);
  });
}

GnuplotScriptStatus gnuplot_script_read(GnuplotScript *script, uint8_t *bytes, size_t count) {
  return guarded(script, [=](Gnuplot &) {
    for (size_t done = 0; done < count;) {
      const ssize_t length = pread(script->descriptor, bytes + done, count - done, static_cast<off_t>(done));
      if (length <= 0) throw std::ios_base::failure("pread");
      done += static_cast<size_t>(length);
    }
  });
}

} // extern "C"
