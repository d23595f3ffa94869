xw search -e '^b-[2-4]$' --format csv
