# The rest of a line that is too long is not a line of its own.
long() { head -c "$1" /dev/zero | tr '\0' x; }
{ long 1048576; echo; long 3000000; echo; printf 'alpha:1.1\tbeta\n'; long 1048577
} | xw batch --fields target
