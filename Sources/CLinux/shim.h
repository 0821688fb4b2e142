#pragma once
#include <sys/prctl.h>

/// `prctl` is variadic, which Swift cannot call. Keeps the process's memory from core dumps and from other processes.
static inline int tokenform_forbid_dumps(void) {
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
