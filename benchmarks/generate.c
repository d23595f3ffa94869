/* generate.c - a platform of frameworks and mappings of any size, as native CSV.
 *
 * usage: generate SCALE FOLDER [SEED]
 *
 * At scale 1: 692 frameworks, about 139,000 controls, 819,000 mappings; both
 * grow with the scale.  Every control stands for a stretch of one long line of
 * demands, and a mapping says how two stretches lie to each other, so that all
 * mappings agree but for the two in a hundred that are made to lie.
 *
 *   sizes        log-normal, median 120, mean about 200, cut to 8 .. 3000
 *   hierarchy    two to four levels, ids in seven styles
 *   hubs         seven, of 131 to 1,451 controls, in three mappings of four
 *   the rest     between pairs of frameworks drawn at random
 *   relationship that of the stretches; one in ten is called "related"
 *   strength     10 for equal, 7-9 and 4-7 inside, 1-6 across, 1 in 3 missing
 *   rationale    from a pool of sentences; two in five are empty */
#include "random.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAMEWORKS = 692,
    MAPPINGS = 819000,
    HUBS = 7,
    LINE = 1 << 20, /* demands there are */
    STYLES = 7,
    SENTENCES = 300,
    HUB_PERCENT = 69,  /* of the hubs a control is mapped to */
    PAIRWISE_ROWS = 40 /* of a pair of frameworks without a hub */
};

static const uint32_t hub_sizes[HUBS] = { 131, 190, 290, 430, 680, 1007, 1451 };

/* A stretch of the line: begin <= demand < end. */
typedef struct stretch {
    uint32_t begin, end;
} stretch;

typedef struct framework {
    uint32_t first, count; /* of its controls */
    unsigned style;
} framework;

typedef struct platform {
    random_state random;
    framework *frameworks;
    uint32_t framework_count;
    stretch *controls; /* of each framework in order of begin */
    uint32_t control_count;
    uint64_t mapping_count;
} platform;

/* ---- Shape --------------------------------------------------------------- */

static uint32_t
draw_size(random_state *random)
{
    double size = 120 * exp(1.03 * random_normal(random));
    return size < 8 ? 8 : size > 3000 ? 3000 : (uint32_t)size;
}

static int
by_begin(const void *a, const void *b)
{
    const stretch *x = a;
    const stretch *y = b;
    if (x->begin != y->begin) {
        return x->begin < y->begin ? -1 : 1;
    }
    return (x->end > y->end) - (x->end < y->end);
}

/* A hub covers the line in steps of its own; two controls in three repeat one
 * of an earlier hub, as publishers do. */
static stretch
hub_stretch(platform *p, uint32_t i, uint32_t count)
{
    random_state *random = &p->random;
    uint32_t earlier = p->control_count - count;
    if (earlier && random_below(random, 3) < 2) {
        return p->controls[random_below(random, earlier)];
    }
    uint32_t step = LINE / count;
    uint32_t begin = i * step + random_below(random, step / 2 + 1);
    uint32_t end = begin + step / 2 + random_below(random, step);
    return (stretch){ begin, end < LINE ? end : LINE };
}

/* Related to a control of some hub: the same stretch, a piece of it, more than
 * it, or one that lies across its border. */
static stretch
spoke_stretch(platform *p)
{
    random_state *random = &p->random;
    const framework *hub = &p->frameworks[random_below(random, HUBS)];
    stretch of = p->controls[hub->first + random_below(random, hub->count)];
    uint32_t len = of.end - of.begin;
    uint32_t kind = random_below(random, 100);
    if (kind < 24) {
        return of;
    }
    uint32_t a = random_below(random, len / 2 + 1);
    uint32_t b = random_below(random, len / 2 + 1);
    if (kind < 58) {
        of.begin += a / 2;
        of.end -= b / 2;
    } else if (kind < 70) {
        of.begin -= a < of.begin ? a : of.begin;
        of.end = of.end + b < LINE ? of.end + b : LINE;
    } else {
        of.begin += a / 2;
        of.end = of.end + b + 1 < LINE ? of.end + b + 1 : LINE;
    }
    of.end = of.end > of.begin ? of.end : of.begin + 1;
    return of;
}

