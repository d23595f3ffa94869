#include "olir_header.h"

#include "sheet.h"
#include "values.h"

#include <string.h>

typedef struct heading {
    const char *folded; /* as xw_heading_is has it */
    xw_olir_role role;
} heading;

/* NIST IR 8278A, table 1 and section 3.2. */
static const heading olir_headings[] = {
    { "focaldocumentelement", XW_OLIR_FOCAL },
    { "focaldocumentelementdescription", XW_OLIR_DESCRIPTION },
    { "securitycontrolbaseline", XW_OLIR_DESCRIPTION },
    { "rationale", XW_OLIR_RATIONALE },
    { "relationship", XW_OLIR_RELATIONSHIP },
    { "relationshiptype", XW_OLIR_RELATIONSHIP },
    { "referencedocumentelement", XW_OLIR_REFERENCE },
    { "referencedocumentelementdescription", XW_OLIR_DESCRIPTION },
    { "fulfilledby", XW_OLIR_DESCRIPTION },
    { "groupidentifier", XW_OLIR_GROUP },
    { "comments", XW_OLIR_NOTE },
    { "strengthofrelationship", XW_OLIR_STRENGTH },
    { "focaldocument", XW_OLIR_FOCAL_DOCUMENT },
    { "referencedocument", XW_OLIR_REFERENCE_DOCUMENT },
    { NULL, XW_OLIR_UNKNOWN },
};

/* As the Secure Controls Framework writes them, and what was made after it. */
static const heading strm_headings[] = {
    { "fde#", XW_OLIR_FOCAL },
    { "fdename", XW_OLIR_DESCRIPTION },
    { "fdedescription", XW_OLIR_DESCRIPTION },
    { "focaldocumentelement", XW_OLIR_DESCRIPTION },
    { "focaldocumentelementdescription", XW_OLIR_DESCRIPTION },
    { "strmrationale", XW_OLIR_RATIONALE },
    { "strmrelationship", XW_OLIR_RELATIONSHIP },
    { "scfcontrol", XW_OLIR_DESCRIPTION },
    { "scf#", XW_OLIR_REFERENCE },
    { "targetid#", XW_OLIR_REFERENCE },
    { "scfcontroldescription", XW_OLIR_DESCRIPTION },
    { "securecontrolsframeworkcontroldescription", XW_OLIR_DESCRIPTION },
    { "targetrequirementtitle", XW_OLIR_DESCRIPTION },
    { "targetrequirementdescription", XW_OLIR_DESCRIPTION },
    { "confidencelevels", XW_OLIR_DESCRIPTION },
    { "strengthofrelationship", XW_OLIR_STRENGTH },
    { "notes", XW_OLIR_NOTE },
    { "comments", XW_OLIR_NOTE },
    { NULL, XW_OLIR_UNKNOWN },
};

static bool
has_heading(const xw_csv_record *record, const char *folded)
{
    for (size_t i = 0; i < record->count; ++i) {
        if (xw_heading_is(record->fields[i], folded)) {
            return true;
        }
    }
    return false;
}

xw_olir_role
xw_olir_role_of(const xw_olir_header *header, const xw_csv_record *record,
                size_t index)
{
    const heading *h = header->strm ? strm_headings : olir_headings;
    while (h->folded && !xw_heading_is(record->fields[index], h->folded)) {
        ++h;
    }
    return h->role;
}

bool
xw_olir_header_read(const xw_csv_record *record, xw_olir_header *out)
{
    xw_olir_header header = { .strm = has_heading(record, "fde#"),
                              .scf = has_heading(record, "scf#"),
                              .width = xw_sheet_width(record) };
    for (size_t i = 0; i < XW_OLIR_ROLE_COUNT; ++i) {
        header.columns[i] = SIZE_MAX;
    }
    for (size_t i = record->count; i-- > 0;) { /* the first of a role counts */
        header.columns[xw_olir_role_of(&header, record, i)] = i;
    }
    if (header.columns[XW_OLIR_FOCAL] == SIZE_MAX ||
        header.columns[XW_OLIR_REFERENCE] == SIZE_MAX) {
        return false;
    }
    *out = header;
    return true;
}

/* ---- Above the header ------------------------------------------------------- */

static xw_string
first_text_after(const xw_csv_record *record, size_t index)
{
    while (++index < record->count) {
        xw_string cell = xw_trim(record->fields[index]);
        if (cell.len) {
            return cell;
        }
    }
    return (xw_string){ NULL, 0 };
}

xw_string
xw_olir_title(const xw_csv_record *record, const char *folded)
{
    for (size_t i = 0; i < record->count; ++i) {
        xw_string rest = record->fields[i], name;
        if (xw_split(&rest, ":", &name) && xw_heading_is(name, folded)) {
            rest = xw_trim(rest);
            return rest.len ? rest : first_text_after(record, i);
        }
    }
    return (xw_string){ NULL, 0 };
}
