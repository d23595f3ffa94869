#!/bin/bash
# Run what cli/SCALE_OUT.md shows, and compare it with one process.
# Usage: scale_out.sh parallel|postgresql XW SOURCE [REQUESTS]
what=$1; PATH=$(dirname "$2"):$PATH; source=$3; count=${4:-20000}
export PATH LC_ALL=C
unset XW_GRAPH
set -euo pipefail
tmp=$(mktemp -d); server=
stop() { [ -z "$server" ] || as_server "$server/pg_ctl" -D "$tmp/data" \
    -m immediate stop >/dev/null; rm -rf "$tmp"; }
trap stop EXIT
cd "$tmp"

block() { # NAME: what stands in the block of that name
    awk -v name="$1" '/^```/ { inside = $2 == name; next } inside' \
        "$source/cli/SCALE_OUT.md" >"$1"
    [ -s "$1" ] || { echo "no block '$1' in SCALE_OUT.md"; exit 1; }
}

# Requests of every kind, one in a hundred malformed.
make_requests() { # COUNT
    xw export --format csv --table controls |
        awk -F, -v count="$1" '
            NR > 1 && $1 ~ /^[a-z0-9.-]+$/ && $2 ~ /^[A-Za-z0-9.()-]+$/ {
                control[n++] = $1 ":" $2; framework[n - 1] = $1 }
            END { for (i = 0; i < count; ++i) {
                c = control[i % n]; f = framework[(i * 7919) % n]
                if (i % 100 == 99)    print "{\"id\": " i ", \"op\": \"map\","
                else if (i % 5 == 0)  print c "\t" f
                else if (i % 5 == 1)  print "{\"id\": " i ", \"op\": \"resolve\", \"ref\": \"" c "\"}"
                else if (i % 5 == 2)  print "{\"id\": " i ", \"op\": \"map\", \"target\": \"" c "\", \"from\": \"" f "\", \"limit\": 3}"
                else if (i % 5 == 3)  print "{\"id\": " i ", \"op\": \"show\", \"ref\": \"" c "\"}"
                else                  print "{\"id\": " i ", \"op\": \"map\", \"source\": \"" c "\", \"to\": [\"" f "\"], \"min\": \"partial\", \"fields\": [\"target\", \"verdict\"]}"
            } }'
}

try_parallel() {
    command -v parallel >/dev/null && parallel --version 2>/dev/null |
        grep -q 'GNU parallel' || { echo "skipped: no GNU parallel"; exit 77; }
    block parallel
    make_requests "$count" >requests.ndjson
    xw batch <requests.ndjson >alone.ndjson 2>said
    cat said
    HOME=$tmp bash -e parallel 2>said
    cmp alone.ndjson answers.ndjson
    [ "$(wc -l <answers.ndjson)" = "$count" ]
    echo "$count answers, $(wc -c <answers.ndjson) bytes, by" \
        "$(grep -c answered said) processes as by one"
}

as_server() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_server() {
    server=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
    [ -x "$server/initdb" ] && command -v psql >/dev/null &&
        { [ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1; } ||
        { server=; echo "skipped: no PostgreSQL server"; exit 77; }
    chmod 755 "$tmp"; mkdir data socket
    [ "$(id -u)" != 0 ] || chown postgres data socket
    as_server "$server/initdb" -D "$tmp/data" -A trust -U asker >/dev/null
    as_server "$server/pg_ctl" -D "$tmp/data" -l "$tmp/socket/log" -w \
        -o "-k $tmp/socket -c listen_addresses= -c fsync=off" start >/dev/null
}

# The same join by a request for each finding.
join_by_batch() {
    awk -F, 'NR > 1 {
        print "{\"id\": \"" $1 "," $3 "\", \"op\": \"map\", \"source\": \"" $2 "\", \"min\": \"partial\", \"to\": \"eu-ai-act,gdpr,nis2,dora\"}" }' \
        findings.csv | xw batch 2>/dev/null | python3 -c '
import json, sys
rows = []
for line in sys.stdin:
    answer = json.loads(line)
    number, severity = answer["id"].split(",")
    rows += [(int(number), severity, one["target"], one["verdict"])
             for one in answer["result"]["results"]
             if one["basis"] == "stated" and not one["topic"]]
for row in sorted(rows, key=lambda row: (row[0], row[2].encode())):
    print(*row, sep="|")'
}

try_postgresql() {
    start_server
    for name in answers load join; do block $name; done
    bash -e answers
    { echo "id,control,severity"
      xw export --format csv --table controls |
          awk -F, '($1 == "iso-27001-2022" || $1 == "iso-42001-2023") {
              print ++n "," $1 ":" $2 "," (n % 3 ? "minor" : "major") }'
    } >findings.csv
    psql="psql -h $tmp/socket -U asker -d postgres -q -v ON_ERROR_STOP=1"
    $psql -f load
    $psql -At -f join >joined
    join_by_batch >asked
    cmp joined asked
    [ -s joined ]
    echo "$(($(wc -l <findings.csv) - 1)) findings," \
        "$(($(wc -l <answers.csv) - 1)) answers," \
        "$(wc -l <joined) rows, the same as by batch"
}

"try_$what"
