#include <curl/curl.h>
#include <stdint.h>

// Swift can't call functions that take any number of arguments, nor see the options behind libcurl's type-checking
// macros: one function for each kind of argument.

typedef size_t (*recourse_curl_transfer)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode recourse_curl_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode recourse_curl_set_size(CURL *handle, CURLoption option, int64_t value) {
  return curl_easy_setopt(handle, option, (curl_off_t)value);
}

static inline CURLcode recourse_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode recourse_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode recourse_curl_set_context(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode recourse_curl_set_transfer(CURL *handle, CURLoption option, recourse_curl_transfer value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode recourse_curl_set_opensocket(CURL *handle, curl_opensocket_callback value) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline long recourse_curl_number(CURL *handle, CURLINFO info) {
  long value = 0;
  curl_easy_getinfo(handle, info, &value);
  return value;
}
