/* export_oscal.h - a graph as an OSCAL mapping collection, model 1.2.
 *
 * What the model has no word for stands in props of a namespace of our own, and
 * frameworks as attachments of the back matter, as importers/oscal_own.h reads
 * them again. */
#ifndef XW_CLI_EXPORT_OSCAL_H
#define XW_CLI_EXPORT_OSCAL_H

#include "exported.h"
#include "sink.h"

/** Gives an exit code, having said what is wrong: a collection must have a
 *  mapping in it. */
int export_oscal(struct exported *exported, struct sink *sink);

#endif
