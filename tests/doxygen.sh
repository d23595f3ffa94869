#!/bin/sh
# Doxygen finds nothing to say of the public headers.
# Usage: doxygen.sh SOURCE
command -v doxygen >/dev/null || { echo "skipped: no doxygen"; exit 77; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cd "$1" && (cat Doxyfile && echo "OUTPUT_DIRECTORY = $tmp") | doxygen -
