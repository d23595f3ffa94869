/* uuid.h - UUIDs that follow from what they name (RFC 9562, version 5). */
#ifndef XW_CLI_UUID_H
#define XW_CLI_UUID_H

#include <stddef.h>

enum { UUID_ROOM = 37 /* 36 characters and NUL */ };

/** Write the UUID of `name` in the namespace of this project. */
void uuid_of(const char *name, size_t len, char out[UUID_ROOM]);

#endif
