#!/bin/sh
# Two builds in different folders give the same bytes: command, library, graph,
# manual, and packages.
# Usage: reproducible.sh CMAKE GENERATOR CC SOURCE
cmake=$1; generator=$2; cc=$3; source=$4
command -v dpkg-shlibdeps >/dev/null ||
    { echo "skipped: no dpkg-shlibdeps, for the packages"; exit 77; }
set -e
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
SOURCE_DATE_EPOCH=1800000000; export SOURCE_DATE_EPOCH
CCACHE_DISABLE=1; export CCACHE_DISABLE # it knows of other folders

mkdir -p "$tmp/source/tests"
for part in CMakeLists.txt LICENSE cli cmake engine importers mappings; do
    cp -R "$source/$part" "$tmp/source"
done
cp "$source/tests/exports.txt" "$tmp/source/tests"

build() { # FOLDER STATIC
    mkdir -p "$1"
    cp -R "$tmp/source" "$1/tree"
    "$cmake" -S "$1/tree" -B "$1/build" -G "$generator" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_BUILD_TYPE=RelWithDebInfo \
        -DCMAKE_INSTALL_PREFIX=/usr -DXW_STATIC_COMMAND=$2 \
        -DXW_BUILD_TESTS=OFF >/dev/null
    "$cmake" --build "$1/build" >/dev/null
    (cd "$1/build" && "$(dirname "$cmake")/cpack" -G DEB >/dev/null 2>&1)
}

for static in ON OFF; do
    build "$tmp/one$static" $static
    build "$tmp/quite/another/$static" $static
    cd "$tmp/one$static/build"
    for file in bin/xw libxw.so share/xw/default.xwg share/man/man1/*.1 *.deb
    do
        cmp "$file" "$tmp/quite/another/$static/build/$file" || failed=1
        ! grep -q "$tmp" "$file" || { echo "$file: has a path"; failed=1; }
    done
    sha256sum bin/xw libxw.so share/xw/default.xwg *.deb
done
exit ${failed:-0}
