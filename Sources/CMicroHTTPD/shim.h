#pragma once
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdarg.h>

static inline void micro_httpd_no_log(void *context, const char *format, va_list arguments) {
  (void)context; (void)format; (void)arguments;
}

/* Listens on 127.0.0.1 only; port 0 picks a free one. */
static inline struct MHD_Daemon *micro_httpd_start(
    unsigned short port, unsigned int threads, unsigned int connections, size_t connection_memory,
    MHD_AccessHandlerCallback handler, void *(*begin)(void *, const char *, struct MHD_Connection *),
    MHD_RequestCompletedCallback completed, void *context) {
  struct sockaddr_in address = {0};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return MHD_start_daemon(
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, port, NULL, NULL, handler, context,
      MHD_OPTION_EXTERNAL_LOGGER, micro_httpd_no_log, NULL,
      MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
      MHD_OPTION_THREAD_POOL_SIZE, threads,
      MHD_OPTION_CONNECTION_LIMIT, connections,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory,
      MHD_OPTION_URI_LOG_CALLBACK, begin, context,
      MHD_OPTION_NOTIFY_COMPLETED, completed, context,
      MHD_OPTION_END);
}

/* The port that the daemon listens on; 0 if it is unknown. */
static inline unsigned short micro_httpd_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}
