xw export gamma --format oscal -o "$tmp/x.json"; echo $?; ls "$tmp"
