/* version.h - which state of the source this command was built from. */
#ifndef XW_CLI_VERSION_H
#define XW_CLI_VERSION_H

/** Abbreviated, "-dirty" behind it when files differed; "unknown" when it was
 *  built outside of a repository.  Written by cmake/commit.cmake. */
extern const char version_commit[];

#endif