static void
draw_framework(platform *p, uint32_t f)
{
    framework *made = &p->frameworks[f];
    bool hub = f < HUBS;
    made->first = p->control_count;
    made->count = hub ? hub_sizes[f] : draw_size(&p->random);
    made->style = f % STYLES;
    p->control_count += made->count;
    p->controls = realloc(p->controls, p->control_count * sizeof *p->controls);
    if (!p->controls) {
        abort();
    }
    for (uint32_t i = 0; i < made->count; ++i) {
        p->controls[made->first + i] =
            hub ? hub_stretch(p, i, made->count) : spoke_stretch(p);
    }
    qsort(p->controls + made->first, made->count, sizeof *p->controls,
          by_begin);
}

/* ---- Ids ------------------------------------------------------------------- */

/* Place of a control in its framework: groups of about ten, those in chapters
 * of about ten groups. */
static int
write_id(char *out, size_t size, unsigned style, uint32_t i)
{
    uint32_t chapter = i / 100 + 1, group = i / 10 % 10 + 1, leaf = i % 10 + 1;
    switch (style) {
    case 0:
        return snprintf(out, size, "%c%c-%u(%u)", 'A' + chapter % 26,
                        'A' + group, chapter * 10 + group, leaf);
    case 1: return snprintf(out, size, "A.%u.%u.%u", chapter, group, leaf);
    case 2: return snprintf(out, size, "%u.%u.%u", chapter, group, leaf);
    case 3:
        return snprintf(out, size, "%c%c.%c%c-%02u-%u", 'A' + chapter % 26, 'V',
                        'A' + group, 'C', chapter, leaf);
    case 4:
        return snprintf(out, size, "Article %u.%u(%c)", chapter * 10 + group,
                        leaf, 'a' + leaf % 26);
    case 5:
        return snprintf(out, size, "REQ-%03u-%02u", chapter * 10 + group, leaf);
    default:
        return snprintf(out, size, "\xC2\xA7 %u.%u%c", 100 + chapter,
                        300 + group, 'a' + (char)(leaf % 26));
    }
}

/* What controls stand below: groups of about ten, chapters of ten groups, parts
 * of three chapters.  A framework has one, two or all of these levels. */
typedef struct heading {
    char mark;
    uint32_t controls;
    const char *name;
} heading;

enum { HEADINGS = 3 };
static const heading headings[HEADINGS] = { { 'P', 300, "part" },
                                            { 'C', 100, "chapter" },
                                            { 'G', 10, "group" } };

static void
write_heading_id(char *out, size_t size, unsigned style, const heading *of,
                 uint32_t i)
{
    (void)snprintf(out, size, "%c%u-%u", of->mark, style, i / of->controls + 1);
}

static const char *const title_words[] = {
    "access",       "asset",    "audit",         "backup",     "boundary",
    "change",       "cloud",    "consent",       "continuity", "control",
    "data",         "design",   "device",        "disclosure", "evidence",
    "human",        "identity", "impact",        "incident",   "inventory",
    "key",          "lawful",   "logging",       "media",      "model",
    "monitoring",   "network",  "oversight",     "patch",      "personnel",
    "policy",       "privacy",  "quality",       "record",     "recovery",
    "retention",    "review",   "risk",          "role",       "security",
    "supplier",     "testing",  "threat",        "training",   "transfer",
    "transparency", "use",      "vulnerability",
};
enum { TITLE_WORDS = sizeof title_words / sizeof *title_words };

/* Words that depend on where the stretch lies, so that titles tell something. */
static void
write_title(FILE *out, random_state *random, stretch of)
{
    uint32_t middle = (of.begin + of.end) / 2;
    uint32_t theme = (uint32_t)((uint64_t)middle * TITLE_WORDS * 8 / LINE);
    fprintf(out, "%s %s %s", title_words[theme / 8 % TITLE_WORDS],
            title_words[(theme * 7 + 3) % TITLE_WORDS],
            title_words[random_below(random, TITLE_WORDS)]);
}

/* ---- Catalogues -------------------------------------------------------------- */

/* The headings that begin at control `i`, from number `top` down. */
static void
write_headings(FILE *out, unsigned f, unsigned style, uint32_t i, unsigned top)
{
    for (unsigned h = top; h < HEADINGS; ++h) {
        const heading *of = &headings[h];
        char id[64], above[64] = "";
        if (i % of->controls) {
            continue;
        }
        write_heading_id(id, sizeof id, style, of, i);
        if (h > top) {
            write_heading_id(above, sizeof above, style, of - 1, i);
        }
        fprintf(out, "f%05u,%s,%s,%s %u,0\n", f, id, above, of->name, i);
    }
}

