#!/bin/sh
# Use an installed tree as a stranger would: run the command, build against the
# library with find_package and with pkg-config, load it from Python; and be
# refused what it is not.
# Usage: consume.sh CMAKE GENERATOR CC SOURCE shared|static PREFIX
set -e
cmake=$1; generator=$2; cc=$3; source=$4; kind=$5; prefix=$6
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
unset DESTDIR LD_LIBRARY_PATH XW_GRAPH XW_LIBRARY
[ $kind = shared ] && static= || static=--static

echo "== the command"
"$prefix/bin/xw" map iso-42001:6.1.2 --to iso-27001 --min partial
"$prefix/bin/xw" compile "$source/tests/cli/fixtures/sample" \
    -o "$tmp/sample.xwg"

echo "== Python"
if [ $kind = shared ] && command -v python3 >/dev/null; then
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$prefix/share/xw/python \
        python3 "$source/tests/consumer/consumer.py"
fi

echo "== find_package"
configure() { # FOLDER OPTION...
    folder=$1; shift
    "$cmake" -S "$source/tests/consumer" -B "$tmp/$folder" -G "$generator" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$prefix" "$@" >/dev/null
}
configure consumer
"$cmake" --build "$tmp/consumer" >/dev/null
"$tmp/consumer/consumer"
for version in 0.0 0.2 1; do
    if configure refused$version -DWANTED=$version 2>"$tmp/refusal"; then
        echo "version $version is taken for this one"; exit 1
    fi
    grep -q "considered but not accepted" "$tmp/refusal" ||
        { cat "$tmp/refusal"; exit 1; }
done

echo "== pkg-config"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name xw.pc)")
export PKG_CONFIG_PATH
pkg-config --exists 'xw >= 0.1 xw < 0.2'
! pkg-config --exists 'xw >= 0.2' || { echo "it is taken for 0.2"; exit 1; }
flags=$(pkg-config $static --cflags --libs xw)
lib=$(pkg-config --variable=libdir xw)
"$cc" -o "$tmp/by-pkg-config" "$source/tests/consumer/consumer.c" $flags \
    -Wl,-rpath,"$lib"
"$tmp/by-pkg-config"
