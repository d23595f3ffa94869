/* delimited.h - rows as CSV and TSV, for programs. */
#ifndef XW_CLI_DELIMITED_H
#define XW_CLI_DELIMITED_H

#include "column.h"

/** Print as RFC 4180 says: a header, quotes where needed, CR LF. */
void delimited_print_csv(const json_t *rows, const struct columns *columns);

/** Print as IANA's text/tab-separated-values says: a header, no quotes; tabs
 *  and line ends in a value become blanks. */
void delimited_print_tsv(const json_t *rows, const struct columns *columns);

#endif
