#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

// One message at a time, whichever thread sends. A fault inside a send must not wait for itself: hence recursive.
static pthread_mutex_t sending = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static bool send_packet(int socket, uint8_t kind, uint8_t flags, const void *bytes, size_t count) {
  uint8_t header[cprocess_packet_header] = {kind, flags};
  struct iovec parts[2] = {{header, sizeof header}, {(void *)bytes, count}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  while (sendmsg(socket, &message, MSG_NOSIGNAL) < 0) {
    if (errno == EAGAIN || errno == ENOBUFS) {
      struct pollfd ready = {socket, POLLOUT, 0};
      poll(&ready, 1, 100);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

bool cprocess_send(int socket, uint8_t kind, const void *bytes, size_t count) {
  const size_t room = cprocess_packet_capacity - cprocess_packet_header;
  bool sent = true;
  pthread_mutex_lock(&sending);
  for (size_t start = 0; sent && (start == 0 || start < count); start += room) {
    size_t size = count - start < room ? count - start : room;
    uint8_t flags = (start == 0 ? cprocess_packet_first : 0) | (start + size == count ? cprocess_packet_last : 0);
    sent = send_packet(socket, kind, flags, (const char *)bytes + start, size);
  }
  pthread_mutex_unlock(&sending);
  return sent;
}
