#include "version.h"

// `make` passes the commit, so that a build in a work tree need not ask Git.
#ifndef TOKENFORM_COMMIT
#define TOKENFORM_COMMIT ""
#endif

const char *const tokenform_commit = TOKENFORM_COMMIT;
