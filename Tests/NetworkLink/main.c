// A link between two network namespaces that delays, loses or drops packets. It works where the kernel lacks netem.
//
//     network-link NUMBER DELAY-MICROSECONDS MTU
//
// The near end is in the namespace of the caller and has the address 10.77.NUMBER.1. The far end is in a new one, that of
// this process from then on, and has 10.77.NUMBER.2, this MTU, and an IPv6 address whose packets get no answer. Prints
// `ready`, then relays until its terminal closes. Each packet takes the delay in its direction. Commands, a line each:
//
//     delay MICROSECONDS    loss PERCENT    down    up
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <linux/ipv6.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { slots = 1 << 15, largestPacket = 1500 };

static void fail(const char *what) {
  fprintf(stderr, "network-link: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void call(int result, const char *what) {
  if (result < 0) fail(what);
}

// Brings an interface of the present namespace up.
static void bringUp(int sockets, const char *name) {
  struct ifreq request = {0};
  snprintf(request.ifr_name, IFNAMSIZ, "%s", name);
  call(ioctl(sockets, SIOCGIFFLAGS, &request), "flags");
  request.ifr_flags |= IFF_UP;
  call(ioctl(sockets, SIOCSIFFLAGS, &request), "up");
}

static void setAddress(int sockets, struct ifreq *request, unsigned long what, const char *text) {
  struct sockaddr_in *address = (struct sockaddr_in *)&request->ifr_addr;
  memset(address, 0, sizeof *address);
  address->sin_family = AF_INET;
  inet_pton(AF_INET, text, &address->sin_addr);
  call(ioctl(sockets, what, request), text);
}

// An address whose route leads into the link. Left out where the kernel has no IPv6.
static void addIPv6(const char *name, int number) {
  int sockets = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (sockets < 0) return;
  struct ifreq index = {0};
  snprintf(index.ifr_name, IFNAMSIZ, "%s", name);
  call(ioctl(sockets, SIOCGIFINDEX, &index), "index");
  struct in6_ifreq request = {.ifr6_prefixlen = 64, .ifr6_ifindex = index.ifr_ifindex};
  char text[64];
  snprintf(text, sizeof text, "fd77:%x::2", number);
  inet_pton(AF_INET6, text, &request.ifr6_addr);
  ioctl(sockets, SIOCSIFADDR, &request);
  close(sockets);
}

// Opens one end of the link in the present namespace.
static int openEnd(int number, int host, int mtu) {
  int sockets = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  call(device, "/dev/net/tun");
  bringUp(sockets, "lo");
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  snprintf(request.ifr_name, IFNAMSIZ, "link%d", number);
  call(ioctl(device, TUNSETIFF, &request), "TUNSETIFF");
  char text[32];
  snprintf(text, sizeof text, "10.77.%d.%d", number, host);
  setAddress(sockets, &request, SIOCSIFADDR, text);
  setAddress(sockets, &request, SIOCSIFNETMASK, "255.255.255.252");
  request.ifr_mtu = mtu;
  call(ioctl(sockets, SIOCSIFMTU, &request), "MTU");
  request.ifr_qlen = slots;
  call(ioctl(sockets, SIOCSIFTXQLEN, &request), "queue");
  bringUp(sockets, request.ifr_name);
  if (host == 2 && mtu >= 1280) addIPv6(request.ifr_name, number);
  close(sockets);
  return device;
}

struct packet {
  int64_t due;
  ssize_t length;
  char data[largestPacket];
};

// Packets under way in one direction, the oldest first.
struct queue {
  struct packet *packets;
  unsigned first, end;
};

static int64_t delay;
static double loss;
static int isDown;
static uint64_t randomState = 0x9E3779B97F4A7C15;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int isLost(void) {
  randomState ^= randomState << 13, randomState ^= randomState >> 7, randomState ^= randomState << 17;
  return isDown || (double)(randomState >> 11) / (double)(1ULL << 53) < loss;
}

static void take(int device, struct queue *queue) {
  while (queue->end - queue->first < slots) {
    struct packet *packet = &queue->packets[queue->end % slots];
    packet->length = read(device, packet->data, sizeof packet->data);
    if (packet->length <= 0) return;
    packet->due = now() + delay;
    if (!isLost()) queue->end++;
  }
}

// Hands on what is due.
static void deliver(int device, struct queue *queue, int64_t time) {
  for (; queue->first != queue->end && queue->packets[queue->first % slots].due <= time; queue->first++) {
    struct packet *packet = &queue->packets[queue->first % slots];
    if (!isDown && write(device, packet->data, (size_t)packet->length) < 0 && errno != EINVAL && errno != EIO)
      fail("write");
  }
}

static void obey(char *line) {
  char *word = strsep(&line, " ");
  if (!strcmp(word, "delay") && line) delay = atoll(line) * 1000;
  else if (!strcmp(word, "loss") && line) loss = atof(line) / 100;
  else if (!strcmp(word, "down")) isDown = 1;
  else if (!strcmp(word, "up")) isDown = 0;
}

// Obeys the commands that have arrived whole.
static void readCommands(void) {
  static char text[4096];
  static size_t size;
  ssize_t count = read(STDIN_FILENO, text + size, sizeof text - 1 - size);
  if (count <= 0) exit(0);
  size += (size_t)count;
  text[size] = 0;
  char *line = text;
  for (char *end; (end = strchr(line, '\n')); line = end + 1) {
    *end = 0;
    obey(line);
  }
  size = strlen(line);
  memmove(text, line, size);
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  int number = atoi(arguments[1]);
  delay = atoll(arguments[2]) * 1000;
  // A packet that is due goes before all other work of the machine.
  sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 1});
  prctl(PR_SET_TIMERSLACK, 1);
  int near = openEnd(number, 1, largestPacket);
  call(unshare(CLONE_NEWNET), "unshare");
  int far = openEnd(number, 2, atoi(arguments[3]));
  struct queue outbound = {calloc(slots, sizeof(struct packet)), 0, 0};
  struct queue inbound = {calloc(slots, sizeof(struct packet)), 0, 0};
  if (!outbound.packets || !inbound.packets) fail("memory");
  puts("ready");
  fflush(stdout);
  struct pollfd descriptors[] = {{near, POLLIN, 0}, {far, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  while (1) {
    int64_t time = now(), next = time + 1000000000;
    deliver(near, &inbound, time);
    deliver(far, &outbound, time);
    if (inbound.first != inbound.end && inbound.packets[inbound.first % slots].due < next)
      next = inbound.packets[inbound.first % slots].due;
    if (outbound.first != outbound.end && outbound.packets[outbound.first % slots].due < next)
      next = outbound.packets[outbound.first % slots].due;
    int64_t wait = next > now() ? next - now() : 0;
    struct timespec timeout = {wait / 1000000000, wait % 1000000000};
    if (ppoll(descriptors, 3, &timeout, NULL) <= 0) continue;
    take(near, &outbound);
    take(far, &inbound);
    if (descriptors[2].revents) readCommands();
  }
}