static void
write_catalogue(FILE *out, platform *p, uint32_t f)
{
    const framework *of = &p->frameworks[f];
    unsigned top = f % HEADINGS;
    char id[64], parent[64];
    for (uint32_t i = 0; i < of->count; ++i) {
        write_headings(out, f, of->style, i, top);
        (void)write_id(id, sizeof id, of->style, i);
        write_heading_id(parent, sizeof parent, of->style,
                         &headings[HEADINGS - 1], i);
        fprintf(out, "f%05u,%s,%s,", f, id, parent);
        write_title(out, &p->random, p->controls[of->first + i]);
        fputs(",1\n", out);
    }
}

static FILE *
open_in(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    if (!out) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return out;
}

static void
close_written(FILE *out)
{
    if (ferror(out) || fclose(out)) {
        perror("generate");
        exit(EXIT_FAILURE);
    }
}

static void
write_frameworks(platform *p, const char *folder)
{
    FILE *out = open_in(folder, "frameworks.csv");
    fputs("framework_id,name,version,publisher\n", out);
    for (uint32_t f = 0; f < p->framework_count; ++f) {
        fprintf(out, "f%05u,%s %u,%u,Publisher %u\n", f,
                f < HUBS ? "Hub" : "Framework", f, 1 + f % 9, f % 60);
    }
    close_written(out);
    out = open_in(folder, "controls.csv");
    fputs("framework_id,control_id,parent_id,title,assessable\n", out);
    for (uint32_t f = 0; f < p->framework_count; ++f) {
        write_catalogue(out, p, f);
    }
    close_written(out);
}

/* ---- Mappings ------------------------------------------------------------------ */

static const char *
relationship_of(stretch a, stretch b)
{
    if (a.begin == b.begin && a.end == b.end) {
        return "equal";
    }
    if (a.begin >= b.begin && a.end <= b.end) {
        return "subset_of";
    }
    if (a.begin <= b.begin && a.end >= b.end) {
        return "superset_of";
    }
    return "intersects_with";
}

/* A control of `of` that overlaps `wanted`, near where such begin; one that
 * does not is skipped by the caller. */
static uint32_t
find_overlap(platform *p, const framework *of, stretch wanted)
{
    uint32_t low = 0, high = of->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->controls[of->first + middle].begin < wanted.end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    uint32_t back = random_below(&p->random, 3) + 1;
    return of->first + (low > back ? low - back : 0);
}

static void
write_strength(FILE *out, random_state *random, const char *relationship)
{
    if (random_below(random, 3) == 0) {
        fputc(',', out);
        return;
    }
    uint32_t least = 1, most = 6;
    if (relationship[0] == 'e') {
        least = most = 10;
    } else if (strncmp(relationship, "sup", 3) == 0) {
        least = 7;
        most = 9;
    } else if (relationship[0] == 's') {
        least = 4;
        most = 7;
    }
    fprintf(out, ",%u", least + random_below(random, most - least + 1));
}

static void
write_rationale(FILE *out, random_state *random)
{
    if (random_below(random, 5) < 2) {
        fputs(",", out);
        return;
    }
    uint32_t s = random_below(random, SENTENCES);
    fprintf(out, ",Both ask for %s of the %s so that %s can be shown (%u)",
            title_words[s % TITLE_WORDS], title_words[s * 5 % TITLE_WORDS],
            title_words[s * 11 % TITLE_WORDS], s);
}

static void
write_side(FILE *out, const platform *p, uint32_t f, uint32_t control)
{
    char id[64];
    const framework *of = &p->frameworks[f];
    (void)write_id(id, sizeof id, of->style, control - of->first);
    fprintf(out, "f%05u,%s,", f, id);
}

