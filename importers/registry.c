#include "registry.h"

#include "ciso_assistant.h"
#include "cprt.h"
#include "ctid.h"
#include "native_csv.h"
#include "native_json.h"
#include "olir.h"
#include "opencre.h"
#include "oscal_catalog.h"
#include "oscal_mapping.h"
#include "oscal_profile.h"
#include "sssom.h"
#include "wide.h"

#include <string.h>

static const xw_format formats[] = {
    { "native-csv", XW_SYNTAX_CSV, false, xw_native_csv_detect,
      xw_native_csv_read },
    { "native-json", XW_SYNTAX_JSON, false, xw_native_json_detect,
      xw_native_json_read },
    { "oscal-catalog", XW_SYNTAX_JSON, false, xw_oscal_catalog_detect,
      xw_oscal_catalog_read },
    { "oscal-profile", XW_SYNTAX_JSON, false, xw_oscal_profile_detect,
      xw_oscal_profile_read },
    { "oscal-mapping", XW_SYNTAX_JSON, false, xw_oscal_mapping_detect,
      xw_oscal_mapping_read },
    { "ciso-assistant", XW_SYNTAX_YAML, false, xw_ciso_assistant_detect,
      xw_ciso_assistant_read },
    { "ctid", XW_SYNTAX_JSON, false, xw_ctid_detect, xw_ctid_read },
    { "opencre", XW_SYNTAX_YAML, false, xw_opencre_detect, xw_opencre_read },
    { "cprt", XW_SYNTAX_JSON, false, xw_cprt_detect, xw_cprt_read },
    { "sssom", XW_SYNTAX_CSV, true, xw_sssom_detect, xw_sssom_read },
    { "olir", XW_SYNTAX_CSV, true, xw_olir_detect, xw_olir_read },
    { "wide", XW_SYNTAX_CSV, true, xw_wide_detect, xw_wide_read },
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

const char *
xw_import_format_name(size_t index)
{
    return index < FORMAT_COUNT ? formats[index].name : NULL;
}

const xw_format *
xw_format_named(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; ++i) {
        if (strcmp(formats[i].name, name) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

const xw_format *
xw_format_of(const xw_document *document)
{
    const xw_format *best = NULL;
    unsigned most = 0;
    for (size_t i = 0; i < FORMAT_COUNT; ++i) {
        unsigned sure = formats[i].syntax == document->syntax
                            ? formats[i].detect(document)
                            : 0;
        if (sure > most) {
            most = sure;
            best = &formats[i];
        }
    }
    return best;
}
