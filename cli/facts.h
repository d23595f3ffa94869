/* facts.h - one row, told line by line. */
#ifndef XW_CLI_FACTS_H
#define XW_CLI_FACTS_H

#include "column.h"

/** Print "name  value" for each column; what is empty or false is left out. */
void facts_print(const json_t *row, const struct columns *columns);

#endif
