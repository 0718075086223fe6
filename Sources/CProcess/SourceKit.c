#define _GNU_SOURCE
#include "CProcess.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// What is used of sourcekitd's C interface, declared here: the header comes with a toolchain, and Ganbook is built before it knows with
// which one it runs.
typedef struct {
  uint64_t data[3];
} variant;

static struct {
  void (*initialize)(void);
  void *(*request_from_yaml)(const char *yaml, char **error);
  void (*request_release)(void *request);
  void *(*send)(void *request);
  bool (*is_error)(void *response);
  const char *(*error_description)(void *response);
  variant (*value)(void *response);
  char *(*json)(variant value);
  void (*dispose)(void *response);
} kit;

bool cprocess_sourcekit_load(const char *path, const char **message) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    *message = dlerror();
    return false;
  }
  const struct {
    const char *name;
    void **place;
  } functions[] = {
      {"sourcekitd_initialize", (void **)&kit.initialize},
      {"sourcekitd_request_create_from_yaml", (void **)&kit.request_from_yaml},
      {"sourcekitd_request_release", (void **)&kit.request_release},
      {"sourcekitd_send_request_sync", (void **)&kit.send},
      {"sourcekitd_response_is_error", (void **)&kit.is_error},
      {"sourcekitd_response_error_get_description", (void **)&kit.error_description},
      {"sourcekitd_response_get_value", (void **)&kit.value},
      {"sourcekitd_variant_json_description_copy", (void **)&kit.json},
      {"sourcekitd_response_dispose", (void **)&kit.dispose},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    *functions[i].place = dlsym(library, functions[i].name);
    if (!*functions[i].place) {
      *message = functions[i].name;
      return false;
    }
  }
  kit.initialize();
  return true;
}

char *cprocess_sourcekit_send(const char *yaml, bool *succeeded) {
  *succeeded = false;
  char *error = NULL;
  void *request = kit.request_from_yaml(yaml, &error);
  if (!request) return error ? error : strdup("the request is no YAML");
  void *response = kit.send(request);
  kit.request_release(request);
  *succeeded = !kit.is_error(response);
  const char *description = *succeeded ? NULL : kit.error_description(response);
  char *text = *succeeded ? kit.json(kit.value(response)) : strdup(description ? description : "no reason is given");
  kit.dispose(response);
  return text;
}
