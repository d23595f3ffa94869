#!/bin/sh
# Make the pages of the manual: xw.1, and one for each command.  What a command
# takes is in its table, which xw prints; what it does is written in xw.1, in
# the item of the command, and goes to its own page too, but for the options.
# Usage: pages.sh XW MANUAL FOLDER
set -e
xw=$1; manual=$2; folder=$3
mkdir -p "$folder"
date=$(sed -n 's/^\.Dd //p' "$manual")
names=$("$xw" help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | grep -vx help | sort)

# The item of a command, without its list of options.  Items of commands are
# those of the outermost list after "Ss Commands".
describe() { # NAME
    awk -v name="$1" '
        /^\.S[hs] / { inside = $2 == "Commands"; depth = mine = 0 }
        !inside     { next }
        /^\.Bl/     { ++depth
                      if (mine && !skipped) held = $0
                      next }
        held != ""  { if ($1 == ".It" && $2 == "Fl") skipped = depth
                      else print held
                      held = "" }
        /^\.El/     { if (mine && !skipped && depth > 1) print
                      if (depth == skipped) skipped = 0
                      --depth; next }
        depth == 1 && /^\.It / { mine = $2 == "Cm" && $3 == name; next }
        mine && !skipped { print }' "$manual"
}

for name in $names; do
    describe "$name" >"$folder/$name.text"
    [ -s "$folder/$name.text" ] || # tests/manual.sh finds fault with it
        echo "$manual says nothing of it." >"$folder/$name.text"
    "$xw" help --mdoc "$name" | awk -v text="$folder/$name.text" -v date="$date" '
        /^@DESCRIPTION@$/ { while ((getline line < text) > 0) print line; next }
        { sub(/@DATE@/, date); print }' >"$folder/xw-$name.1"
    rm "$folder/$name.text"
done

# The list of the others goes before what follows the examples.
awk -v names="$(echo $names)" '
    /^\.Sh STANDARDS/ {
        print ".Sh SEE ALSO"
        count = split(names, name, " ")
        for (i = 1; i <= count; ++i)
            print ".Xr xw-" name[i] " 1" (i < count ? " ," : "")
    }
    { print }' "$manual" >"$folder/xw.1"
