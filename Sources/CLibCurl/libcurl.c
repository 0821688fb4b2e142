// libcurl as it is found when it is first needed. Linked in the usual way, it and some twenty libraries behind it would
// be loaded by every command, which takes three milliseconds.
//
// The functions below have libcurl's own names and types, and hand their arguments on.
#include "shim.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// The macros that check the types of values do not fit functions that are called through pointers.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

// Name, type of the result, parameters, arguments.
#define FUNCTIONS(F)                                                                                                   \
  F(curl_global_init, CURLcode, (long flags), (flags))                                                                 \
  F(curl_version_info, curl_version_info_data *, (CURLversion version), (version))                                     \
  F(curl_free, void, (void *pointer), (pointer))                                                                       \
  F(curl_easy_init, CURL *, (void), ())                                                                                \
  F(curl_easy_reset, void, (CURL * easy), (easy))                                                                      \
  F(curl_easy_cleanup, void, (CURL * easy), (easy))                                                                    \
  F(curl_easy_strerror, const char *, (CURLcode code), (code))                                                         \
  F(curl_multi_init, CURLM *, (void), ())                                                                              \
  F(curl_multi_cleanup, CURLMcode, (CURLM * multi), (multi))                                                           \
  F(curl_multi_add_handle, CURLMcode, (CURLM * multi, CURL * easy), (multi, easy))                                     \
  F(curl_multi_remove_handle, CURLMcode, (CURLM * multi, CURL * easy), (multi, easy))                                  \
  F(curl_multi_perform, CURLMcode, (CURLM * multi, int *running), (multi, running))                                    \
  F(curl_multi_poll, CURLMcode,                                                                                        \
    (CURLM * multi, struct curl_waitfd * descriptors, unsigned count, int milliseconds, int *ready),                   \
    (multi, descriptors, count, milliseconds, ready))                                                                  \
  F(curl_multi_wakeup, CURLMcode, (CURLM * multi), (multi))                                                            \
  F(curl_multi_info_read, CURLMsg *, (CURLM * multi, int *left), (multi, left))                                        \
  F(curl_multi_strerror, const char *, (CURLMcode code), (code))                                                       \
  F(curl_slist_append, struct curl_slist *, (struct curl_slist * list, const char *text), (list, text))                \
  F(curl_slist_free_all, void, (struct curl_slist * list), (list))                                                     \
  F(curl_url, CURLU *, (void), ())                                                                                     \
  F(curl_url_cleanup, void, (CURLU * url), (url))                                                                      \
  F(curl_url_set, CURLUcode, (CURLU * url, CURLUPart part, const char *text, unsigned flags),                          \
    (url, part, text, flags))                                                                                          \
  F(curl_url_strerror, const char *, (CURLUcode code), (code))

// The functions, as libcurl has them.
#define POINTER(name, type, parameters, arguments) static type(*real_##name) parameters;
FUNCTIONS(POINTER)
static CURLcode (*real_curl_easy_setopt)(CURL *easy, CURLoption option, ...);
static CURLcode (*real_curl_easy_getinfo)(CURL *easy, CURLINFO info, ...);
static CURLUcode (*real_curl_url_get)(CURLU *url, CURLUPart part, char **text, unsigned flags);
static CURLMcode (*real_curl_multi_setopt)(CURLM *multi, CURLMoption option, ...);

static char fault[512];

static void find(void *library, const char *name, void *pointer) {
  *(void **)pointer = dlsym(library, name);
  if (!*(void **)pointer) snprintf(fault, sizeof fault, "libcurl has no %s", name);
}

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(fault, sizeof fault, "%s", dlerror());
    return;
  }
#define FIND(name, type, parameters, arguments) find(library, #name, &real_##name);
  FUNCTIONS(FIND)
  find(library, "curl_easy_setopt", &real_curl_easy_setopt);
  find(library, "curl_easy_getinfo", &real_curl_easy_getinfo);
  find(library, "curl_url_get", &real_curl_url_get);
  find(library, "curl_multi_setopt", &real_curl_multi_setopt);
}

const char *shim_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return *fault ? fault : NULL;
}

// Hidden, so that libcurl goes on calling its own.
#pragma GCC visibility push(hidden)
#define FORWARD(name, type, parameters, arguments)                                                                     \
  type name parameters { return real_##name arguments; }
FUNCTIONS(FORWARD)
#pragma GCC visibility pop

CURLcode shim_easy_set_long(CURL *easy, CURLoption option, long value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode shim_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode shim_easy_set_string(CURL *easy, CURLoption option, const char *value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode shim_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode shim_easy_set_data_callback(CURL *easy, CURLoption option, shim_data_callback value) {
  return real_curl_easy_setopt(easy, option, value);
}

CURLcode shim_easy_set_prereq_callback(CURL *easy, curl_prereq_callback value) {
  return real_curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

CURLcode shim_easy_set_xferinfo_callback(CURL *easy, curl_xferinfo_callback value) {
  return real_curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, value);
}

CURLcode shim_easy_set_debug_callback(CURL *easy, curl_debug_callback value) {
  return real_curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, value);
}

CURLcode shim_easy_get_long(CURL *easy, CURLINFO info, long *value) {
  return real_curl_easy_getinfo(easy, info, value);
}

CURLcode shim_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return real_curl_easy_getinfo(easy, info, value);
}

CURLcode shim_easy_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return real_curl_easy_getinfo(easy, info, value);
}

CURLMcode shim_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return real_curl_multi_setopt(multi, option, value);
}

CURLUcode shim_url_get(CURLU *url, CURLUPart part, char **text, unsigned flags) {
  return real_curl_url_get(url, part, text, flags);
}
