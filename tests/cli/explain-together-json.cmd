# No pair of controls says that a:1 satisfies c:1, but a map of two does, since
# a:1 satisfies both.
cat >"$tmp/mappings.csv" <<'END'
source_framework,source_control,target_framework,target_control,relationship,map_id,origin
a,1,b,1,superset_of,,ours
a,1,b,2,superset_of,,ours
a,2,b,1,equal,,ours
b,1,c,1,superset_of,m,theirs
b,2,c,1,superset_of,m,theirs
END
xw compile "$tmp/mappings.csv" -o "$tmp/joint.xwg" 2>/dev/null
xw explain a:1 c:1 -g "$tmp/joint.xwg" --format json

