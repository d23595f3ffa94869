xw search --in beta@core a --format csv
