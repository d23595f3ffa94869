#!/usr/bin/env python3
"""Fit the constants of engine/rank.c, and say how well they do on pairs of
frameworks that they were not fitted on.

Usage: fit_rank.py CANDIDATES.csv...

Each file is what `xw evaluate --candidates FILE` writes for one graph.  The model
is a logistic regression of "is a published mapping" on what the files say of each
candidate: the logarithm of its evidence, the likeness of its titles and how much
that lacks to the best, and whether one of the two is mapped by its parts only.
Only candidates whose source someone has mapped into the target framework take
part, for those are what a score is calibrated on, and every pair of frameworks
counts the same, however large.

Cross-validation leaves out one pair of frameworks after the other, over all files:
of "left out", each pair is ranked by constants fitted on all other pairs.  "now" is
by the scores in the file, that is by the constants that xw has.  Needs nothing but
Python, and takes a minute for 100,000 candidates."""

import csv
import math
import sys
from collections import defaultdict

NAMES = ["CONSTANT", "BY_EVIDENCE", "BY_LIKENESS", "BY_RIVALS", "BY_PARTS"]
LEAST_EVIDENCE = 1 / 1024
RIDGE = 1e-4  # per candidate, for what a corpus says nothing of
BINS = 10


class Pair:
    """Two frameworks of one file, with their candidates."""

    def __init__(self, file, key, direct):
        self.file, self.key, self.direct = file, key, direct
        self.rows, self.truth, self.known = [], [], []
        self.scores, self.walks = [], []


def features(row):
    likeness, best = float(row["likeness"]), float(row["best_likeness"])
    has_titles = likeness >= 0
    return (
        1.0,
        math.log(max(float(row["evidence"]), LEAST_EVIDENCE)),
        likeness if has_titles else 0.0,
        likeness - best if has_titles else 0.0,
        1.0 if float(row["parts"]) else 0.0,
    )


def read(path):
    pairs = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            key = row["source_framework"], row["target_framework"]
            if key not in pairs:
                pairs[key] = Pair(path, key, int(row["direct"]))
            pair = pairs[key]
            pair.rows.append(features(row))
            pair.truth.append(int(row["true"]))
            pair.known.append(int(row["known"]))
            pair.scores.append(float(row["score"]))
            pair.walks.append(float(row["walk"]))
    return list(pairs.values())


# ---- Logistic regression ------------------------------------------------------


def grouped(pair):
    """Known candidates: equal ones together, as [features, count, true]."""
    counts = defaultdict(lambda: [0, 0])
    for row, truth, known in zip(pair.rows, pair.truth, pair.known):
        if known:
            key = tuple(round(value, 2) for value in row)
            counts[key][0] += 1
            counts[key][1] += truth
    return [(key, count, true) for key, (count, true) in counts.items()]


def chance(weights, row):
    total = sum(w * x for w, x in zip(weights, row))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def solve(matrix, vector):
    """Gauss with pivoting."""
    rows = [line[:] + [value] for line, value in zip(matrix, vector)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    out = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(rows[i][c] * out[c] for c in range(i + 1, size))
        out[i] = (rows[i][size] - rest) / rows[i][i]
    return out


def derivatives(weights, groups):
    """Gradient and curvature of the mean log-likelihood of one pair."""
    size = len(weights)
    gradient = [0.0] * size
    curvature = [[0.0] * size for _ in range(size)]
    total = sum(count for _, count, _ in groups)
    for row, count, true in groups:
        p = chance(weights, row)
        error = (true - count * p) / total
        spread = count * p * (1 - p) / total
        for i in range(size):
            gradient[i] += error * row[i]
            for j in range(size):
                curvature[i][j] += spread * row[i] * row[j]
    return gradient, curvature


def fit(all_groups, weights):
    """Newton's method from `weights` on."""
    size = len(weights)
    groups = [each for each in all_groups if each]
    for _ in range(50):
        gradient = [0.0] * size
        curvature = [[0.0] * size for _ in range(size)]
        for each in groups:
            more, bend = derivatives(weights, each)
            gradient = [a + b for a, b in zip(gradient, more)]
            curvature = [
                [a + b for a, b in zip(x, y)] for x, y in zip(curvature, bend)
            ]
        for i in range(size):
            ridge = RIDGE * len(groups) if i else 0.0
            gradient[i] -= ridge * weights[i]
            curvature[i][i] += ridge + 1e-12
        step = solve(curvature, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


# ---- Measures -------------------------------------------------------------------


def average_precision(scores, truth, direct):
    """Ties shared evenly, missed truths count nothing: see engine/measure.h."""
    ties = defaultdict(lambda: [0, 0])
    for score, true in zip(scores, truth):
        ties[round(score, 6)][0] += 1
        ties[round(score, 6)][1] += true
    total, before, found = 0.0, 0, 0
    for score in sorted(ties, reverse=True):
        count, true = ties[score]
        others = (true - 1) / (count - 1) if count > 1 else 0.0
        for i in range(count if true else 0):
            total += true / count * (found + others * i + 1) / (before + i + 1)
        before += count
        found += true
    return total / direct if direct else 0.0


def calibration_error(pairs, scores_of):
    bins = [[0, 0.0, 0] for _ in range(BINS)]
    for pair in pairs:
        for score, true, known in zip(scores_of(pair), pair.truth, pair.known):
            if known:
                place = bins[min(int(score * BINS), BINS - 1)]
                place[0] += 1
                place[1] += score
                place[2] += true
    count = sum(place[0] for place in bins)
    return sum(abs(s - t) for _, s, t in bins) / count if count else 0.0


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    pairs = [pair for path in sys.argv[1:] for pair in read(path)]
    groups = [grouped(pair) for pair in pairs]
    start = fit(groups, [0.0] * len(NAMES))
    left_out = {}
    for i, pair in enumerate(pairs):
        weights = fit(groups[:i] + groups[i + 1 :], start)
        left_out[id(pair)] = [chance(weights, row) for row in pair.rows]
    print("file\tpairs\tAP left out\tAP now\tAP walk\tECE left out\tECE now")
    for path in sys.argv[1:]:
        of = [pair for pair in pairs if pair.file == path]
        lists = [
            lambda pair: left_out[id(pair)],
            lambda pair: pair.scores,
            lambda pair: pair.walks,
        ]
        aps = [
            mean(average_precision(x(p), p.truth, p.direct) for p in of)
            for x in lists
        ]
        eces = [calibration_error(of, x) for x in lists[:2]]
        numbers = "\t".join(f"{value:.4f}" for value in aps + eces)
        print(f"{path}\t{len(of)}\t{numbers}")
    for name, value in zip(NAMES, start):
        print(f"{name}\t{value:.3f}")


main()
