#define _GNU_SOURCE
#include "CProcess.h"

#include <stdio.h>

static int streams_socket = -1;
static FILE *redirected[2];
static const uint8_t kinds[2] = {cprocess_kind_output, cprocess_kind_error_output};

static ssize_t write_to_socket(void *cookie, const char *bytes, size_t count) {
  return cprocess_send(streams_socket, *(const uint8_t *)cookie, bytes, count) ? (ssize_t)count : 0;
}

static FILE *open_stream(int which) {
  cookie_io_functions_t functions = {.write = write_to_socket};
  FILE *stream = fopencookie((void *)&kinds[which], "w", functions);
  if (stream) setvbuf(stream, NULL, _IOLBF, 8192);
  return stream;
}

void cprocess_redirect_streams(int socket) {
  streams_socket = socket;
  for (int which = 0; which < 2; which++) redirected[which] = open_stream(which);
  if (redirected[0]) stdout = redirected[0];
  if (redirected[1]) stderr = redirected[1];
}

void cprocess_flush_streams(void) { fflush(NULL); }

// fflush takes locks that the interrupted code may hold; glibc's buffer pointers can be read without them.
void cprocess_flush_streams_in_handler(void) {
  for (int which = 0; which < 2; which++) {
    FILE *stream = redirected[which];
    if (!stream || stream->_IO_write_ptr <= stream->_IO_write_base) continue;
    cprocess_send(streams_socket, kinds[which], stream->_IO_write_base, stream->_IO_write_ptr - stream->_IO_write_base);
    stream->_IO_write_ptr = stream->_IO_write_base;
  }
}
