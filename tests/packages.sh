#!/bin/sh
# Make Debian packages, unpack them under a root of their own, and use what is
# there: the README's examples, and the consumers of tests/consume.sh.
# Usage: packages.sh CMAKE GENERATOR CC SOURCE
cmake=$1; generator=$2; cc=$3; source=$4
for tool in dpkg-deb dpkg-shlibdeps pkg-config; do
    command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
set -e
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
chmod 755 "$tmp"
unset DESTDIR

echo "== packages"
"$cmake" -S "$source" -B "$tmp/build" -G "$generator" \
    -DCMAKE_C_COMPILER="$cc" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX=/usr -DXW_STATIC_COMMAND=ON -DXW_BUILD_TESTS=OFF \
    -DXW_ZSH_COMPLETIONS=vendor-completions >/dev/null
"$cmake" --build "$tmp/build" >/dev/null
(cd "$tmp/build" && "$(dirname "$cmake")/cpack" -G DEB >"$tmp/said" 2>&1) ||
    { cat "$tmp/said"; exit 1; }
for package in libxw0 libxw-dev xw; do
    dpkg-deb -x "$tmp"/build/${package}_*.deb "$tmp/root"
done
dpkg-deb -f "$tmp"/build/libxw0_*.deb Depends | grep -q libjansson4

echo "== README"
sh "$source/tests/readme.sh" "$tmp/root/usr/bin/xw" "$source/README.md"
sh "$source/tests/consume.sh" "$cmake" "$generator" "$cc" "$source" shared \
    "$tmp/root/usr"

echo "== lintian"
if command -v lintian >/dev/null; then
    lintian --allow-root --fail-on error,warning "$tmp"/build/*.deb
else
    echo "lintian is not here: the packages are not examined"
fi
