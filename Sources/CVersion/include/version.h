#pragma once

/// The version of both programs, as in CHANGELOG.md.
#define TOKENFORM_VERSION "0.1.0"
/// The day of that version, for the manual pages.
#define TOKENFORM_VERSION_DATE "November 27, 2026"

/// The commit that the programs were built from; empty unless the build names it.
extern const char *const tokenform_commit;
