/* csv_line.h - the fields of a line of CSV that has no quotes.
 *
 * Most lines have none, and are split here many times faster than libcsv, byte
 * by byte, does it.  Both give the same fields (tests/test_csv_line.c). */
#ifndef XW_IMPORTERS_CSV_LINE_H
#define XW_IMPORTERS_CSV_LINE_H

#include <xw/xw.h>

/** Split a line, which is given without its line end, at `delimiter`.  As libcsv
 *  has it, blanks and tabs around a field are no part of it but for the
 *  delimiter, and a line of nothing else has none.
 *
 *  @param fields  [most] what points into the line.
 *  @return        how many fields there are; those past `most` are not written.
 *
 *  O(line.len). */
size_t xw_csv_line_split(xw_string line, char delimiter, xw_string *fields,
                         size_t most);

#endif
