printf 'source_framework,source_control,target_framework,target_control,relationship\n' >"$tmp/mappings.csv"
printf 'framework_id,name\na,A\nb,B\n' >"$tmp/frameworks.csv"
printf 'framework_id,control_id\na,1\nb,1\n' >"$tmp/controls.csv"
printf 'a,1,b,1,superset_of\n' >>"$tmp/mappings.csv"
xw compile "$tmp/frameworks.csv" "$tmp/controls.csv" "$tmp/mappings.csv" -o "$tmp/sound.xwg" 2>/dev/null
xw check -g "$tmp/sound.xwg"
