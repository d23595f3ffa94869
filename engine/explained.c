#include "explained.h"

#include "alloc.h"

void
xw_explained_free(xw_explained *explained)
{
    if (!explained) {
        return;
    }
    xw_alloc_free(explained->drafts);
    xw_alloc_free(explained->walks);
    xw_alloc_free(explained->path.items);
    xw_alloc_free(explained->path_edges);
    xw_alloc_free(explained->tried);
    xw_alloc_free(explained->revived);
    xw_alloc_free(explained->critical);
    xw_alloc_free(explained->replaced);
    xw_alloc_free(explained);
}
