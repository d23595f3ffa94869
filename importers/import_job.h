/* import_job.h - what every reader of a format is given. */
#ifndef XW_IMPORTERS_IMPORT_JOB_H
#define XW_IMPORTERS_IMPORT_JOB_H

#include "document.h"

/** One import, of any number of inputs. */
typedef struct xw_import_job {
    xw_builder *builder;
    xw_diagnostics diagnostics;
    const struct xw_format *format; /**< to be used, or NULL: as detected */
    xw_string source_framework, target_framework; /**< names, or of len 0 */
    xw_subject subject;
    uint32_t threads;       /**< 0: one for each processor */
    xw_column_map *columns; /**< of wide sheets; has none if none was given */
    xw_progress_fn progress;
    void *progress_payload;
    uint64_t done, total; /**< bytes of inputs read to their end, and of all */
    uint64_t told;        /**< what `progress` was told last */
} xw_import_job;

/** Let the caller know, now and then, that the input in hand is read up to
 *  `offset`. */
void xw_import_job_tick(xw_import_job *job, uint64_t offset);

/** The input in hand, of `len` bytes, is done with. */
void xw_import_job_done(xw_import_job *job, uint64_t len);

#endif
