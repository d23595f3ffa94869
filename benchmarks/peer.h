/* peer.h - the questions of the benchmarks, as anyone may answer them: we, a
 * plain loop over arrays, and what people would use instead (peers/).
 *
 * All are given the same data: controls in runs by framework, and every mapping
 * in both directions.  A rank orders strengths: 1 where none is given, 2 + s
 * for strength s. */
#ifndef XW_BENCHMARKS_PEER_H
#define XW_BENCHMARKS_PEER_H

#include <xw/query.h>

#include <stddef.h>
#include <stdint.h>

enum { MOST_PEERS = 16 };

typedef struct peer_edge {
    uint32_t source, target, rank;
} peer_edge;

typedef struct peer_data {
    const xw_graph *graph; /**< only for our own */
    uint32_t framework_count, control_count;
    uint32_t *first;     /**< [framework_count + 1] control of each */
    uint32_t *framework; /**< [control_count] */
    peer_edge *edges;    /**< [edge_count] by source, then target */
    size_t edge_count;
} peer_data;

/** How a control is referred to. */
typedef struct peer_name {
    const char *reference; /**< "framework:control" */
    const char *framework, *control;
} peer_name;

typedef struct peer_hit {
    uint32_t control, rank;
} peer_hit;

/** What an answer is written into. */
typedef struct peer_hits {
    peer_hit *items; /**< [count], with room for any answer */
    size_t count;
} peer_hits;

/** Of a control, or of a control into a framework (else XW_NONE). */
typedef struct peer_question {
    uint32_t control, framework;
} peer_question;

/** What is done with each edge found, so that it is looked at. */
static inline uint64_t
peer_link_sum(uint32_t target, uint32_t rank)
{
    return target * UINT64_C(16) + rank;
}

/** A contender; what it has no way to answer is NULL. */
typedef struct peer {
    const char *name;
    void *(*open)(const peer_data *data);
    void (*close)(void *self);

    /** Read the CSV files of a folder, and keep what they say in a file. */
    void (*import)(const char *folder);

    /** The control of this name, which there is. */
    uint32_t (*find)(void *self, const peer_name *name);

    /** All edges of some controls, or those into one framework, of each: what
     *  peer_link_sum comes to of all of them. */
    uint64_t (*links)(void *self, const peer_question *questions, size_t count);

    /** For each control of `framework` that walks of at most `hops` edges reach
     *  from `control`: the best that the least rank along one can be. */
    void (*strongest)(void *self, uint32_t control, uint32_t framework,
                      uint32_t hops, peer_hits *out);

    /** For each two frameworks: how many controls of `to` walks of at most
     *  `hops` edges reach from any of `from`, in out[to * framework_count +
     *  from]; of one framework and itself, anything.  Only for every `step`-th
     *  `to`, beginning with 0. */
    void (*overlap)(void *self, uint32_t hops, uint32_t step, uint32_t *out);
    uint32_t overlap_hops; /**< most that it does */
    bool is_slow;          /**< at two hops: asked for a few frameworks only */

    /** How many controls of `want` they reach from any of `have`. */
    uint32_t (*covered)(void *self, uint32_t want, const uint32_t *have,
                        size_t have_count, uint32_t hops);

    /** The same with verdicts for ranks: only ours. */
    void (*verdicts)(void *self, uint32_t control, uint32_t framework,
                     uint32_t hops, peer_hits *out);

    /** Answer "REF<TAB>FRAMEWORK", which is changed, with a line of JSON: each
     *  control that an edge leads to there, and its strength.  Gives how many.
     *  Not ours, which bench_batch.c asks as the command does. */
    size_t (*answer)(void *self, char *request, char *out, size_t room);
} peer;

/** Read all that peers are given. */
void peer_data_read(const xw_graph *graph, peer_data *out);
void peer_data_clear(peer_data *data);

void peer_hits_new(const peer_data *data, peer_hits *out);
void peer_hits_free(peer_hits *hits);

/** The same for the same hits in any order. */
uint64_t peer_hits_sum(const peer_hits *hits);

extern const peer peer_xw, peer_accelerated, peer_plain;

/** Those of the folder peers/, [count]; none unless they were built. */
extern const peer *const peer_others[];
extern const size_t peer_other_count;

#endif
