#pragma once
#include <curl/curl.h>

// libcurl's setters and getters are variadic, which Swift cannot call: one function for each type of value.

static inline CURLcode tokenform_set_number(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode tokenform_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode tokenform_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*tokenform_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode tokenform_set_receiver(CURL *easy, CURLoption option, tokenform_receiver receiver) {
  return curl_easy_setopt(easy, option, receiver);
}

static inline CURLcode tokenform_get_number(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode tokenform_get_pointer(CURL *easy, void **value) {
  return curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)value);
}

static inline CURLMcode tokenform_set_multi_number(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

/// The transfer and the result of a message that says a transfer is done; null for any other message.
static inline CURL *tokenform_done(const CURLMsg *message, CURLcode *result) {
  if (message->msg != CURLMSG_DONE) return NULL;
  *result = message->data.result;
  return message->easy_handle;
}
