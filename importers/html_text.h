/* html_text.h - what a snippet of HTML says as plain text. */
#ifndef XW_IMPORTERS_HTML_TEXT_H
#define XW_IMPORTERS_HTML_TEXT_H

#include "buffer.h"

#include <xw/xw.h>

/** Append `html` without its tags, those of blocks as line ends, and with the
 *  commonest entities as what they stand for.  What looks like neither stays as
 *  it is: `a < b`.  False when out of memory.  O(html.len). */
bool xw_html_text(xw_string html, xw_buffer *out);

#endif
