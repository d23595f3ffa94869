/* refusal.h - why a request of a batch has no answer. */
#ifndef XW_CLI_REFUSAL_H
#define XW_CLI_REFUSAL_H

#include "writer.h"

#include <xw/reference.h>

/** Numbers XW-nnn are part of the interface, as those of importers are: one
 *  never changes its meaning and is never used again. */
enum refusal_code {
    REFUSED_FORM = 501,       /* neither a JSON object nor REF<TAB>F[,F] */
    REFUSED_SYNTAX = 502,     /* no JSON */
    REFUSED_TEXT = 503,       /* no UTF-8, or a NUL in it */
    REFUSED_LENGTH = 504,     /* longer than a line may be */
    REFUSED_OPERATION = 505,  /* unknown */
    REFUSED_FIELD = 506,      /* unknown */
    REFUSED_REPEAT = 507,     /* a field given twice */
    REFUSED_MISSING = 508,    /* a field that must be there */
    REFUSED_VALUE = 509,      /* of the wrong type, or out of range */
    REFUSED_REFERENCE = 510,  /* unknown or ambiguous */
    REFUSED_EXPRESSION = 511, /* a pattern that is none, or too hard */
    REFUSED_GRAPH = 512,      /* the graph file is damaged */
    REFUSED_MEMORY = 513      /* there was none left */
};

struct refusal {
    enum refusal_code code;
    const char *near;            /* the word that was meant, or NULL */
    const xw_resolver *resolver; /* knows what else was meant, or NULL */
    char message[480];
};

/** Refuse: set all of `refusal`.  Always false, to be returned. */
__attribute__((format(printf, 3, 4))) bool refuse(struct refusal *refusal,
                                                  enum refusal_code code,
                                                  const char *format, ...);

/** Refuse for what failed in the engine; `resolver` may know what is near. */
bool refuse_failure(struct refusal *refusal, const xw_error *err,
                    const xw_resolver *resolver);

/** Write { code, message, nearest }, the last if anything is near. */
void refusal_write(const struct refusal *refusal, struct writer *out,
                   const char *key);

#endif
