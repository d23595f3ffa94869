/* olir_header.h - where an OLIR or STRM sheet has what: the header may stand
 * under a title, and each shape of sheet has headings of its own. */
#ifndef XW_IMPORTERS_OLIR_HEADER_H
#define XW_IMPORTERS_OLIR_HEADER_H

#include "csv_reader.h"

/** What a column has. */
typedef enum xw_olir_role {
    XW_OLIR_UNKNOWN,
    XW_OLIR_FOCAL,
    XW_OLIR_REFERENCE,
    XW_OLIR_RELATIONSHIP,
    XW_OLIR_RATIONALE,
    XW_OLIR_NOTE,
    XW_OLIR_STRENGTH,
    XW_OLIR_GROUP,
    XW_OLIR_FOCAL_DOCUMENT,
    XW_OLIR_REFERENCE_DOCUMENT,
    XW_OLIR_READ,        /**< the roles so far are those that are read */
    XW_OLIR_DESCRIPTION, /**< known, and not read */
    XW_OLIR_ROLE_COUNT
} xw_olir_role;

typedef struct xw_olir_header {
    bool strm; /**< else of the OLIR programme */
    bool scf;  /**< the reference elements are those of the SCF */
    size_t columns[XW_OLIR_ROLE_COUNT]; /**< or SIZE_MAX */
    size_t width;
} xw_olir_header;

/** Most records before the header. */
enum { XW_OLIR_TITLE_ROWS = 40 };

/** Whether a record is the header of such a sheet. */
bool xw_olir_header_read(const xw_csv_record *record, xw_olir_header *out);

/** What column `index` of the header has. */
xw_olir_role xw_olir_role_of(const xw_olir_header *header,
                             const xw_csv_record *record, size_t index);

/** What a row above the header says of a document: "Focal Document: ISO 27001",
 *  in one cell or in two.  Of len 0 when it does not. */
xw_string xw_olir_title(const xw_csv_record *record, const char *folded);

#endif
