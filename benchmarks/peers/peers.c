#include "../peer.h"

extern const peer peer_sqlite, peer_igraph, peer_graphblas;

const peer *const peer_others[] = { &peer_sqlite, &peer_igraph,
                                    &peer_graphblas };
const size_t peer_other_count = sizeof peer_others / sizeof(const peer *);
