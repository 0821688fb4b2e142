#pragma once
#include <curl/curl.h>

#if LIBCURL_VERSION_NUM < 0x075700
#error "libcurl 7.87 or newer is needed"
#endif

/// Loads libcurl, once, with the libraries that it needs in turn. Call it before any other function of libcurl. May be
/// called on any thread.
/// - Returns: NULL, or why it cannot be loaded.
const char *shim_load(void);

// What libcurl takes through variadic functions, once for each type of value: Swift cannot call those.

typedef size_t (*shim_data_callback)(char *data, size_t size, size_t count, void *context);

CURLcode shim_easy_set_long(CURL *easy, CURLoption option, long value);
CURLcode shim_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode shim_easy_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode shim_easy_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode shim_easy_set_data_callback(CURL *easy, CURLoption option, shim_data_callback value);
CURLcode shim_easy_set_prereq_callback(CURL *easy, curl_prereq_callback value);
CURLcode shim_easy_set_xferinfo_callback(CURL *easy, curl_xferinfo_callback value);
CURLcode shim_easy_set_debug_callback(CURL *easy, curl_debug_callback value);
CURLcode shim_easy_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode shim_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value);
CURLcode shim_easy_get_pointer(CURL *easy, CURLINFO info, void **value);
CURLMcode shim_multi_set_long(CURLM *multi, CURLMoption option, long value);

/// `curl_url_get`, whose first parameter is constant in some versions of libcurl only.
CURLUcode shim_url_get(CURLU *url, CURLUPart part, char **text, unsigned flags);