/* One row, unless the two controls have nothing in common. */
static bool
write_mapping(FILE *out, platform *p, uint32_t f, uint32_t a, uint32_t g,
              uint32_t b)
{
    static const char *const any[] = { "equal", "subset_of", "superset_of",
                                       "intersects_with" };
    stretch x = p->controls[a], y = p->controls[b];
    if (x.begin >= y.end || y.begin >= x.end) {
        return false;
    }
    const char *relationship = relationship_of(x, y);
    uint32_t kind = random_below(&p->random, 100);
    if (kind < 2) {
        relationship = any[random_below(&p->random, 4)];
    } else if (kind < 12) {
        relationship = "related";
    }
    write_side(out, p, f, a);
    write_side(out, p, g, b);
    fputs(relationship, out);
    write_strength(out, &p->random, relationship);
    write_rationale(out, &p->random);
    fprintf(out, ",set-%05u\n", f);
    return true;
}

/* Rows from random controls of f to what overlaps them in g. */
static uint64_t
write_pair(FILE *out, platform *p, uint32_t f, uint32_t g, uint32_t rows)
{
    const framework *from = &p->frameworks[f];
    uint64_t written = 0;
    for (uint32_t i = 0; i < rows; ++i) {
        uint32_t a = from->first + random_below(&p->random, from->count);
        uint32_t b = find_overlap(p, &p->frameworks[g], p->controls[a]);
        written += write_mapping(out, p, f, a, g, b);
    }
    return written;
}

static uint32_t
distance(uint32_t a, uint32_t b)
{
    return a < b ? b - a : a - b;
}

/* The control of `of` most like `wanted`. */
static uint32_t
find_likest(const platform *p, const framework *of, stretch wanted)
{
    uint32_t best = of->first;
    uint32_t least = UINT32_MAX;
    for (uint32_t c = of->first; c < of->first + of->count; ++c) {
        stretch have = p->controls[c];
        uint32_t apart =
            distance(have.begin, wanted.begin) + distance(have.end, wanted.end);
        if (apart < least) {
            least = apart;
            best = c;
        }
    }
    return best;
}

/* From a control of f to the likest of some hubs. */
static void
write_hub_mappings_of(FILE *out, platform *p, uint32_t f, uint32_t a)
{
    for (uint32_t h = 0; h < HUBS; ++h) {
        if (random_below(&p->random, 100) < HUB_PERCENT) {
            uint32_t b = find_likest(p, &p->frameworks[h], p->controls[a]);
            p->mapping_count += write_mapping(out, p, f, a, h, b);
        }
    }
}

static void
write_hub_mappings(FILE *out, platform *p, uint32_t f)
{
    const framework *from = &p->frameworks[f];
    for (uint32_t a = from->first; a < from->first + from->count; ++a) {
        write_hub_mappings_of(out, p, f, a);
    }
}

static void
write_mappings(platform *p, const char *folder, uint64_t wanted)
{
    FILE *out = open_in(folder, "mappings.csv");
    fputs("source_framework,source_control,target_framework,target_control,"
          "relationship,strength,rationale,origin\n",
          out);
    uint32_t spokes = p->framework_count - HUBS;
    for (uint32_t f = HUBS; f < p->framework_count; ++f) {
        write_hub_mappings(out, p, f);
    }
    while (p->mapping_count < wanted) {
        uint32_t f = HUBS + random_below(&p->random, spokes);
        uint32_t g = HUBS + random_below(&p->random, spokes);
        if (f != g) {
            p->mapping_count += write_pair(out, p, f, g, PAIRWISE_ROWS);
        }
    }
    close_written(out);
}

int
main(int argc, char **argv)
{
    double scale = argc > 2 ? strtod(argv[1], NULL) : 0;
    if (scale <= 0 || argc > 4) {
        fputs("usage: generate SCALE FOLDER [SEED]\n", stderr);
        return 2;
    }
    platform p = { .framework_count = (uint32_t)(FRAMEWORKS * scale) };
    if (p.framework_count < HUBS + 2) {
        p.framework_count = HUBS + 2;
    }
    random_seed(&p.random, argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
    p.frameworks = calloc(p.framework_count, sizeof *p.frameworks);
    if (!p.frameworks) {
        abort();
    }
    for (uint32_t f = 0; f < p.framework_count; ++f) {
        draw_framework(&p, f);
    }
    write_frameworks(&p, argv[2]);
    write_mappings(&p, argv[2], (uint64_t)(MAPPINGS * scale));
    fprintf(stderr, "generate: %u frameworks, %u controls, %llu mappings\n",
            p.framework_count, p.control_count,
            (unsigned long long)p.mapping_count);
    free(p.frameworks);
    free(p.controls);
    return EXIT_SUCCESS;
}
