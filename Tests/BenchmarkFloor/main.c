// What cannot be saved: libyaml's bare event loop over files, and libcurl moving requests with nobody looking at the
// answers. Measured beside tokenform by the benchmark.
//
//     benchmark-floor DIRECTORY BASE-URL CREDENTIAL PARALLELISM REQUESTS [HTTP/2]
//
// Connections are opened as they are needed, all at once, and kept. SSL_CERT_FILE has the authorities to trust.
// REQUESTS is a file with a line for each request, `METHOD TARGET` and behind another space a body where it has one.
// The requests of one method are sent side by side; those of the next one begin when they have ended.
#include <curl/curl.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static void fail(const char *what) {
  fprintf(stderr, "benchmark-floor: %s\n", what);
  exit(1);
}

static char *content(const char *path, size_t *size) {
  FILE *file = fopen(path, "r");
  if (!file) fail(path);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  char *text = malloc(*size + 1);
  if (!text || fread(text, 1, *size, file) != *size) fail(path);
  text[*size] = 0;
  fclose(file);
  return text;
}

static void parse(const char *path) {
  size_t size;
  char *text = content(path, &size);
  yaml_parser_t parser;
  yaml_event_t event;
  int isAtEnd = 0;
  if (!yaml_parser_initialize(&parser)) fail("no memory");
  yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
  while (!isAtEnd) {
    if (!yaml_parser_parse(&parser, &event)) fail(path);
    isAtEnd = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  free(text);
}

static void parseAll(const char *directory) {
  DIR *entries = opendir(directory);
  if (!entries) fail(directory);
  for (struct dirent *entry; (entry = readdir(entries));) {
    if (entry->d_name[0] == '.') continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
    parse(path);
  }
  closedir(entries);
}

static size_t discard(char *data, size_t size, size_t count, void *context) {
  (void)data, (void)context;
  return size * count;
}

static const char *baseURL;
static struct curl_slist *headers;
static const char *authorities;
static long version = CURL_HTTP_VERSION_1_1;
static char *rest;

// Gives a handle the next request of the method, if there is one.
static int prepare(CURL *easy, char *method) {
  if (!rest || !*rest || (*method && strncmp(rest, method, strlen(method)))) return 0;
  char *line = strsep(&rest, "\n");
  char *verb = strsep(&line, " ");
  char *target = strsep(&line, " ");
  snprintf(method, 8, "%s", verb);
  size_t length = strlen(baseURL) + strlen(target) + 1;
  char *url = malloc(length);
  snprintf(url, length, "%s%s", baseURL, target);
  curl_easy_setopt(easy, CURLOPT_URL, url);
  free(url);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, version);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  if (authorities) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, authorities);
    // With a directory, libcurl reads all authorities again for each connection.
    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, verb);
  if (line) curl_easy_setopt(easy, CURLOPT_POSTFIELDS, line);
  return 1;
}

static void moveAll(CURLM *multi, CURL **handles, int parallelism) {
  char method[8] = "";
  int underWay = 0, running;
  for (int index = 0; index < parallelism && prepare(handles[index], method); index++, underWay++)
    curl_multi_add_handle(multi, handles[index]);
  while (underWay > 0) {
    curl_multi_perform(multi, &running);
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL *easy = message->easy_handle;
      long status = 0;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      if (message->data.result != CURLE_OK || status != 200) fail("a request failed");
      curl_multi_remove_handle(multi, easy);
      if (prepare(easy, method)) curl_multi_add_handle(multi, easy);
      else underWay--;
      running = 1;
    }
    if (underWay > 0) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  }
}

int main(int count, char **arguments) {
  if (count < 6) fail("usage: benchmark-floor DIRECTORY BASE-URL CREDENTIAL PARALLELISM REQUESTS [HTTP/2]");
  if (count > 6) version = CURL_HTTP_VERSION_2TLS;
  authorities = getenv("SSL_CERT_FILE");
  baseURL = arguments[2];
  int parallelism = atoi(arguments[4]);
  parseAll(arguments[1]);

  size_t size;
  rest = content(arguments[5], &size);
  char authorization[1024];
  snprintf(authorization, sizeof authorization, "Authorization: Bearer %s", arguments[3]);
  headers = curl_slist_append(curl_slist_append(NULL, authorization), "Content-Type: application/json");
  curl_global_init(CURL_GLOBAL_ALL);
  CURLM *multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)parallelism);
  CURL **handles = calloc((size_t)parallelism, sizeof *handles);
  for (int index = 0; index < parallelism; index++) handles[index] = curl_easy_init();
  while (rest && *rest) moveAll(multi, handles, parallelism);
  for (int index = 0; index < parallelism; index++) curl_easy_cleanup(handles[index]);
  curl_multi_cleanup(multi);
  curl_global_cleanup();
  return 0;
}
