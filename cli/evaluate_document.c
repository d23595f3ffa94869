#include "evaluate_document.h"

#include "derived_document.h"

/* To a millionth, for all formats to say the same. */
static json_t *
measure(double value)
{
    static const double ONE = 1e6;
    return json_real((double)(uint64_t)(value * ONE + 0.5) / ONE);
}

/* A mean of `count` things. */
static json_t *
mean(double value, uint64_t count)
{
    return count ? measure(value) : json_null();
}

static json_t *
number(uint64_t value)
{
    return json_integer((json_int_t)value);
}

static json_t *
pair_entry(struct view *view, const xw_evaluated_pair *pair)
{
    json_t *entry = json_object();
    document_set(entry, "source_framework",
                 view_framework_id(view, pair->source));
    document_set(entry, "target_framework",
                 view_framework_id(view, pair->target));
    document_set(entry, "direct", number(pair->direct));
    document_set(entry, "candidates", number(pair->candidates));
    document_set(entry, "found", number(pair->found));
    document_set(entry, "ap", measure(pair->ap));
    document_set(entry, "best_f1", measure(pair->best_f1));
    document_set(entry, "precision", measure(pair->precision));
    document_set(entry, "recall", measure(pair->recall));
    document_set(entry, "reach", measure(pair->reach));
    document_set(entry, "composition_ap", measure(pair->composition_ap));
    document_set(entry, "composition_precision",
                 measure(pair->composition_precision));
    document_set(entry, "walk_ap", measure(pair->walk_ap));
    document_set(entry, "known", number(pair->known));
    document_set(entry, "ece", mean(pair->ece, pair->known));
    return entry;
}

static json_t *
pair_entries(struct view *view, const xw_evaluation *evaluation)
{
    json_t *entries = json_array();
    for (size_t i = 0; i < evaluation->pair_count; ++i) {
        document_add(entries, pair_entry(view, &evaluation->pairs[i]));
    }
    return entries;
}

static json_t *
bin_entries(const xw_evaluation *evaluation)
{
    json_t *entries = json_array();
    for (size_t i = 0; i < XW_BIN_COUNT; ++i) {
        const xw_evaluated_bin *bin = &evaluation->bins[i];
        json_t *entry = json_object();
        document_set(entry, "least", measure(bin->least));
        document_set(entry, "most", measure(bin->most));
        document_set(entry, "count", number(bin->count));
        document_set(entry, "score", mean(bin->score, bin->count));
        document_set(entry, "precision", mean(bin->precision, bin->count));
        document_add(entries, entry);
    }
    return entries;
}

static uint64_t
known_count(const xw_evaluation *evaluation)
{
    uint64_t count = 0;
    for (size_t i = 0; i < evaluation->pair_count; ++i) {
        count += evaluation->pairs[i].known;
    }
    return count;
}

json_t *
evaluate_document(struct view *view, const xw_evaluation *evaluation)
{
    const xw_evaluation *of = evaluation;
    uint64_t pairs = of->pair_count;
    uint64_t known = known_count(of);
    json_t *document = view_document(view);
    document_set(document, "max_hops", json_integer(of->max_hops));
    document_set(document, "min_pairs", json_integer(of->min_pairs));
    document_set(document, "pairs", pair_entries(view, of));
    document_set(document, "mean_ap", mean(of->mean_ap, pairs));
    document_set(document, "mean_best_f1", mean(of->mean_best_f1, pairs));
    document_set(document, "mean_reach", mean(of->mean_reach, pairs));
    document_set(document, "mean_composition_ap",
                 mean(of->mean_composition_ap, pairs));
    document_set(document, "mean_composition_precision",
                 mean(of->mean_composition_precision, pairs));
    document_set(document, "mean_walk_ap", mean(of->mean_walk_ap, pairs));
    document_set(document, "known", number(known));
    document_set(document, "ece", mean(of->ece, known));
    document_set(document, "mean_pair_ece", mean(of->mean_pair_ece, known));
    document_set(document, "pool_precision", mean(of->precision, known));
    document_set(document, "best_tenth_precision",
                 mean(of->best_tenth_precision, known));
    document_set(document, "bins", bin_entries(of));
    document_set(document, "suspected_derived",
                 derived_document(view, of->left_out, of->left_out_count));
    return document;
}
