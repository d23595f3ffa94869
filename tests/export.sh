#!/bin/sh
# What is exported compiles to a graph that says and answers the same.
# Usage: export.sh XW COMPARE EVERY SOURCE...
# $FORMATS are those to try, all by default.
# Skips, saying so, when a source is not there.
xw=$1; compare=$2; every=$3; shift 3
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
failed=0
fail() { echo "FAIL $*"; failed=1; }

for source; do
    [ -e "$source" ] || { echo "skipped: no $source"; exit 77; }
    "$xw" compile --keep-going "$source" -o "$tmp/a.xwg" 2>"$tmp/err" || {
        cat "$tmp/err"; fail "compile $source"; continue; }
    for format in ${FORMATS:-csv json oscal sssom sssom/}; do
        again=$tmp/again.$format
        rm -rf "$tmp"/again.* "$tmp/b.xwg"
        "$xw" export -g "$tmp/a.xwg" --format ${format%/} -o "$again" || {
            fail "export $format of $source"; continue; }
        case $format in sssom*) # mappings and gaps only: the rest from csv
            "$xw" export -g "$tmp/a.xwg" --format csv -o "$tmp/again.rest"
            rm "$tmp/again.rest/mappings.csv" "$tmp/again.rest/gaps.csv"
            mkdir "$tmp/again.both"
            mv "$again" "$tmp/again.rest" "$tmp/again.both"
            again=$tmp/again.both ;;
        esac
        "$xw" compile "$again" -o "$tmp/b.xwg" 2>"$tmp/err" || {
            cat "$tmp/err"; fail "$format of $source"; continue; }
        "$compare" "$tmp/a.xwg" "$tmp/b.xwg" "$every" >"$tmp/out" || {
            cat "$tmp/out"; fail "$format of $source"; }
    done
done
exit $failed
