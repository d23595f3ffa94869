/* export_oscal_parts.h - what the parts of an OSCAL mapping collection share:
 * its values, and its back matter. */
#ifndef XW_CLI_EXPORT_OSCAL_PARTS_H
#define XW_CLI_EXPORT_OSCAL_PARTS_H

#include "exported.h"
#include "sink.h"

#define OSCAL_NAMESPACE "urn:x-crosswalk:oscal"

/* One mapping of the model: what a set says from one framework to another.
 * Maps stand in this order. */
struct oscal_item {
    uint32_t set, source, target; /* frameworks */
    uint32_t mapping;
};

struct oscal_collection {
    struct exported *exported;
    struct view *view;
    struct writer out;
    struct sink *sink;
    struct oscal_item *items; /* [count] */
    size_t count;
};

/** Begin a value on a line of its own. */
void oscal_begin_line(struct oscal_collection *c);

/** The UUID of a thing of a kind, and "#uuid" where it is referred to. */
void oscal_put_uuid(struct oscal_collection *c, const char *key,
                    const char *kind, const char *name);
void oscal_put_href(struct oscal_collection *c, const char *kind,
                    const char *name);

/** A prop of our own namespace; nothing for "".  The second leaves its object
 *  open. */
void oscal_put_prop(struct oscal_collection *c, const char *name,
                    const char *value);
void oscal_open_prop(struct oscal_collection *c, const char *name,
                     const char *value);

const char *oscal_framework_id(struct oscal_collection *c, uint32_t framework);

/** Resources: frameworks with what is in them, mapping sets with their gaps. */
void oscal_put_back_matter(struct oscal_collection *c);

#endif
