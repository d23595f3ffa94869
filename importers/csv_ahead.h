/* csv_ahead.h - reading CSV in two threads: one takes it apart, and the caller's
 * has the records.
 *
 * What comes of it is the same as with one.  The second thread says nothing: where
 * there is something to report it stops, and the caller's thread reads on from
 * there by itself. */
#ifndef XW_IMPORTERS_CSV_AHEAD_H
#define XW_IMPORTERS_CSV_AHEAD_H

#include "csv_reader.h"

/** As xw_csv_read; `threads` is how many there may be, 0 for one on each
 *  processor.  Reads no more than a few MB ahead of `fn`, and small texts, or what
 *  no thread can be had for, not ahead at all. */
xw_status xw_csv_read_ahead(xw_string text, uint32_t threads,
                            xw_diagnostics *diagnostics, xw_csv_fn fn,
                            void *payload);

#endif
