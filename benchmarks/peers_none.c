#include "peer.h"

const peer *const peer_others[] = { NULL };
const size_t peer_other_count = 0;
